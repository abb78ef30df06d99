/** Envelopes of X12 and their control totals: interchange, functional groups, transaction sets. */
import type { TellingProblem, TellingProblemCode } from '../../../contract/tracking.ts'
import { element, type Segment } from './segments.ts'

export interface TransactionSet {
  readonly kind: string
  readonly control: string
  readonly segments: readonly Segment[]
  /** Empty: whole. */
  readonly problems: readonly TellingProblem[]
}

export interface Group {
  readonly kind: string
  readonly control: string
  readonly head: Segment
  readonly sets: readonly TransactionSet[]
  readonly problems: readonly TellingProblem[]
}

export interface Interchange {
  readonly head: Segment
  readonly control: string
  readonly groups: readonly Group[]
  readonly problems: readonly TellingProblem[]
}

/** Cuts a file into its interchanges: what comes behind the end of one must begin another. */
export function splitInterchanges(segments: readonly Segment[]): Interchange[] {
  const starts = segments.flatMap(({ id }, index) => (id === 'ISA' ? [index] : []))
  return starts.map((start, index) => readInterchange(segments.slice(start, starts[index + 1] ?? segments.length)))
}

type Noted = TellingProblem[]
/** Whoever sends a million strays hears of the first. */
const NOTED_MAX = 100
const note = (problems: Noted, segment: Segment, at: string, code: TellingProblemCode, value?: string) =>
  problems.length < NOTED_MAX &&
  problems.push({
    where: `segment ${segment.number} ${segment.id}${at}`,
    code,
    ...(value && { value: value.slice(0, 200) }),
  })

function readInterchange(segments: readonly Segment[]): Interchange {
  const head = segments[0]!
  const control = element(head, 13)
  const problems: Noted = []
  const end = segments.at(-1)!
  const isClosed = end.id === 'IEA'
  if (!isClosed) note(problems, end, '', 'missing', 'IEA')
  const { inner: groups, strays } = enclosed(segments.slice(1, isClosed ? -1 : undefined), 'GS', 'GE')
  for (const stray of strays) note(problems, stray, '', 'bad_value', stray.id)
  if (isClosed) {
    if (element(end, 2) !== control) note(problems, end, '02', 'number_differs', element(end, 2))
    if (Number(element(end, 1)) !== groups.length) note(problems, end, '01', 'count_differs', element(end, 1))
  }
  const read = groups.map(readGroup)
  refuseRepeated(read, problems, head)
  return { head, control, groups: read, problems }
}

function refuseRepeated(groups: readonly Group[], problems: Noted, head: Segment): void {
  const seen = new Set<string>()
  for (const { kind, control } of groups) {
    if (seen.has(`${kind} ${control}`)) note(problems, head, '', 'not_unique', control)
    seen.add(`${kind} ${control}`)
  }
}

function readGroup(segments: readonly Segment[]): Group {
  const head = segments[0]!
  const end = segments.at(-1)!
  const isClosed = end.id === 'GE'
  const control = element(head, 6)
  const problems: Noted = []
  if (!isClosed) note(problems, end, '', 'missing', 'GE')
  const { inner, strays } = enclosed(segments.slice(1, isClosed ? -1 : undefined), 'ST', 'SE')
  for (const stray of strays) note(problems, stray, '', 'bad_value', stray.id)
  if (isClosed) {
    if (element(end, 2) !== control) note(problems, end, '02', 'number_differs', element(end, 2))
    if (Number(element(end, 1)) !== inner.length) note(problems, end, '01', 'count_differs', element(end, 1))
  }
  const seen = new Set<string>()
  const sets = inner.map((set) => {
    const read = readSet(set, seen)
    seen.add(read.control)
    return read
  })
  return { kind: element(head, 1), control, head, sets, problems }
}

function readSet(segments: readonly Segment[], seen: ReadonlySet<string>): TransactionSet {
  const head = segments[0]!
  const end = segments.at(-1)!
  const control = element(head, 2)
  const problems: Noted = []
  if (end.id !== 'SE') note(problems, end, '', 'missing', 'SE')
  else {
    if (element(end, 2) !== control) note(problems, end, '02', 'number_differs', element(end, 2))
    if (Number(element(end, 1)) !== segments.length) note(problems, end, '01', 'count_differs', element(end, 1))
  }
  if (seen.has(control)) note(problems, head, '02', 'not_unique', control)
  return { kind: element(head, 1), control, segments, problems }
}

/** What stands between opening and closing segments; strays are segments outside of any. */
function enclosed(segments: readonly Segment[], open: string, close: string) {
  const inner: Segment[][] = []
  const strays: Segment[] = []
  let current: Segment[] | null = null
  for (const segment of segments) {
    if (segment.id === open) {
      current = [segment]
      inner.push(current)
    } else if (current) current.push(segment)
    else strays.push(segment)
    if (segment.id === close) current = null
  }
  return { inner, strays }
}
