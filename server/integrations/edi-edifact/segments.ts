/** EDIFACT as segments: separators from the service string advice (UNA) where there is one, else those of the standard. */

export interface Segment {
  readonly id: string
  /** `elements[0]` is the first behind the id; each is its components. */
  readonly elements: readonly (readonly string[])[]
  /** Its number in the file, for telling where something is wrong. */
  readonly number: number
}

export interface Separators {
  readonly component: string
  readonly element: string
  readonly release: string
  readonly terminator: string
}

const STANDARD: Separators = { component: ':', element: '+', release: '?', terminator: "'" }

/** Null where the text does not begin with the head of an interchange. */
export function readSegments(content: string): { segments: Segment[]; separators: Separators } | null {
  const text = content.replace(/^\ufeff/, '').trimStart()
  const advice = /^UNA(.)(.)(.)(.)(.)(.)\s*/s.exec(text)
  const separators = advice
    ? { component: advice[1]!, element: advice[2]!, release: advice[4]!, terminator: advice[6]! }
    : STANDARD
  const body = advice ? text.slice(advice[0].length) : text
  if (new Set(Object.values(separators)).size < 4 || !body.startsWith(`UNB${separators.element}`)) return null
  return { segments: cut(body, separators), separators }
}

/** One pass, so that a released separator is text and nothing is read twice. A blank as release character means there is none. */
function cut(text: string, { component, element, release, terminator }: Separators): Segment[] {
  const segments: Segment[] = []
  let elements: string[][] = [['']]
  const add = (written: string) => {
    const parts = elements.at(-1)!
    parts[parts.length - 1] += written
  }
  const close = () => {
    const [[id = ''] = [], ...rest] = elements
    if (id.trim() !== '') segments.push({ id: id.trim(), elements: rest, number: segments.length + 1 })
    elements = [['']]
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (letter === release && release !== ' ') add(text[++at] ?? '')
    else if (letter === terminator) close()
    else if (letter === element) elements.push([''])
    else if (letter === component) elements.at(-1)!.push('')
    else if (letter !== '\r' && letter !== '\n') add(letter)
  }
  close()
  return segments
}

/** A component by the numbers that EDIFACT gives element and component; empty where it is left out. */
export const part = ({ elements }: Segment, element: number, component = 1): string =>
  (elements[element - 1]?.[component - 1] ?? '').trim()
