/**
 * The process as it was really done: which activity directly followed which, how often, and how long things waited in between.
 *
 * Arcs are counted as van der Aalst defines the directly-follows graph (Process Mining, 2nd ed., 6.1): once for each time the
 * second activity comes right after the first in a case. `cases` counts each case once, however often it went that way.
 */
import { type CodedLog, caseCount } from './event-log.ts'
import { type Spread, spreadOf } from './spread.ts'

export interface DiscoveredActivity {
  readonly name: string
  /** Events. */
  readonly count: number
  /** Cases in which it stands at least once. */
  readonly cases: number
  /** Cases that begin, and that end, with it. */
  readonly starts: number
  readonly ends: number
  /** Cases in which it stands more than once. */
  readonly repeated: number
  /** From start to end, in milliseconds; null where no event of it tells its start. */
  readonly service: Spread | null
}

export interface DiscoveredArc {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly cases: number
  /** From the end of the first to the start of the second, in milliseconds; never below zero. */
  readonly waiting: Spread
}

export interface ProcessGraph {
  readonly cases: number
  readonly events: number
  /** Most frequent first, equal ones by name. */
  readonly activities: readonly DiscoveredActivity[]
  readonly arcs: readonly DiscoveredArc[]
  /** From the first to the last event of a case, in milliseconds. */
  readonly throughput: Spread | null
}

/** Beyond this many kinds of activity a table of all pairs would be mostly empty. */
const DENSE_MAX = 2_048

/**
 * Discovers the graph of a log. Two passes over the events; the memory is eight bytes an event beside the log itself. Refuses
 * more than 2,048 kinds of activity by RangeError: such a log has ids in its names, and its picture could not be read.
 * Example: a log with the cases Order-Pick-Ship and Order-Ship has three arcs, each of count 1.
 */
export function discover(log: CodedLog): ProcessGraph {
  const kinds = log.activities.length
  if (kinds > DENSE_MAX) throw new RangeError(`${kinds} kinds of activity are more than ${DENSE_MAX}`)
  return {
    cases: caseCount(log),
    events: log.activity.length,
    activities: discoverActivities(log),
    arcs: discoverArcs(log),
    throughput: throughputOf(log),
  }
}

function discoverArcs({ activities, activity, start, end, caseStart }: CodedLog): DiscoveredArc[] {
  const kinds = activities.length
  const counts = new Int32Array(kinds * kinds)
  const cases = new Int32Array(kinds * kinds)
  const lastCase = new Int32Array(kinds * kinds).fill(-1)
  for (let one = 0; one + 1 < caseStart.length; one++) {
    for (let at = caseStart[one]! + 1; at < caseStart[one + 1]!; at++) {
      const arc = activity[at - 1]! * kinds + activity[at]!
      counts[arc]! += 1
      if (lastCase[arc] !== one) {
        lastCase[arc] = one
        cases[arc]! += 1
      }
    }
  }
  const place = new Int32Array(kinds * kinds + 1)
  for (let arc = 0; arc < counts.length; arc++) place[arc + 1] = place[arc]! + counts[arc]!
  const next = place.slice()
  const waits = new Float64Array(place[counts.length]!)
  for (let one = 0; one + 1 < caseStart.length; one++) {
    for (let at = caseStart[one]! + 1; at < caseStart[one + 1]!; at++) {
      const arc = activity[at - 1]! * kinds + activity[at]!
      // Work that overlaps has not waited.
      waits[next[arc]!++] = Math.max(0, start[at]! - end[at - 1]!)
    }
  }
  const arcs: DiscoveredArc[] = []
  for (let arc = 0; arc < counts.length; arc++) {
    if (!counts[arc]) continue
    arcs.push({
      from: activities[Math.floor(arc / kinds)]!,
      to: activities[arc % kinds]!,
      count: counts[arc]!,
      cases: cases[arc]!,
      waiting: spreadOf(waits.subarray(place[arc]!, place[arc + 1]!))!,
    })
  }
  return arcs.sort((a, b) => b.count - a.count || byName(a.from, b.from) || byName(a.to, b.to))
}

function discoverActivities(log: CodedLog): DiscoveredActivity[] {
  const { activities, activity, caseStart } = log
  const kinds = activities.length
  const [count, cases, starts, ends, repeated] = Array.from({ length: 5 }, () => new Int32Array(kinds)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  const inCase = new Int32Array(kinds)
  const lastCase = new Int32Array(kinds).fill(-1)
  for (let one = 0; one + 1 < caseStart.length; one++) {
    const [from, to] = [caseStart[one]!, caseStart[one + 1]!]
    if (from === to) continue
    starts[activity[from]!]! += 1
    ends[activity[to - 1]!]! += 1
    for (let at = from; at < to; at++) {
      const kind = activity[at]!
      count[kind]! += 1
      if (lastCase[kind] !== one) {
        lastCase[kind] = one
        inCase[kind] = 0
        cases[kind]! += 1
      }
      inCase[kind]! += 1
      if (inCase[kind] === 2) repeated[kind]! += 1
    }
  }
  const service = log.hasStarts ? serviceTimes(log, count) : null
  return activities
    .map((name, kind) => ({
      name,
      count: count[kind]!,
      cases: cases[kind]!,
      starts: starts[kind]!,
      ends: ends[kind]!,
      repeated: repeated[kind]!,
      service: service?.[kind] ?? null,
    }))
    .sort((a, b) => b.count - a.count || byName(a.name, b.name))
}

function serviceTimes({ activity, start, end }: CodedLog, count: Int32Array): (Spread | null)[] {
  const place = new Int32Array(count.length + 1)
  for (let kind = 0; kind < count.length; kind++) place[kind + 1] = place[kind]! + count[kind]!
  const next = place.slice()
  const times = new Float64Array(activity.length)
  for (let at = 0; at < activity.length; at++) times[next[activity[at]!]!++] = end[at]! - start[at]!
  return Array.from(count, (_, kind) => {
    const own = times.subarray(place[kind]!, place[kind + 1]!)
    return own.some((value) => value > 0) ? spreadOf(own) : null
  })
}

function throughputOf({ start, end, caseStart }: CodedLog): Spread | null {
  const times = new Float64Array(caseStart.length - 1)
  for (let one = 0; one < times.length; one++) times[one] = end[caseStart[one + 1]! - 1]! - start[caseStart[one]!]!
  return spreadOf(times)
}

/** By code unit, so that the order is the same wherever it is computed. */
const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
