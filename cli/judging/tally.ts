/** Counters over the judged lines of a file: the engine's summary, lateness by group, and by timestamp against by date. */
import {
  judgeLine,
  type LineFacts,
  type LineVerdict,
  type OtifDefinition,
  type Summary,
  startSummary,
  type Timing,
} from '../../engines/rights/index.ts'

export const DIMENSIONS = ['carrier', 'service', 'mode'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface GroupCount {
  /** Empty where the row names none. */
  member: string
  /** Lines counted: due and not excluded. */
  counted: number
  otif: number
  timing: Record<Timing, number>
}

/** Lines whose promise and delivery both have a time, by either way of comparing them. */
export interface ClockCount {
  comparable: number
  lateByTimestamp: number
  lateByDate: number
}

export interface RatingCount {
  count: number
  sum: number
}

export interface Tally {
  summary: Summary
  groups: Record<Dimension, GroupCount[]>
  clock: ClockCount
  /** Ratings of counted lines by the definition's on time; unknown lines in neither. */
  ratings: { onTime: RatingCount; late: RatingCount }
}

export interface RowContext {
  readonly members: Readonly<Record<Dimension, string | null>>
  readonly rating: number | null
}

export interface TallyCounter {
  add(facts: LineFacts, context: RowContext): void
  finish(): Tally
}

/** Judges line after line and keeps counters only. */
export function startTally(definition: OtifDefinition, at: number): TallyCounter {
  const summary = startSummary('file')
  const groups: Record<Dimension, Map<string, GroupCount>> = { carrier: new Map(), service: new Map(), mode: new Map() }
  const clock: ClockCount = { comparable: 0, lateByTimestamp: 0, lateByDate: 0 }
  const ratings = { onTime: { count: 0, sum: 0 }, late: { count: 0, sum: 0 } }
  const now = { at }
  const byTimestamp: OtifDefinition = { ...definition, window: { unit: 'minute', early: 0, late: 0 } }
  const byDate: OtifDefinition = { ...definition, window: { unit: 'day', early: 0, late: 0 } }

  function add(facts: LineFacts, context: RowContext): void {
    const verdict = judgeLine(facts, definition, now)
    summary.add(verdict)
    if (!verdict.bases[verdict.dateBasis].isCounted) return
    for (const dimension of DIMENSIONS) countGroup(groups[dimension], context.members[dimension] ?? '', verdict)
    countRating(verdict, context.rating)
    if (hasTimes(facts, definition)) countClock(facts)
  }

  function countRating(verdict: LineVerdict, rating: number | null): void {
    const { onTime } = verdict.bases[verdict.dateBasis]
    if (rating === null || (onTime !== 'pass' && onTime !== 'fail')) return
    const counted = onTime === 'pass' ? ratings.onTime : ratings.late
    counted.count += 1
    counted.sum += rating
  }

  function countClock(facts: LineFacts): void {
    clock.comparable += 1
    if (timingOf(judgeLine(facts, byTimestamp, now)) === 'late') clock.lateByTimestamp += 1
    if (timingOf(judgeLine(facts, byDate, now)) === 'late') clock.lateByDate += 1
  }

  function finish(): Tally {
    const sorted = (dimension: Dimension) => [...groups[dimension].values()].sort(byCount)
    return {
      summary: summary.finish(),
      groups: { carrier: sorted('carrier'), service: sorted('service'), mode: sorted('mode') },
      clock,
      ratings,
    }
  }
  return { add, finish }
}

const timingOf = (verdict: LineVerdict) => verdict.bases[verdict.dateBasis].timing

/** Both ways of comparing need an instant on both sides; a bare date has none. */
function hasTimes(facts: LineFacts, { dateBasis }: OtifDefinition): boolean {
  const promise = dateBasis === 'current_promised' ? facts.promises.at(-1) : facts.promises[0]
  const window = dateBasis === 'requested' ? facts.requested : promise?.window
  return window != null && window.toAt !== null && facts.deliveries.some(({ at }) => at !== null)
}

function countGroup(groups: Map<string, GroupCount>, member: string, verdict: LineVerdict): void {
  let group = groups.get(member)
  if (!group) {
    group = { member, counted: 0, otif: 0, timing: { early: 0, on_time: 0, late: 0, missing: 0, unknown: 0 } }
    groups.set(member, group)
  }
  const basis = verdict.bases[verdict.dateBasis]
  group.counted += 1
  if (basis.otif === 'pass') group.otif += 1
  if (basis.timing !== null) group.timing[basis.timing] += 1
}

const byCount = (a: GroupCount, b: GroupCount) => b.counted - a.counted || (a.member < b.member ? -1 : 1)
