/**
 * A log in coded form: every case's events in the order they happened, names as numbers. All of discovery works on this, so
 * that ten million events are a few flat arrays.
 */

/** One thing that happened to one case (an order, a consignment, an invoice). */
export interface LoggedEvent {
  readonly caseId: string
  readonly activity: string
  /** Milliseconds since 1970, UTC: when it was over. */
  readonly end: number
  /** When it was begun, where somebody noted that; otherwise absent, and nothing is known of how long it took. */
  readonly start?: number
}

export interface CodedLog {
  readonly activities: readonly string[]
  /** Of each event, the place of its activity in `activities`. Events of a case stand together, in the order of time. */
  readonly activity: Int32Array
  /** Milliseconds since 1970. Equal to `end` where the start is not known. */
  readonly start: Float64Array
  readonly end: Float64Array
  /** Where each case begins; one more than there are cases, the last is the number of events. */
  readonly caseStart: Int32Array
  readonly caseIds: readonly string[]
  /** Whether any event tells when it was begun. */
  readonly hasStarts: boolean
}

/**
 * Codes events given in any order. Events of a case are ordered by their end; equal ends keep the order in which they were
 * given, which is the source's own. Refuses a time that is no number and a start after its end, by RangeError.
 * Example: `codeLog([{ caseId: 'A', activity: 'Pick', end: 2 }, { caseId: 'A', activity: 'Order', end: 1 }])` gives the
 * case A with Order before Pick.
 */
export function codeLog(events: Iterable<LoggedEvent>): CodedLog {
  const activityCodes = new Map<string, number>()
  const caseCodes = new Map<string, number>()
  const activities: number[] = []
  const cases: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  let hasStarts = false
  for (const { caseId, activity, start, end } of events) {
    if (!Number.isFinite(end) || (start !== undefined && !(start <= end)))
      throw new RangeError(`the times of ${activity} in case ${caseId} are not in order`)
    activities.push(codeOf(activityCodes, activity))
    cases.push(codeOf(caseCodes, caseId))
    starts.push(start ?? end)
    ends.push(end)
    if (start !== undefined) hasStarts = true
  }
  const caseStart = startsOf(cases, caseCodes.size)
  const order = orderByCase(cases, caseStart)
  sortWithinCases(order, caseStart, ends)
  return {
    activities: [...activityCodes.keys()],
    activity: Int32Array.from(order, (at) => activities[at]!),
    start: Float64Array.from(order, (at) => starts[at]!),
    end: Float64Array.from(order, (at) => ends[at]!),
    caseStart,
    caseIds: [...caseCodes.keys()],
    hasStarts,
  }
}

export const caseCount = ({ caseStart }: CodedLog): number => caseStart.length - 1

function codeOf(codes: Map<string, number>, name: string): number {
  const found = codes.get(name)
  if (found !== undefined) return found
  codes.set(name, codes.size)
  return codes.size - 1
}

function startsOf(cases: readonly number[], count: number): Int32Array {
  const start = new Int32Array(count + 1)
  for (const one of cases) start[one + 1]! += 1
  for (let at = 0; at < count; at++) start[at + 1]! += start[at]!
  return start
}

/** Counting sort: the events of a case together, in the order given. */
function orderByCase(cases: readonly number[], caseStart: Int32Array): Int32Array {
  const next = caseStart.slice()
  const order = new Int32Array(cases.length)
  for (let at = 0; at < cases.length; at++) order[next[cases[at]!]!++] = at
  return order
}

function sortWithinCases(order: Int32Array, caseStart: Int32Array, ends: readonly number[]): void {
  for (let one = 0; one + 1 < caseStart.length; one++) {
    const [from, to] = [caseStart[one]!, caseStart[one + 1]!]
    let isSorted = true
    for (let at = from + 1; at < to && isSorted; at++) isSorted = ends[order[at - 1]!]! <= ends[order[at]!]!
    // Places in the source break ties, so the result does not depend on the sort.
    if (!isSorted) order.subarray(from, to).sort((a, b) => ends[a]! - ends[b]! || a - b)
  }
}
