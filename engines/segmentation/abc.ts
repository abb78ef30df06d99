/** Few customers make most of the margin: classes by the cumulative share. */

export const ABC = ['A', 'B', 'C'] as const
export type AbcClass = (typeof ABC)[number]

export interface Ranked {
  readonly id: string
  /** Margin, not revenue; what is lost on a customer counts as nothing. */
  readonly margin: number
}

export interface AbcPlace {
  readonly abc: AbcClass
  /** From 1 on; equal margins share the better rank. */
  readonly rank: number
  readonly of: number
  /** Share of all margin up to and with this one. */
  readonly cumulative: number
}

const LIMITS = { A: 0.8, B: 0.95 }
const DUST = 1e-12

/**
 * A up to 80 % of the margin, B up to 95 %, C the rest; who stands on a boundary goes to the better class. Example: margins
 * 80, 15, 5 give A, B, C. Who brings no margin is C.
 */
export function abcOf(members: readonly Ranked[]): Map<string, AbcPlace> {
  const sorted = members.toSorted((a, b) => b.margin - a.margin || (a.id < b.id ? -1 : 1))
  const total = sorted.reduce((sum, { margin }) => sum + Math.max(0, margin), 0)
  const places = new Map<string, AbcPlace>()
  let [before, rank, last] = [0, 0, Number.NaN]
  sorted.forEach(({ id, margin }, at) => {
    if (margin !== last) [rank, last] = [at + 1, margin]
    const share = total > 0 ? Math.max(0, margin) / total : 0
    // The one in which a limit is passed still belongs to the better class.
    const abc = margin <= 0 ? 'C' : before < LIMITS.A - DUST ? 'A' : before < LIMITS.B - DUST ? 'B' : 'C'
    before += share
    places.set(id, { abc, rank, of: members.length, cumulative: before })
  })
  return places
}
