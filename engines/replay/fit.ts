/** Whether the replay may judge: under the policies that held then it must give what really happened, within a point. */
import { MARK, type ReplayFacts } from './facts.ts'
import type { Prepared, Run } from './run.ts'
import { isOnTime } from './tally.ts'

/** A point of on time in full. */
export const FIT_WITHIN = 0.01

export interface FitOf {
  readonly lines: number
  readonly actual: number | null
  readonly replayed: number | null
}

export interface Fit extends FitOf {
  readonly isFit: boolean
  readonly segments: readonly (FitOf & { readonly segment: string })[]
  /** The share that the other half of the weeks would have foretold, by segment and site: how steady the year was. */
  readonly foretold: number | null
  /** Lines that came on a day on which their package serves nobody. */
  readonly offDays: number
}

export function fitOf(facts: ReplayFacts, { run, prepared }: { run: Run; prepared: Prepared }): Fit {
  const { lines, orders, segments, sites } = facts
  const counted = segments.map(() => ({ lines: 0, actual: 0, replayed: 0 }))
  /** By segment, site and half: lines, and those kept. */
  const halves = new Float64Array(segments.length * sites * 4)
  let offDays = 0
  for (let line = 0; line < lines.count; line++) {
    const marks = lines.marks[line]!
    const order = lines.order[line]!
    const segment = orders.segment[order]!
    const { terms } = segments[segment]!.held[prepared.heldAt[order]!]!
    if (lines.done[line]! >= 0 && ((terms.deliveryDays >> ((lines.done[line]! + 3) % 7)) & 1) === 0) offDays++
    if ((marks & MARK.judged) === 0) continue
    const found = counted[segment]!
    const isKept = (marks & MARK.kept) !== 0
    found.lines++
    if (isKept) found.actual++
    if (isOnTime(facts, run, line) && (marks & MARK.inFull) !== 0) found.replayed++
    const half = Math.floor((orders.day[order]! - prepared.firstDay) / 7) & 1
    const at = ((segment * sites + orders.site[order]!) * 2 + half) * 2
    halves[at]!++
    if (isKept) halves[at + 1]!++
  }
  const whole = counted.reduce(
    (sum, one) => ({
      lines: sum.lines + one.lines,
      actual: sum.actual + one.actual,
      replayed: sum.replayed + one.replayed,
    }),
    { lines: 0, actual: 0, replayed: 0 },
  )
  const told = shares(whole)
  return {
    ...told,
    isFit: told.actual !== null && told.replayed !== null && Math.abs(told.actual - told.replayed) <= FIT_WITHIN,
    segments: counted.map((one, nth) => ({ segment: segments[nth]!.segment, ...shares(one) })),
    foretold: foretoldBy(halves),
    offDays,
  }
}

const shares = ({ lines, actual, replayed }: { lines: number; actual: number; replayed: number }): FitOf => ({
  lines,
  actual: lines ? actual / lines : null,
  replayed: lines ? replayed / lines : null,
})

/** Each half of the weeks is told by the other half's share of the same segment and site. */
function foretoldBy(halves: Float64Array): number | null {
  let [lines, kept] = [0, 0]
  for (let at = 0; at < halves.length; at += 4) {
    for (const [own, other] of [
      [at, at + 2],
      [at + 2, at],
    ] as const) {
      if (halves[other]! === 0) continue
      lines += halves[own]!
      kept += halves[own]! * (halves[other + 1]! / halves[other]!)
    }
  }
  return lines ? kept / lines : null
}
