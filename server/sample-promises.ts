/** What the sample's promise desk is busy with: orders that repeat, a closed bridge, supply that comes late, a fair ahead. */
import sql from 'sql-template-tag'
import { nextOffered } from '../contract/order-quantities.ts'
import type { NewRecurringOrder, RecurringLine } from '../contract/recurring-orders.ts'
import { formatLocalDay, parseLocalDay } from '../engines/calendars/index.ts'
import { createRecord } from './ledger/index.ts'
import { changeSupply } from './modules/inventory/index.ts'
import { season } from './modules/locations/index.ts'
import { agreeRecurringOrder, decideOccurrence } from './modules/orders/index.ts'
import { disruption } from './modules/problems/index.ts'
import { checkDisruption } from './planning/disruptions/check-disruption.command.ts'
import { checkSupply } from './planning/receiving/check-supply.command.ts'
import { orderDue } from './planning/recurring/order-due.command.ts'
import type { Context } from './platform/context.ts'
import { inSnapshot, inTransaction } from './platform/database/transaction.ts'

type Agreement = Pick<NewRecurringOrder, 'name' | 'weekdays' | 'every_weeks' | 'closed_day_rule'> & {
  readonly segment: string
  readonly lines: number
}

/** One for a customer of each segment; the first is the one whose buyer looks at the portal. */
const AGREEMENTS: readonly Agreement[] = [
  {
    ...{ segment: 'MANUFACTURING', name: 'Packaging for the week', weekdays: ['Mo'], every_weeks: 1 },
    ...{ closed_day_rule: 'after', lines: 2 },
  },
  {
    ...{ segment: 'HOSPITALITY', name: 'Kitchen supplies', weekdays: ['Mo', 'We', 'Fr'], every_weeks: 1 },
    ...{ closed_day_rule: 'before', lines: 3 },
  },
  {
    ...{ segment: 'RETAIL', name: 'Filling the shelves', weekdays: ['Tu', 'Th'], every_weeks: 1 },
    ...{ closed_day_rule: 'skip', lines: 3 },
  },
  {
    ...{ segment: 'CONSTRUCTION', name: 'Site supplies', weekdays: ['We'], every_weeks: 2 },
    ...{ closed_day_rule: 'after', lines: 2 },
  },
]
const HORIZON_DAYS = 5

export async function tellPromises(context: Context, buyersCustomer = ''): Promise<void> {
  const today = context.clock.now().toISOString().slice(0, 10)
  const dayIn = (days: number) => formatLocalDay(parseLocalDay(today) + days)
  for (const agreement of AGREEMENTS) await agree(context, agreement, { buyersCustomer, dayIn })
  await tellLateSupply(context, dayIn)
  await tellDelay(context, dayIn)
  await inTransaction(context, (tx) =>
    createRecord(context, tx, season, {
      ...{ season_id: 'FAIR', name: 'Building fair', location_id: 'SITE-IAS', kind: 'busy', demand_percent: 135 },
      ...{ first_day: dayIn(24), last_day: dayIn(30), capacity_percent: null, stock_target_percent: 120 },
      ...{ extra_lead_days: null, staffing: null },
    }),
  )
}

interface Whose {
  readonly buyersCustomer: string
  readonly dayIn: (days: number) => string
}

async function agree(context: Context, agreement: Agreement, { buyersCustomer, dayIn }: Whose): Promise<void> {
  const { segment, lines, ...terms } = agreement
  const customer = await regularOf(context, { segment, preferred: buyersCustomer, lines })
  if (!customer) return
  const recurring_id = `RO-${segment}`
  await agreeRecurringOrder(context, {
    ...terms,
    ...{ recurring_id, customer_id: customer.customer_id, location_id: customer.location_id, lines: customer.lines },
    ...{ starts_on: dayIn(2), horizon_days: HORIZON_DAYS },
  })
  const wanted = (agreement.weekdays ?? [])[0]!
  // The week after the horizon they are closed for stocktaking; the week after that they need twice as much of one thing.
  const [skipped, changed] = [1, 2].map((week) => nextWeekday(dayIn(HORIZON_DAYS + 1 + 7 * (week - 1)), wanted))
  if ((agreement.every_weeks ?? 1) === 1) {
    await decideOccurrence(context, { recurringId: recurring_id, day: skipped! }, { decision: 'skip' })
    const more = customer.lines.map((line, at) => (at === 0 ? { ...line, quantity: line.quantity * 2 } : line))
    await decideOccurrence(context, { recurringId: recurring_id, day: changed! }, { decision: 'change', lines: more })
  }
  await orderDue(context, recurring_id)
}

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
function nextWeekday(from: string, weekday: string): string {
  const day = parseLocalDay(from)
  // 1970-01-01 was a Thursday.
  return formatLocalDay(day + ((WEEKDAYS.indexOf(weekday) - ((day + 3) % 7) + 7) % 7))
}

interface Regular {
  readonly customer_id: string
  readonly location_id: string
  readonly lines: RecurringLine[]
}

interface Found {
  readonly customer_id: string
  readonly location_id: string
  readonly products: { product_id: string; quantity: number; pack: number | null }[]
}

/** The segment's customer who orders most often, and what of the goods at hand it orders most often, in whole packs. */
async function regularOf(
  context: Context,
  { segment, preferred, lines }: { segment: string; preferred: string; lines: number },
): Promise<Regular | undefined> {
  const since = new Date(context.clock.now().getTime() - 180 * 86_400_000)
  const [found] = await inSnapshot(context, (tx) =>
    tx.query<Found>(sql`WITH regular AS (SELECT o.customer_id, min(l.location_id) AS location_id
        FROM orders.customer_order o JOIN customers.customer c USING (tenant_id, customer_id)
          JOIN locations.location l ON l.tenant_id = o.tenant_id AND l.customer_id = o.customer_id
        WHERE o.tenant_id = ${tx.tenantId}::uuid AND c.segment_id = ${segment} AND o.ordered_at > ${since}
        GROUP BY o.customer_id ORDER BY o.customer_id = ${preferred} DESC, count(*) DESC, o.customer_id LIMIT 1)
      SELECT r.customer_id, r.location_id, (SELECT jsonb_agg(p) FROM (SELECT i.product_id,
          percentile_disc(0.5) WITHIN GROUP (ORDER BY i.quantity)::float8 AS quantity,
          (SELECT min(k.numerator::float8 / k.denominator) FROM products.pack k
            WHERE k.tenant_id = i.tenant_id AND k.product_id = i.product_id AND k.unit = 'CT') AS pack
        FROM orders.order_line i JOIN orders.customer_order o USING (tenant_id, order_id)
        WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = r.customer_id AND i.kind = 'goods'
          AND EXISTS (SELECT 1 FROM inventory.balance b WHERE b.tenant_id = i.tenant_id AND b.product_id = i.product_id
            AND b.location_id = o.site_id AND b.on_hand - b.reserved > 6 * i.quantity)
        GROUP BY i.tenant_id, i.product_id ORDER BY count(*) DESC, i.product_id LIMIT ${lines}) p) AS products
      FROM regular r`),
  )
  return (
    found && {
      customer_id: found.customer_id,
      location_id: found.location_id,
      lines: found.products.map(({ product_id, quantity, pack }, at) => ({
        ...{ line_number: at + 1, kind: 'goods' as const, product_id },
        quantity: nextOffered(Math.ceil(quantity), { multiple: pack, least: null }),
      })),
    }
  )
}

interface LateLine {
  readonly supply_id: string
  readonly line_number: number
}

/** Of the supply that most open promises stand on, what they wait for comes days later; what that moves is proposed. */
async function tellLateSupply(context: Context, dayIn: Whose['dayIn']): Promise<void> {
  const late = { due_on: dayIn(12), counted_on: dayIn(12), reason: 'The truck stands at the border' }
  const lines = await inSnapshot(context, (tx) =>
    tx.query<LateLine>(sql`WITH awaited AS (SELECT s.supply_id, s.line_number, count(*) AS waiting
        FROM inventory.supply s JOIN inventory.balance b USING (tenant_id, product_id, location_id)
          JOIN inventory.reservation r USING (tenant_id, product_id, location_id)
        WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.state <> 'closed' AND b.reserved > b.on_hand
          AND s.counted_on BETWEEN ${dayIn(0)}::date AND ${dayIn(10)}::date
          AND r.need_on >= s.counted_on AND r.need_on < ${late.counted_on}::date
          AND NOT EXISTS (SELECT FROM inventory.supply o WHERE o.tenant_id = s.tenant_id AND o.product_id = s.product_id
            AND o.location_id = s.location_id AND o.state <> 'closed' AND o.counted_on < ${late.counted_on}::date
            AND (o.supply_id, o.line_number) <> (s.supply_id, s.line_number))
        GROUP BY 1, 2)
      SELECT supply_id, line_number FROM awaited WHERE supply_id = (SELECT supply_id FROM awaited
        GROUP BY 1 ORDER BY sum(waiting) DESC, supply_id LIMIT 1) ORDER BY line_number LIMIT 5`),
  )
  for (const line of lines) await changeSupply(context, line, late)
  if (lines[0]) await checkSupply(context, lines[0].supply_id)
}

/** On the way to the town that waits for most, goods take a day longer; what that moves is proposed. */
async function tellDelay(context: Context, dayIn: Whose['dayIn']): Promise<void> {
  const [town] = await inSnapshot(context, (tx) =>
    tx.query<{ city: string; country: string; prefix: string }>(sql`SELECT min(l.city) AS city, l.country,
        left(replace(upper(l.postal_code), ' ', ''), 10) AS prefix
      FROM inventory.reservation r JOIN orders.customer_order o USING (tenant_id, order_id)
        JOIN locations.location l ON l.tenant_id = o.tenant_id AND l.location_id = o.location_id
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.need_on BETWEEN ${dayIn(0)}::date AND ${dayIn(3)}::date
        AND l.postal_code IS NOT NULL AND l.city IS NOT NULL AND l.country IS NOT NULL
      GROUP BY 2, 3 ORDER BY count(*) DESC, 3 LIMIT 1`),
  )
  if (!town) return
  await inTransaction(context, (tx) =>
    createRecord(context, tx, disruption, {
      ...{ disruption_id: 'DI-BRIDGE', name: `Bridge closed on the way to ${town.city}`, kind: 'road' },
      ...{ country: town.country, postal_prefix: town.prefix, first_day: dayIn(0), last_day: dayIn(3) },
      ...{ effect: 'delayed', delay_days: 1, state: 'open', note: 'The detour takes three hours.' },
    }),
  )
  await checkDisruption(context, 'DI-BRIDGE')
}
