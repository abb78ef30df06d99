/** Which lots and single pieces reached one customer, with the papers that vouch for them; recalled ones on top. */
import sql from 'sql-template-tag'
import type { OwnLot, OwnLots, OwnLotsQuery } from '../../../contract/portal.ts'
import type { Tx } from '../../platform/database/database.ts'
import { patternOf } from './own-deliveries.ts'

type Asked = OwnLotsQuery & { readonly customer_id: string }

/** Papers about the goods themselves, as against those that only go with them. */
const VOUCHING = ['certificate', 'exception_notice', 'delivery_note']

export async function listLots(tx: Tx, asked: Asked): Promise<OwnLots> {
  const { recalled = null } = asked
  const text = patternOf(asked.q)
  const rows = await tx.query<OwnLot & { total: number }>(sql`WITH found AS (
      SELECT m.product_id, nullif(m.lot_id, '') AS lot_id, nullif(m.serial, '') AS serial, m.order_id, m.to_at AS shipment_id,
        h.shipped_on, sum(m.quantity)::float8 AS quantity, t.expires_on, t.recalled_on, t.recall_reason,
        count(*) OVER ()::int AS total
      FROM orders.customer_order o JOIN inventory.movement m ON m.tenant_id = o.tenant_id AND m.order_id = o.order_id
        AND m.to_kind = 'shipment'
      LEFT JOIN shipments.shipment h ON h.tenant_id = m.tenant_id AND h.shipment_id = m.to_at
      LEFT JOIN inventory.lot t ON t.tenant_id = m.tenant_id AND t.product_id = m.product_id AND t.lot_id = m.lot_id
      LEFT JOIN products.product g ON g.tenant_id = m.tenant_id AND g.product_id = m.product_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = ${asked.customer_id} AND (m.lot_id <> '' OR m.serial <> '')
        AND (${recalled}::boolean IS NULL OR (t.recalled_on IS NOT NULL) = ${recalled}::boolean)
        AND (${text}::text IS NULL OR m.lot_id ILIKE ${text} OR m.serial ILIKE ${text} OR m.order_id ILIKE ${text}
          OR g.name ILIKE ${text} OR m.product_id ILIKE ${text})
      GROUP BY 1, 2, 3, 4, 5, 6, 8, 9, 10
      ORDER BY t.recalled_on DESC NULLS LAST, h.shipped_on DESC NULLS LAST, m.to_at, m.product_id, 2, 3
      LIMIT ${asked.limit} OFFSET ${asked.offset})
    SELECT f.product_id, g.name AS product_name, g.unit, f.lot_id, f.serial, f.quantity, f.order_id, f.shipment_id,
      f.shipped_on::text, f.expires_on::text, f.recalled_on::text, f.recall_reason, f.total,
      coalesce((SELECT jsonb_agg(jsonb_build_object('document_id', d.document_id, 'kind', d.document_kind, 'sent_on', d.sent_on)
          ORDER BY d.sent_on, d.document_id) FROM shipments.document d WHERE d.tenant_id = ${tx.tenantId}::uuid
          AND d.document_kind = ANY(${VOUCHING}) AND (d.order_id = f.order_id AND (d.shipment_id IS NULL
            OR d.shipment_id = f.shipment_id) OR d.order_id IS NULL AND d.shipment_id = f.shipment_id)), '[]') AS documents
    FROM found f LEFT JOIN products.product g ON g.tenant_id = ${tx.tenantId}::uuid AND g.product_id = f.product_id
    ORDER BY f.recalled_on DESC NULLS LAST, f.shipped_on DESC NULLS LAST, f.shipment_id, f.product_id, f.lot_id, f.serial`)
  return { lots: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
