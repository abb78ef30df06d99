/**
 * Who comes first when goods are short. The key is read from left to right, and the first difference decides:
 *
 *   duty by law · waited too long · contract · safety · promise at risk · tier · day promised · time of order · code
 *
 * A line that has waited longer than the policy allows outranks newer lines of every tier, except those owed by law: so
 * nobody starves. Where the policy serves whoever came first, the tier is left out and the time of the promise comes before
 * its day. The code settles what is left, so that a replay gives the same result.
 */

/** From the strongest to none. */
export const COMMITMENTS = ['regulatory', 'contract', 'none'] as const

export interface RankKey {
  readonly commitment: (typeof COMMITMENTS)[number]
  /** Longer than the policy lets anybody wait. */
  readonly hasWaited: boolean
  readonly isSafetyCritical: boolean
  /** The goods must leave today, or should have left already. */
  readonly isAtRisk: boolean
  /** 1 comes first. */
  readonly tier: number
  /** Null: nothing was promised yet. */
  readonly promiseDay: number | null
  /** Instants in milliseconds. */
  readonly promisedAt: number
  readonly orderedAt: number
  readonly id: string
}

export type RankOrder = 'by_tier' | 'by_arrival'

export const RANK_PARTS = [
  'regulatory',
  'waited',
  'contract',
  'safety',
  'at_risk',
  'tier',
  'promise_day',
  'arrival',
  'code',
] as const
export type RankPart = (typeof RANK_PARTS)[number]

type Part = readonly [RankPart, (key: RankKey) => number]

const first = (is: boolean): number => (is ? 0 : 1)
const promiseDay: Part = ['promise_day', (key) => key.promiseDay ?? Number.POSITIVE_INFINITY]
const HEAD: readonly Part[] = [
  ['regulatory', (key) => first(key.commitment === 'regulatory')],
  ['waited', (key) => first(key.hasWaited)],
  ['contract', (key) => first(key.commitment === 'contract')],
  ['safety', (key) => first(key.isSafetyCritical)],
  ['at_risk', (key) => first(key.isAtRisk)],
]
const ORDERS: Readonly<Record<RankOrder, readonly Part[]>> = {
  by_tier: [...HEAD, ['tier', (key) => key.tier], promiseDay, ['arrival', (key) => key.orderedAt]],
  by_arrival: [...HEAD, ['arrival', (key) => key.promisedAt], promiseDay, ['arrival', (key) => key.orderedAt]],
}

/** Below zero: `a` comes first. */
export function compareRank(a: RankKey, b: RankKey, order: RankOrder): number {
  for (const [, of] of ORDERS[order]) {
    const [own, other] = [of(a), of(b)]
    if (own !== other) return own < other ? -1 : 1
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** What put one before the other: the answer to "why not me?". */
export function decidedBy(a: RankKey, b: RankKey, order: RankOrder): RankPart {
  return ORDERS[order].find(([, of]) => of(a) !== of(b))?.[0] ?? 'code'
}
