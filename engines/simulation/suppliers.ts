/** The invented suppliers, one a product group: every second week each delivers to each site, and some of them late. */
import { SITES, supplierAt } from './company.ts'
import { type Draws, seededDraws } from './draws.ts'
import { formatDay } from './local-time.ts'
import type { Product } from './products.ts'
import type { SupplyRecord } from './stock-records.ts'
import type { World } from './world.ts'

export const CYCLE_DAYS = 14
const CYCLES_TOLD = 9
const LINES_A_DELIVERY = 7
/** Far from the seeds that people choose, as for papers. */
const SUPPLIERS = 2_000_003
/** Groups whose suppliers keep their word badly. */
const UNRELIABLE = new Set([3, 7])
/** No supplier is later than this more than once in ten times, whatever the calendar holds. */
export const LATE_DAYS_MAX = 8

export const supplierOf = (product: Product): string => supplierAt(product.group)

/** The supplier's next delivery to the site, in 1 to 14 days. */
export const nextDelivery = (world: World, site: number, group: number, today: number): number =>
  today + seededDraws(world.seed + SUPPLIERS, group * SITES.length + site).between(1, CYCLE_DAYS)

/** Purchase orders that came in during the last months: what a company learns its suppliers' lateness from. */
export function pastSupplies(world: World, today: readonly number[]): SupplyRecord[] {
  const groups = [...new Set(world.range.products.map((product) => product.group))]
  return SITES.flatMap((_, site) => groups.flatMap((group) => pastDeliveries(world, site, group, today[site]!)))
}

function pastDeliveries(world: World, site: number, group: number, today: number): SupplyRecord[] {
  const draws = seededDraws(world.seed + SUPPLIERS, 10_000 + group * SITES.length + site)
  const own = world.range.products.filter((product) => product.group === group)
  const records: SupplyRecord[] = []
  for (let cycle = 1; cycle <= CYCLES_TOLD; cycle++) {
    const due = nextDelivery(world, site, group, today) - cycle * CYCLE_DAYS
    const late = drawLate(draws, group)
    if (due + late >= today) continue
    const first = draws.between(0, own.length - 1)
    for (let number = 1; number <= Math.min(LINES_A_DELIVERY, own.length); number++) {
      const product = own[(first + number) % own.length]!
      const quantity = (product.packMilli * draws.between(4, 40)) / 1000
      records.push({
        supply_id: orderId(site, group, due),
        line_number: number,
        kind: 'purchase',
        supplier_id: supplierOf(product),
        product_id: product.id,
        location_id: SITES[site]!.id,
        quantity,
        received: draws.chance(0.03) ? quantity / 2 : quantity,
        state: 'closed',
        ordered_on: formatDay(due - draws.between(9, 16)),
        due_on: formatDay(due),
        counted_on: null,
        received_on: formatDay(due + late),
      })
    }
  }
  return records
}

export const orderId = (site: number, group: number, due: number): string =>
  `PO-${SITES[site]!.id.slice(5)}-${String(group + 1).padStart(2, '0')}-${due}`

function drawLate(draws: Draws, group: number): number {
  const drawn = draws.next()
  if (!UNRELIABLE.has(group)) return drawn < 0.05 ? -1 : drawn < 0.88 ? 0 : draws.between(1, 3)
  return drawn < 0.5 ? 0 : drawn < 0.92 ? draws.between(1, 3) : draws.between(4, 6)
}
