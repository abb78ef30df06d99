/** What must be ordered before a season, and until which day, so that its stock lies there when it begins. */
import type { SeasonOrder } from '../../../contract/seasons.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import { seasonDemandFactor } from '../../../engines/inventory/index.ts'
import { judge, REVIEW_DAYS } from './judged-pool.ts'
import type { WatchedPool } from './watched-pools.ts'

type Order = Omit<SeasonOrder, 'supplier_id'>

/** The most urgent first. Pools that have enough, and those that nobody asks for, are left out. */
export function seasonOrders(watched: readonly WatchedPool[], firstDay: number): Order[] {
  return watched
    .flatMap((pool) => orderFor(pool, firstDay))
    .sort((a, b) => (a.order_by < b.order_by ? -1 : a.order_by > b.order_by ? 1 : b.quantity - a.quantity))
}

function orderFor(watched: WatchedPool, firstDay: number): Order[] {
  const { today } = watched
  const start = Math.max(firstDay, today)
  const { policy, usual, lead, pool } = judge(watched, start)
  if (usual.mean <= 0) return []
  // Until the season begins, as much leaves as is reserved or usually asked for, whichever is more.
  let asked = 0
  for (let day = today + 1; day < start; day++) asked += usual.mean * seasonDemandFactor(watched.seasons, day)
  const reserved = sum(pool.reserved.filter((step) => step.day < start))
  const coming = sum(pool.supplies.filter((step) => step.day <= start + lead + REVIEW_DAYS))
  const position = watched.on_hand + coming - Math.max(asked, reserved)
  const quantity = Math.ceil(policy.orderUpTo - Math.max(0, position) - 1e-9)
  if (quantity <= 0) return []
  const by = start - lead
  return [
    {
      product_id: watched.product_id,
      product_name: watched.product_name,
      unit: watched.unit,
      location_id: watched.location_id,
      location_name: watched.location_name,
      order_by: formatLocalDay(Math.max(by, today)),
      is_late: by < today,
      quantity,
      position: round(position),
      wanted: round(policy.orderUpTo),
      daily_demand: round(policy.dailyDemand),
      usual_demand: round(usual.mean),
      lead_days: lead,
    },
  ]
}

const sum = (steps: readonly { quantityMilli: number }[]): number =>
  steps.reduce((total, step) => total + step.quantityMilli, 0) / 1000
const round = (value: number) => Math.round(value * 1000) / 1000
