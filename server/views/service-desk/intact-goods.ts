/**
 * The share of delivered lines that came undamaged, by what carried, packed or held them.
 *
 * A line counts on the day it was delivered. Harm found later, and claimed, counts against that day too unless the claim was
 * refused or withdrawn. A line whose condition nobody noted is not known, and never counted as intact.
 */
import sql, { type Sql } from 'sql-template-tag'
import type { IntactLine, IntactLinesQuery, IntactQuery, IntactRate } from '../../../contract/claims.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'

const DAMAGED = ['DMG_VISIBLE', 'DMG_CONCEALED', 'WET', 'TEMP_EXC', 'SHOCK', 'CONTAM', 'INFEST', 'PKG_OPEN']

interface Dimension {
  readonly member: Sql
  readonly name: Sql
}

const DIMENSIONS: Readonly<Record<IntactQuery['by'], Dimension>> = {
  carrier: { member: sql`s.carrier_id`, name: sql`c.name` },
  product: { member: sql`d.product_id`, name: sql`p.name` },
  product_group: { member: sql`p.product_group`, name: sql`p.product_group` },
  packing: { member: sql`k.unit`, name: sql`k.unit` },
  lane: { member: sql`f.country || ' → ' || t.country`, name: sql`f.country || ' → ' || t.country` },
}

type Counted = Pick<IntactRate['rows'][number], 'member' | 'name' | 'intact' | 'known' | 'unknown'>

interface Days {
  readonly from: string
  readonly to: string
}

/** Every delivered line with what is known of its condition. */
function judgedLines(tx: Tx, by: IntactQuery['by'], days: Days): Sql {
  const { member, name } = DIMENSIONS[by]
  return sql`SELECT ${member} AS member, ${name} AS name, h.delivery_id, h.delivered_on, d.order_id, d.line_number,
        d.product_id, p.name AS product_name, d.condition, x.claim_id,
        d.condition IS NULL AND x.claim_id IS NULL AS is_unknown,
        coalesce(d.condition = ANY (${DAMAGED}::text[]), false) OR x.claim_id IS NOT NULL AS is_harmed
      FROM delivery.delivery h JOIN delivery.delivery_line d USING (tenant_id, delivery_id)
      LEFT JOIN shipments.shipment s ON s.tenant_id = h.tenant_id AND s.shipment_id = h.shipment_id
      LEFT JOIN carriers.carrier c ON c.tenant_id = h.tenant_id AND c.carrier_id = s.carrier_id
      LEFT JOIN products.product p ON p.tenant_id = h.tenant_id AND p.product_id = d.product_id
      LEFT JOIN (SELECT DISTINCT ON (k.product_id) k.product_id, k.unit FROM products.pack k
        WHERE k.tenant_id = ${tx.tenantId}::uuid
        ORDER BY k.product_id, k.numerator::numeric / k.denominator DESC, k.unit) k ON k.product_id = d.product_id
      LEFT JOIN locations.location f ON f.tenant_id = h.tenant_id AND f.location_id = s.from_location_id
      LEFT JOIN locations.location t ON t.tenant_id = h.tenant_id AND t.location_id = coalesce(h.location_id, s.to_location_id)
      LEFT JOIN (SELECT DISTINCT ON (q.order_id, l.line_number) q.order_id, l.line_number, q.claim_id
        FROM claims.claim q JOIN claims.claim_line l USING (tenant_id, claim_id)
        WHERE q.tenant_id = ${tx.tenantId}::uuid AND q.kind = 'damage' AND q.state IN ('open', 'accepted', 'partly')
        ORDER BY q.order_id, l.line_number, q.opened_at, q.claim_id) x ON x.order_id = d.order_id AND x.line_number = d.line_number
      WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.delivered_on BETWEEN ${days.from}::date AND ${days.to}::date`
}

/** The lines behind the rate of one member, harmed ones on top. */
export async function intactLines(
  tx: Tx,
  {
    by,
    member,
    outcome = null,
    limit,
    offset,
  }: Omit<IntactLinesQuery, 'outcome'> & { outcome?: string | null | undefined },
  days: Days,
): Promise<{ lines: IntactLine[]; total: number }> {
  const said = sql`CASE WHEN j.is_unknown THEN 'unknown' WHEN j.is_harmed THEN 'harmed' ELSE 'intact' END`
  const which = sql`FROM (${judgedLines(tx, by, days)}) j WHERE j.member = ${member}
    AND (${outcome}::text IS NULL OR ${said} = ${outcome}::text)`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const lines = await tx.query<IntactLine>(sql`SELECT j.order_id, j.line_number, o.customer_id, c.name AS customer_name,
      j.product_id, j.product_name, j.delivery_id, j.delivered_on, j.outcome, j.condition, j.claim_id
    FROM (SELECT j.*, ${said} AS outcome ${which} ORDER BY (j.is_harmed AND NOT j.is_unknown) DESC, j.delivered_on DESC,
      j.order_id, j.line_number LIMIT ${limit} OFFSET ${offset}) j
    JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = j.order_id
    LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    ORDER BY (j.outcome = 'harmed') DESC, j.delivered_on DESC, j.order_id, j.line_number`)
  return { lines, total: count!.total }
}

export async function intactGoods(tx: Tx, by: IntactQuery['by'], days: Days): Promise<IntactRate> {
  const rows = await tx.query<Counted>(sql`WITH judged AS (${judgedLines(tx, by, days)})
    SELECT member, max(name) AS name, count(*) FILTER (WHERE NOT is_unknown AND NOT is_harmed) AS intact,
      count(*) FILTER (WHERE NOT is_unknown) AS known, count(*) FILTER (WHERE is_unknown) AS unknown
    FROM judged WHERE member IS NOT NULL GROUP BY member
    ORDER BY count(*) FILTER (WHERE is_harmed) DESC, member LIMIT 200`)
  return {
    by,
    ...days,
    rows: rows.map((row) => {
      const interval = row.known > 0 ? wilson(row.intact, row.known) : null
      return { ...row, low: interval?.low ?? null, high: interval?.high ?? null }
    }),
  }
}
