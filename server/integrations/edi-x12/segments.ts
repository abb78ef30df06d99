/** X12 as segments: the separators stand in the interchange's own head, so nothing is assumed but its first three letters. */

export interface Segment {
  readonly id: string
  /** Without the id: `elements[0]` is element 01. */
  readonly elements: readonly string[]
  /** Its number in the file, for telling where something is wrong. */
  readonly number: number
}

export interface Separators {
  readonly element: string
  readonly component: string
  readonly terminator: string
}

const HEAD_ELEMENTS = 16

/** Null where the text does not begin with the head of an interchange. */
export function readSegments(content: string): { segments: Segment[]; separators: Separators } | null {
  const text = content.replace(/^\ufeff/, '').trimStart()
  if (!text.startsWith('ISA')) return null
  const element = text[3]
  if (!element || /[A-Za-z0-9\s]/.test(element)) return null
  let at = 3
  for (let count = 1; count < HEAD_ELEMENTS; count++) {
    at = text.indexOf(element, at + 1)
    if (at < 0) return null
  }
  const component = text[at + 1]
  const terminator = text[at + 2]
  if (!component || !terminator || component === element || terminator === element) return null
  const segments = text
    .split(terminator)
    // No pattern: one that looks for blanks at the end takes the square of their number, all day for ten megabytes of them.
    .map((one) => one.trim())
    .map((one, index) => toSegment(one, element, index + 1))
    .filter(({ id }) => id !== '')
  return { segments, separators: { element, component, terminator } }
}

function toSegment(text: string, separator: string, number: number): Segment {
  const [id = '', ...elements] = text.split(separator)
  return { id, elements, number }
}

/** Element by the number that X12 gives it; empty where it is left out. */
export const element = ({ elements }: Segment, at: number): string => (elements[at - 1] ?? '').trim()
