/** The file of one order: every record that belongs to it, and one timeline of what happened. */
import sql, { type Sql } from 'sql-template-tag'
import type { OrderFile } from '../../../contract/order-file.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Principal } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Visible } from './order-list.ts'

type Row = Record<string, unknown>

/** Who is asking: decides whose order may be seen, and whether with its bills. */
export type Reader = Pick<Principal, 'customerId' | 'permissions'>

/** Not for those who drive or pack; of a customer's people those who pay see the own ones. */
const seesBills = ({ permissions, customerId }: Reader) =>
  permissions.has(customerId === null ? 'billing.read' : 'portal.billing') || permissions.has('*')

/** Goods that went out in the place of claimed ones: an order is replaced for its own customer only. */
const REPLACED_BY = sql`coalesce((SELECT jsonb_agg(jsonb_build_object('claim_id', h.claim_id, 'order_id', c.replacement_order_id,
    'line_number', c.replacement_line_number) ORDER BY h.claim_id)
  FROM claims.claim h JOIN claims.claim_line c USING (tenant_id, claim_id) WHERE h.tenant_id = l.tenant_id
    AND h.order_id = l.order_id AND c.line_number = l.line_number AND c.replacement_order_id IS NOT NULL), '[]')`
const REPLACES = sql`(SELECT jsonb_build_object('claim_id', h.claim_id, 'order_id', h.order_id, 'line_number', c.line_number)
  FROM claims.claim_line c JOIN claims.claim h USING (tenant_id, claim_id) WHERE c.tenant_id = l.tenant_id
    AND c.replacement_order_id = l.order_id AND c.replacement_line_number = l.line_number LIMIT 1)`

/** Refuses `not_found`, also for another customer's order: that it exists is none of the asker's business. */
export async function getOrderFile(tx: Tx, orderId: string, reader: Reader): Promise<OrderFile> {
  const visibleTo = reader.customerId
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  await requireVisibleOrder(tx, orderId, visibleTo)
  const [order] = await tx.query<Row>(sql`SELECT o.*, s.name AS site_name, l.name AS location_name, l.zone
    FROM orders.customer_order o
    LEFT JOIN locations.location s ON s.tenant_id = o.tenant_id AND s.location_id = o.site_id
    LEFT JOIN locations.location l ON l.tenant_id = o.tenant_id AND l.location_id = o.location_id
    WHERE o.${tenant} AND o.order_id = ${orderId}`)
  if (!order || (visibleTo !== null && order.customer_id !== visibleTo))
    throw new Refusal('not_found', { order_id: orderId })
  const [customer] = await tx.query<Row>(
    sql`SELECT * FROM customers.customer WHERE ${tenant} AND customer_id = ${order.customer_id}`,
  )
  const lines =
    await tx.query<Row>(sql`SELECT l.*, p.name AS product_name, p.unit, coalesce((SELECT jsonb_agg(to_jsonb(v) - 'tenant_id'
        ORDER BY v.version) FROM promises.promise v WHERE v.tenant_id = l.tenant_id AND v.order_id = l.order_id
        AND v.line_number = l.line_number), '[]') AS promises, ${REPLACED_BY} AS replaced_by, ${REPLACES} AS replaces
    FROM orders.order_line l LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
    WHERE l.${tenant} AND l.order_id = ${orderId} ORDER BY l.line_number`)
  const documents = async (head: Sql, key: Sql, line: Sql) =>
    tx.query<Row>(sql`SELECT to_jsonb(h) - 'tenant_id' || jsonb_build_object('lines', jsonb_agg(to_jsonb(c) - 'tenant_id'
        ORDER BY c.line_number)) AS document
      FROM ${line} c JOIN ${head} h ON h.tenant_id = c.tenant_id AND h.${key} = c.${key}
      WHERE c.${tenant} AND c.order_id = ${orderId} GROUP BY h.${key}, to_jsonb(h)`)
  const unwrap = (rows: Row[]) => rows.map((row) => row.document as Row)
  const shipments = unwrap(await documents(sql`shipments.shipment`, sql`shipment_id`, sql`shipments.shipment_line`))
  const deliveries = unwrap(await documents(sql`delivery.delivery`, sql`delivery_id`, sql`delivery.delivery_line`))
  const invoices = seesBills(reader)
    ? unwrap(await documents(sql`billing.invoice`, sql`invoice_id`, sql`billing.invoice_line`))
    : []
  const shipmentIds = shipments.map((row) => row.shipment_id as string)
  const observations = await tx.query<Row>(sql`SELECT * FROM tracking.observation
    WHERE ${tenant} AND shipment_id = ANY(${shipmentIds}) ORDER BY occurred_on, occurred_at, source, source_event_id`)
  const shippingDocuments = await tx.query<Row>(sql`SELECT * FROM shipments.document WHERE ${tenant}
    AND (order_id = ${orderId} OR order_id IS NULL AND shipment_id = ANY(${shipmentIds}))
    ORDER BY sent_on, sent_at, document_id`)
  const ratings = await tx.query<Row>(sql`SELECT * FROM needs.rating WHERE ${tenant} AND order_id = ${orderId}`)
  const timeline = await listEvents(tx, orderId, {
    customer_order: [orderId],
    promise: lines.map((line) => `${orderId}/${line.line_number}`),
    shipment: shipmentIds,
    tracking: shipmentIds,
    document: shippingDocuments.map((row) => row.document_id as string),
    delivery: deliveries.map((row) => row.delivery_id as string),
    invoice: invoices.map((row) => row.invoice_id as string),
    rating: ratings.map((row) => row.rating_id as string),
  })
  const bare = (row: Row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'tenant_id'))
  return {
    order: bare(order),
    customer: bare(customer ?? {}),
    lines: lines.map(bare),
    shipments,
    observations: observations.map(bare),
    documents: shippingDocuments.map(bare),
    deliveries,
    invoices,
    ratings: ratings.map(bare),
    timeline,
  }
}

/** Refuses `not_found` for an order that does not exist or is another customer's. */
export async function requireVisibleOrder(tx: Tx, orderId: string, visibleTo: Visible): Promise<void> {
  const seen = await tx.execute(sql`SELECT 1 FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid
    AND order_id = ${orderId} AND (${visibleTo}::text IS NULL OR customer_id = ${visibleTo})`)
  if (!seen) throw new Refusal('not_found', { order_id: orderId })
}

/** A shipment, a delivery or a bill may be shared with other orders, even other customers': of its lines only ours are told. */
async function listEvents(tx: Tx, orderId: string, subjects: Record<string, string[]>): Promise<OrderFile['timeline']> {
  const pairs = Object.entries(subjects).flatMap(([type, ids]) => ids.map((id) => [type, id] as const))
  return tx.query(sql`SELECT e.event_time AS at, coalesce(e.data->>'ordered_on', e.data->>'promised_on', e.data->>'shipped_on',
      e.data->>'sent_on', e.data->>'delivered_on', e.data->>'issued_on', e.data->>'given_on') AS day,
      e.type, e.subject_type, e.subject_id, e.actor,
      CASE WHEN jsonb_typeof(e.data->'lines') = 'array' THEN e.data || jsonb_build_object('lines',
        coalesce((SELECT jsonb_agg(l) FROM jsonb_array_elements(e.data->'lines') l
          WHERE coalesce(l->>'order_id', ${orderId}) = ${orderId}), '[]'))
      ELSE e.data END AS data
    FROM unnest(${pairs.map(([type]) => type)}::text[], ${pairs.map(([, id]) => id)}::text[]) s (subject_type, subject_id)
    JOIN ledger.event e ON e.tenant_id = ${tx.tenantId}::uuid AND e.subject_type = s.subject_type AND e.subject_id = s.subject_id
    ORDER BY coalesce(e.event_time, (e.data->>'delivered_on')::timestamptz, (e.data->>'shipped_on')::timestamptz, (e.data->>'sent_on')::timestamptz,
      (e.data->>'promised_on')::timestamptz, e.record_time), e.position`)
}
