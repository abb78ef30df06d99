/**
 * The share of delivered lines that came undamaged, by what carried, packed or held them.
 *
 * A line counts on the day it was delivered. Harm found later, and claimed, counts against that day too unless the claim was
 * refused or withdrawn. A line whose condition nobody noted is not known, and never counted as intact.
 */
import sql, { type Sql } from 'sql-template-tag'
import type { IntactQuery, IntactRate } from '../../../contract/claims.ts'
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

export async function intactGoods(
  tx: Tx,
  by: IntactQuery['by'],
  days: { from: string; to: string },
): Promise<IntactRate> {
  const { member, name } = DIMENSIONS[by]
  const rows = await tx.query<Counted>(sql`WITH judged AS (
      SELECT ${member} AS member, ${name} AS name, d.condition IS NULL AND x.claimed IS NULL AS is_unknown,
        coalesce(d.condition = ANY (${DAMAGED}::text[]), false) OR x.claimed IS NOT NULL AS is_harmed
      FROM delivery.delivery h JOIN delivery.delivery_line d USING (tenant_id, delivery_id)
      LEFT JOIN shipments.shipment s ON s.tenant_id = h.tenant_id AND s.shipment_id = h.shipment_id
      LEFT JOIN carriers.carrier c ON c.tenant_id = h.tenant_id AND c.carrier_id = s.carrier_id
      LEFT JOIN products.product p ON p.tenant_id = h.tenant_id AND p.product_id = d.product_id
      LEFT JOIN LATERAL (SELECT unit FROM products.pack k WHERE k.tenant_id = h.tenant_id AND k.product_id = d.product_id
        ORDER BY k.numerator::numeric / k.denominator DESC LIMIT 1) k ON true
      LEFT JOIN locations.location f ON f.tenant_id = h.tenant_id AND f.location_id = s.from_location_id
      LEFT JOIN locations.location t ON t.tenant_id = h.tenant_id AND t.location_id = coalesce(h.location_id, s.to_location_id)
      LEFT JOIN LATERAL (SELECT true AS claimed FROM claims.claim q JOIN claims.claim_line l USING (tenant_id, claim_id)
        WHERE q.tenant_id = h.tenant_id AND q.order_id = d.order_id AND l.line_number = d.line_number
          AND q.kind = 'damage' AND q.state IN ('open', 'accepted', 'partly') LIMIT 1) x ON true
      WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.delivered_on BETWEEN ${days.from}::date AND ${days.to}::date)
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
