/** Envelopes of EDIFACT and their control totals: interchange, groups where there are any, messages. */
import type { TellingProblem, TellingProblemCode } from '../../../contract/tracking.ts'
import { part, type Segment } from './segments.ts'

export interface Message {
  readonly kind: string
  readonly reference: string
  readonly segments: readonly Segment[]
  readonly problems: readonly TellingProblem[]
}

export interface Interchange {
  readonly head: Segment
  readonly control: string
  readonly messages: readonly Message[]
  readonly problems: readonly TellingProblem[]
}

type Noted = TellingProblem[]
/** Whoever sends a million strays hears of the first. */
const NOTED_MAX = 100
const note = (problems: Noted, segment: Segment, code: TellingProblemCode, value?: string) =>
  problems.length < NOTED_MAX &&
  problems.push({
    where: `segment ${segment.number} ${segment.id}`,
    code,
    ...(value && { value: value.slice(0, 200) }),
  })

export function splitInterchanges(segments: readonly Segment[]): Interchange[] {
  const starts = segments.flatMap(({ id }, index) => (id === 'UNB' ? [index] : []))
  return starts.map((start, index) => readInterchange(segments.slice(start, starts[index + 1] ?? segments.length)))
}

function readInterchange(segments: readonly Segment[]): Interchange {
  const head = segments[0]!
  const control = part(head, 5)
  const problems: Noted = []
  const end = segments.at(-1)!
  const isClosed = end.id === 'UNZ'
  if (!isClosed) note(problems, end, 'missing', 'UNZ')
  const inner = segments.slice(1, isClosed ? -1 : undefined)
  const { messages, groups } = readInner(inner, problems)
  if (isClosed) {
    if (part(end, 2) !== control) note(problems, end, 'number_differs', part(end, 2))
    if (Number(part(end, 1)) !== (groups || messages.length)) note(problems, end, 'count_differs', part(end, 1))
  }
  return { head, control, messages, problems }
}

/** Groups only count: the messages in them are read as if they stood alone. */
function readInner(segments: readonly Segment[], problems: Noted): { messages: Message[]; groups: number } {
  const messages: Message[] = []
  const references = new Set<string>()
  const groupNumbers = new Set<string>()
  let groups = 0
  let group: { head: Segment; messages: number } | null = null
  let current: Segment[] | null = null
  const closeMessage = () => {
    if (current) messages.push(readMessage(current, references))
    current = null
  }
  for (const segment of segments) {
    if (segment.id === 'UNH') {
      closeMessage()
      current = [segment]
      if (group) group.messages++
    } else if (segment.id === 'UNG' && !current) {
      group = { head: segment, messages: 0 }
      groups++
      if (groupNumbers.has(part(segment, 5))) note(problems, segment, 'not_unique', part(segment, 5))
      groupNumbers.add(part(segment, 5))
    } else if (segment.id === 'UNE' && group && !current) {
      if (part(segment, 2) !== part(group.head, 5)) note(problems, segment, 'number_differs', part(segment, 2))
      if (Number(part(segment, 1)) !== group.messages) note(problems, segment, 'count_differs', part(segment, 1))
      group = null
    } else if (current) current.push(segment)
    else note(problems, segment, 'bad_value', segment.id)
    if (segment.id === 'UNT') closeMessage()
  }
  closeMessage()
  if (group) note(problems, group.head, 'missing', 'UNE')
  return { messages, groups }
}

function readMessage(segments: readonly Segment[], references: Set<string>): Message {
  const head = segments[0]!
  const end = segments.at(-1)!
  const reference = part(head, 1)
  const problems: Noted = []
  if (end.id !== 'UNT') note(problems, end, 'missing', 'UNT')
  else {
    if (part(end, 2) !== reference) note(problems, end, 'number_differs', part(end, 2))
    if (Number(part(end, 1)) !== segments.length) note(problems, end, 'count_differs', part(end, 1))
  }
  if (references.has(reference)) note(problems, head, 'not_unique', reference)
  references.add(reference)
  return { kind: part(head, 2), reference, segments, problems }
}
