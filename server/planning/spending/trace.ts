/** Who asked for what is spent: a need that was stated from enough answers and weighs, a floor with its reason, or nobody. Only computes. */
import type { ASKED_BY, SpendingRow, TracedNeed } from '../../../contract/spending.ts'
import { LEAST_ANSWERS } from '../../../engines/needs/index.ts'

type AskedBy = (typeof ASKED_BY)[number]

/** The statement of a segment: its needs, all roles together. */
export type Stated = readonly TracedNeed[]

/**
 * [ours] A need is not a wish for spending where even the upper end of its interval is below half of an even share of the
 * importance, or where customers are indifferent to it (Kano I).
 */
const HALF = 0.5

export function askedBy(need: TracedNeed | null, floors: SpendingRow['floors'], stated: Stated): AskedBy {
  if (floors.length > 0) return 'floor'
  if (!need) return 'nobody'
  if (need.kano === 'M' || need.kano === 'O') return 'need'
  if (need.kano === 'I') return 'unwanted'
  if (need.weight === null || (need.weight_n ?? 0) < LEAST_ANSWERS) return 'nobody'
  const weighed = stated.filter(({ weight }) => weight !== null).length
  return (need.weight_high ?? need.weight) < HALF / weighed ? 'unwanted' : 'need'
}

export const isUnasked = ({ asked_by }: Pick<SpendingRow, 'asked_by'>): boolean =>
  asked_by === 'nobody' || asked_by === 'unwanted'

/** What nobody asked for first, then by cost; what costs nobody knows last. */
export const sorted = (rows: readonly SpendingRow[]): SpendingRow[] =>
  rows.toSorted(
    (a, b) =>
      Number(isUnasked(b)) - Number(isUnasked(a)) ||
      (b.cost ?? Number.NEGATIVE_INFINITY) - (a.cost ?? Number.NEGATIVE_INFINITY),
  )

const sum = (rows: readonly SpendingRow[]) => rows.reduce((all, { cost }) => all + Math.max(0, cost ?? 0), 0)

export const totals = (rows: readonly SpendingRow[]) => ({
  unasked_cost: sum(rows.filter(isUnasked)),
  cost: sum(rows),
})
