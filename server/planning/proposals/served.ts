/** Which claims a pool no longer serves on their day, and on which day it does. */
import { NEVER, serveInRank } from '../../../engines/allocation/index.ts'
import type { StockPool } from '../../modules/inventory/index.ts'
import type { RankedClaim } from './claims.store.ts'

export interface MovedClaim {
  readonly claim: RankedClaim
  /** Null: nothing in sight. */
  readonly day: number | null
  /** Place among all who want the same goods, from 1, and how many they are. */
  readonly place: number
  readonly of: number
  readonly gaveWayTo: readonly RankedClaim[]
}

/** Who is named to the one that gives way, at most: enough to answer "why not me?". */
const NAMED_MAX = 5

/** Goods are reckoned on to the horizon; who is served after it has nothing in sight. */
export function movedClaims(
  pool: StockPool,
  claims: readonly RankedClaim[],
  { today, lastDay }: { today: number; lastDay: number },
): MovedClaim[] {
  const within = claims.filter((claim) => claim.need_day <= lastDay)
  const days = serveInRank(
    pool.onHandMilli,
    pool.supplies,
    {
      needDays: Int32Array.from(within, (claim) => claim.need_day),
      quantitiesMilli: Float64Array.from(within, (claim) => Math.round(claim.quantity * 1000)),
    },
    { firstDay: today, lastDay },
  )
  return within.flatMap((claim, at) => {
    const day = days[at]!
    if (day !== NEVER && day <= Math.max(claim.need_day, today)) return []
    // Served before it although needed no earlier: these have the goods it would have had.
    const before = within
      .slice(0, at)
      .filter((other, i) => days[i] !== NEVER && days[i]! <= claim.need_day && other.need_day >= claim.need_day)
    return [
      { claim, day: day === NEVER ? null : day, place: at + 1, of: within.length, gaveWayTo: before.slice(-NAMED_MAX) },
    ]
  })
}
