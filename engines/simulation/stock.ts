/**
 * What lies at the sites at the end instant, what is on order, and what is set aside for lines that have not left yet.
 *
 * A product in one of its gaps has nothing and waits for its supply; a few run low, a few lie in surplus. Every other
 * open line is backed: by goods, or by supply that comes early enough even when its supplier is late.
 */
import { SITES } from './company.ts'
import { seededDraws } from './draws.ts'
import { DAY, formatDay } from './local-time.ts'
import { claimBook, type OpenClaim } from './open-claims.ts'
import type { OrderRecords } from './records.ts'
import { lyingGoods } from './stock-lots.ts'
import type { ReservationRecord, StockRecord, StockRecords, SupplyRecord } from './stock-records.ts'
import type { Scene } from './stock-scene.ts'
import { CYCLE_DAYS, LATE_DAYS_MAX, nextDelivery, orderId, pastSupplies, supplierOf } from './suppliers.ts'
import { DAYS_TOLD, type World } from './world.ts'

export interface StockKeeper {
  hear(story: OrderRecords): void
  tell(): StockRecords
}

const STOCKROOM = 3_000_017

/** Hears every story once, then tells. Example: `for (const story of orderStories(world)) keeper.hear(story)`. */
export function stockKeeper(world: World): StockKeeper {
  const today = world.now.map((minute) => Math.floor(minute / DAY))
  const book = claimBook(world, today)
  return {
    hear: book.hear,
    tell() {
      const supplies: SupplyRecord[] = pastSupplies(world, today)
      const stock: StockRecord[] = []
      const reservations: ReservationRecord[] = []
      const lines = new Map<string, number>()
      SITES.forEach((_, site) => {
        world.range.products.forEach((product, index) => {
          const draws = seededDraws(world.seed + STOCKROOM, site * 100_000 + index)
          const scene = { world, site, product, index, draws, today: today[site]!, asked: book.asked(site, product.id) }
          const plan = planPool(scene)
          stock.push(...lyingGoods(scene, plan.onHandMilli))
          for (const expected of plan.supplies) supplies.push(toSupply(scene, expected, lines))
          reservations.push(...reserve(scene, plan))
        })
      })
      return { supplies, stock, reservations }
    },
  }
}

interface Expected {
  readonly due: number
  /** The day that was confirmed; null: as late as its supplier usually is. */
  readonly counted: number | null
  readonly milli: number
  readonly state: SupplyRecord['state']
}

interface PoolPlan {
  readonly onHandMilli: number
  readonly supplies: readonly Expected[]
}

const packs = ({ product }: Scene, milli: number): number => Math.ceil(milli / product.packMilli) * product.packMilli
const sumOf = (claims: readonly OpenClaim[]): number => claims.reduce((sum, claim) => sum + claim.milli, 0)

function planPool(scene: Scene): PoolPlan {
  const { world, site, product, index, draws, today, asked } = scene
  const daily = asked.demandMilli / DAYS_TOLD
  const back = world.conditions.outOfStockUntil(site, index, today)
  const all = sumOf(asked.claims)
  if (back > 0) {
    const milli = packs(scene, all + daily * CYCLE_DAYS * 1.5)
    return { onHandMilli: 0, supplies: milli > 0 ? [{ due: back, counted: back, milli, state: 'confirmed' }] : [] }
  }
  const due = nextDelivery(world, site, product.group, today)
  const drawn = draws.next()
  const cover = drawn < 0.05 ? draws.between(1, 4) : drawn < 0.12 ? draws.between(120, 240) : draws.between(16, 40)
  const dueClaims = sumOf(asked.claims.filter((claim) => claim.needDay < due + LATE_DAYS_MAX))
  const onHandMilli = packs(scene, Math.max(daily * cover, dueClaims))
  const missing = Math.max(all - onHandMilli, daily * (CYCLE_DAYS * 3) - onHandMilli + all)
  const wanted = drawn >= 0.05 && drawn < 0.12 && draws.chance(0.3) ? daily * CYCLE_DAYS : Math.max(0, missing)
  const milli = packs(scene, wanted)
  const state = due - today <= 3 ? 'in_transit' : 'confirmed'
  const supplies: Expected[] = milli > 0 ? [{ due, counted: null, milli, state }] : []
  if (draws.chance(0.15) && daily > 0)
    supplies.push({ due: due + CYCLE_DAYS, counted: null, milli: packs(scene, daily * CYCLE_DAYS), state: 'planned' })
  return { onHandMilli, supplies }
}

/** Lines of one purchase order are numbered as they are met; an order is named by who delivers where and when. */
function toSupply(scene: Scene, expected: Expected, lines: Map<string, number>): SupplyRecord {
  const { site, product, draws } = scene
  const supply_id = orderId(site, product.group, expected.due)
  const line_number = (lines.get(supply_id) ?? 0) + 1
  lines.set(supply_id, line_number)
  return {
    supply_id,
    line_number,
    kind: 'purchase',
    supplier_id: supplierOf(product),
    product_id: product.id,
    location_id: SITES[site]!.id,
    quantity: expected.milli / 1000,
    received: 0,
    state: expected.state,
    ordered_on: formatDay(Math.min(scene.today, expected.due - draws.between(9, 16))),
    due_on: formatDay(expected.due),
    counted_on: expected.counted === null ? null : formatDay(expected.counted),
    received_on: null,
  }
}

/** In the order of need, as long as goods and supply that is sure to be there by then reach. */
function reserve({ site, product, asked }: Scene, plan: PoolPlan): ReservationRecord[] {
  const claims = [...asked.claims].sort((a, b) => a.needDay - b.needDay || (a.orderId < b.orderId ? -1 : 1))
  let taken = 0
  return claims.flatMap((claim) => {
    const there = plan.supplies.reduce(
      (sum, one) => sum + (isThere(one, claim.needDay) ? one.milli : 0),
      plan.onHandMilli,
    )
    if (taken + claim.milli > there) return []
    taken += claim.milli
    return [
      {
        order_id: claim.orderId,
        line_number: claim.line,
        location_id: SITES[site]!.id,
        need_on: formatDay(claim.needDay),
        product_id: product.id,
        quantity: claim.milli / 1000,
      },
    ]
  })
}

const isThere = ({ state, due, counted }: Expected, day: number): boolean =>
  state !== 'planned' && (counted ?? due + LATE_DAYS_MAX) <= day
