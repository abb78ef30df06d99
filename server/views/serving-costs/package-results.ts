/** What became of a package: the same figures before its first day and since, over equally many days. */
import sql from 'sql-template-tag'
import type { PackageResults } from '../../../contract/costs.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { figuresOf } from './cost-of-work.ts'
import { servedWork } from './served-work.ts'
import { pricingIn } from './serving-costs.ts'

/** A season would tell more than a package does over longer times. */
const MOST_DAYS = 90

const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Refuses `not_found`. What belongs to a segment is who belongs to it now. */
export async function packageResults(tx: Tx, packageId: string, today: string): Promise<PackageResults> {
  const [found] = await tx.query<{ segment_id: string; valid_from: string; currency: string | null }>(sql`
    SELECT p.segment_id, p.valid_from::text, (SELECT o.currency FROM orders.customer_order o
        JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
        WHERE o.tenant_id = p.tenant_id AND c.segment_id = p.segment_id AND o.currency IS NOT NULL
          AND o.ordered_on BETWEEN p.valid_from - ${MOST_DAYS}::int AND p.valid_from + ${MOST_DAYS}::int
        GROUP BY o.currency ORDER BY count(*) DESC, o.currency LIMIT 1) AS currency
    FROM policies.service_package p WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.package_id = ${packageId}`)
  if (!found) throw new Refusal('not_found', { package_id: packageId })
  const { segment_id, valid_from, currency } = found
  const passed = Math.floor((Date.parse(today) - Date.parse(valid_from)) / 86_400_000) + 1
  const days = Math.min(MOST_DAYS, Math.max(0, passed))
  const named = { segment_id, valid_from, currency, days }
  if (days === 0 || currency === null) return { ...named, before: null, after: null, lost: 0, won: 0 }
  const asked = { segment_id, currency }
  const before = await half(tx, { ...asked, from: shifted(valid_from, -days), to: shifted(valid_from, -1) })
  const after = await half(tx, { ...asked, from: valid_from, to: shifted(valid_from, days - 1) })
  const [earlier, later] = [new Set(before.who), new Set(after.who)]
  return {
    ...named,
    before: before.figures,
    after: after.figures,
    lost: before.who.filter((customer) => !later.has(customer)).length,
    won: after.who.filter((customer) => !earlier.has(customer)).length,
  }
}

interface Half {
  readonly segment_id: string
  readonly currency: string
  readonly from: string
  readonly to: string
}

async function half(tx: Tx, { segment_id, currency, from, to }: Half) {
  const pricing = await pricingIn(tx, currency)
  const work = await servedWork(tx, { from, to, currency, changes: pricing.changes, segmentId: segment_id })
  const who = [...new Set(work.filter(({ orders }) => orders > 0).map(({ customer_id }) => customer_id))]
  const [rated] = await tx.query<{ rating: number | null; ratings: number }>(sql`
    SELECT avg(r.score / r.scale_max)::float8 AS rating, count(*)::int AS ratings FROM needs.rating r
    JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id AND o.currency = ${currency}
    JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND c.segment_id = ${segment_id}
      AND o.ordered_on BETWEEN ${from}::date AND ${to}::date`)
  const { orders, value_minor, margin_minor, serving_minor } = figuresOf(work, pricing)
  const money = { value_minor, margin_minor, serving_minor, net_minor: margin_minor - serving_minor }
  return { who, figures: { from, to, customers: who.length, orders, ...money, ...rated! } }
}
