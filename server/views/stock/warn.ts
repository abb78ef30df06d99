/** Early warnings: which pools miss the standard, on which day, by how much, and what would set each right. */
import type { StockFix, StockWarning } from '../../../contract/stock-views.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import { type Judged, judge, REVIEW_DAYS } from './judged-pool.ts'
import { coveredDay } from './projection.ts'
import type { WatchedPool } from './watched-pools.ts'

const TRANSFER_DAYS = 3

export function warn(watched: readonly WatchedPool[]): StockWarning[] {
  const judged = watched.map((one) => judge(one))
  const byProduct = new Map<string, Judged[]>()
  for (const one of judged) {
    const same = byProduct.get(one.watched.product_id)
    if (same) same.push(one)
    else byProduct.set(one.watched.product_id, [one])
  }
  return judged
    .flatMap((one) =>
      warnOf(
        one,
        byProduct.get(one.watched.product_id)!.filter((other) => other !== one),
      ),
    )
    .sort(mostUrgentFirst)
}

function warnOf(one: Judged, others: readonly Judged[]): StockWarning[] {
  const { watched, short, outDay } = one
  if (short > 0) {
    const on = outDay ?? watched.today
    return [toWarning(one, { kind: 'short', on, quantity: short, fixes: fixesOfShort(one, others) })]
  }
  if (outDay !== null) {
    const quantity = Math.max(0, one.policy.orderUpTo - Math.max(0, one.position))
    return [toWarning(one, { kind: 'stock_out', on: outDay, quantity, fixes: fixesOfStockOut(one, others) })]
  }
  const surplus = surplusOf(one)
  return surplus > 0
    ? [toWarning(one, { kind: 'surplus', on: null, quantity: surplus, fixes: fixesOfSurplus(one, others) })]
    : []
}

/** Whole units: half a pump helps nobody. A surplus is told from one unit on. */
const surplusOf = (one: Judged): number => Math.max(0, Math.floor(one.position - one.most))
/** Of a surplus, what lies there and nobody has claimed; the rest is still to come. */
const spareOf = (one: Judged): number =>
  Math.max(0, Math.min(surplusOf(one), Math.floor(one.watched.on_hand - one.watched.reserved)))
const missingOf = (one: Judged): number => Math.max(0, Math.ceil(one.policy.orderUpTo - one.position))

const fix = (kind: StockFix['kind'], rest: Partial<StockFix> & { quantity: number }): StockFix => ({
  kind,
  site_id: null,
  supply_id: null,
  supply_line: null,
  on: null,
  lines: null,
  ...rest,
})

function fixesOfShort(one: Judged, others: readonly Judged[]): StockFix[] {
  const covered = coveredDay(one.pool, one.watched.today)
  return [
    ...pullForward(one, one.short),
    ...transfers(one, others, one.short),
    fix('order', {
      quantity: Math.ceil(Math.max(missingOf(one), one.short)),
      on: formatLocalDay(one.watched.today + one.lead),
    }),
    fix('move_promises', { quantity: one.short, on: covered === null ? null : formatLocalDay(covered) }),
  ]
}

function fixesOfStockOut(one: Judged, others: readonly Judged[]): StockFix[] {
  const missing = missingOf(one)
  return [
    ...pullForward(one, one.policy.dailyDemand * REVIEW_DAYS),
    ...transfers(one, others, missing),
    ...(missing > 0 ? [fix('order', { quantity: missing, on: formatLocalDay(one.watched.today + one.lead) })] : []),
  ]
}

/** Supply that comes only after the goods run out: the supplier may be able to send it sooner. */
function pullForward(one: Judged, needed: number): StockFix[] {
  const out = one.outDay ?? one.watched.today
  const late = one.watched.supplies.find((supply) => supply.day > out && supply.kind !== 'transfer')
  if (!late || needed <= 0) return []
  const { supply_id, line_number, quantity } = late
  const on = formatLocalDay(out)
  return [
    fix('pull_forward', { quantity: Math.min(quantity, Math.ceil(needed)), supply_id, supply_line: line_number, on }),
  ]
}

/** From the site with most to spare first, until the need is met. */
function transfers(one: Judged, others: readonly Judged[], needed: number): StockFix[] {
  const found: StockFix[] = []
  let left = Math.ceil(needed)
  for (const other of others.filter((each) => spareOf(each) > 0).sort((a, b) => spareOf(b) - spareOf(a))) {
    if (left <= 0) break
    const quantity = Math.min(left, spareOf(other))
    const on = formatLocalDay(one.watched.today + TRANSFER_DAYS)
    found.push(fix('transfer', { quantity, site_id: other.watched.location_id, on }))
    left -= quantity
  }
  return found
}

function fixesOfSurplus(one: Judged, others: readonly Judged[]): StockFix[] {
  const found: StockFix[] = []
  let left = surplusOf(one)
  const open = [...one.watched.supplies].reverse().filter((supply) => supply.kind !== 'transfer')
  for (const { supply_id, line_number, quantity } of open) {
    if (left <= 0) break
    found.push(fix('reduce_supply', { quantity: Math.min(left, quantity), supply_id, supply_line: line_number }))
    left -= quantity
  }
  for (const other of others.filter((each) => missingOf(each) > 0 && each.outDay !== null)) {
    if (left <= 0) break
    const quantity = Math.min(left, missingOf(other))
    found.push(fix('transfer', { quantity, site_id: other.watched.location_id }))
    left -= quantity
  }
  return left > 0 ? [...found, fix('sell_off', { quantity: left })] : found
}

type Told = Pick<StockWarning, 'kind' | 'quantity' | 'fixes'> & { readonly on: number | null }

function toWarning(one: Judged, { on, quantity, ...told }: Told): StockWarning {
  const { watched, policy } = one
  return {
    ...told,
    product_id: watched.product_id,
    product_name: watched.product_name,
    product_group: watched.product_group,
    unit: watched.unit,
    location_id: watched.location_id,
    location_name: watched.location_name,
    on: on === null ? null : formatLocalDay(on),
    quantity: round(quantity),
    on_hand: watched.on_hand,
    reserved: watched.reserved,
    expected: one.expected,
    daily_demand: round(policy.dailyDemand),
    days_of_cover: coverOf(one, on),
    lead_days: one.lead,
    safety_stock: round(policy.safetyStock),
    reorder_point: round(policy.reorderPoint),
    order_up_to: round(policy.orderUpTo),
    target_percent: one.percent,
    usual_demand: round(one.usual.mean),
    stock_target_percent: policy.targetPercent,
    seasons: one.seasons.map((season) => season.name),
    target_source: watched.target_percent === null ? 'default' : 'service_package',
  }
}

/** Until the day the goods run out, reserved ones among them; where they do not, as long as all of them last at the usual rate. */
function coverOf({ watched, policy }: Judged, on: number | null): number | null {
  if (on !== null) return Math.max(0, on - watched.today)
  return policy.dailyDemand > 0 ? Math.round((watched.on_hand / policy.dailyDemand) * 10) / 10 : null
}

const round = (value: number) => Math.round(value * 1000) / 1000

const URGENCY = { short: 0, stock_out: 1, surplus: 2 }

/** Broken reservations, then by the day goods run out, then the largest surplus in days of demand. */
function mostUrgentFirst(a: StockWarning, b: StockWarning): number {
  return (
    URGENCY[a.kind] - URGENCY[b.kind] ||
    compare(a.on ?? '', b.on ?? '') ||
    (b.days_of_cover ?? 1e9) - (a.days_of_cover ?? 1e9) ||
    compare(`${a.product_id} ${a.location_id}`, `${b.product_id} ${b.location_id}`)
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
