/** The SQL that reads everything known about the lines of some orders: one COPY a table, all with the same restriction. */
import type { Tx } from '../../platform/database/database.ts'
import { type BinaryRows, copyBinary } from './binary-rows.ts'

/** Which orders: those of a range of ids, or the listed ones. */
export type OrderScope = { readonly after: string; readonly upTo: string } | { readonly orderIds: readonly string[] }

export interface LineTables {
  readonly orders: BinaryRows
  readonly lines: BinaryRows
  readonly promises: BinaryRows
  readonly shipments: Documents
  readonly observations: BinaryRows
  /** Null where no information clause asks for any. */
  readonly documents: BinaryRows | null
  readonly deliveries: Documents
  readonly invoices: Documents
  readonly ratings: BinaryRows
}

/** What was written of several lines at once: what it says of all of them stands in its head, once. */
export interface Documents {
  readonly heads: BinaryRows
  readonly parts: BinaryRows
}

/** Milestones that stop a clock or time a step. */
const MILESTONES = [
  ...['allocated', 'picked', 'packed', 'picked_up', 'out_for_delivery'],
  ...['arrived_consignee', 'ready_for_collection', 'attempt_failed'],
]

/** What only some rules ask for is read only for them: tracking is the largest table of all. */
export interface WantedFacts {
  readonly documents: boolean
  /** Every observation, and not those alone that stop a clock or time a step. */
  readonly allObservations: boolean
}

/** COPY takes no parameters, so ids are written as escaped literals. */
export function restrictOrders(tx: Tx, alias: string, scope: OrderScope): string {
  const literal = (text: string) => tx.client.escapeLiteral(text)
  const tenant = `${alias}.tenant_id = ${literal(tx.tenantId)}`
  if ('orderIds' in scope) {
    return `${tenant} AND ${alias}.order_id = ANY (ARRAY[${scope.orderIds.map(literal).join(',')}]::platform.code[])`
  }
  return `${tenant} AND ${alias}.order_id > ${literal(scope.after)} AND ${alias}.order_id <= ${literal(scope.upTo)}`
}

export async function readLineTables(tx: Tx, scope: OrderScope, wanted: WantedFacts): Promise<LineTables> {
  const of = (alias: string) => restrictOrders(tx, alias, scope)
  const readDocuments = async ({ head, part }: DocumentQueries): Promise<Documents> => ({
    heads: await copyBinary(tx, head(of('part'))),
    parts: await copyBinary(tx, `${part} WHERE ${of('part')}`),
  })
  return {
    orders: await copyBinary(tx, `${ORDERS} WHERE ${of('o')}`),
    lines: await copyBinary(tx, `${LINES} WHERE ${of('l')} ORDER BY l.order_id, l.line_number`),
    promises: await copyBinary(tx, `${PROMISES} WHERE ${of('p')}`),
    shipments: await readDocuments(SHIPMENTS),
    observations: await copyBinary(tx, observations(of('sl'), wanted.allObservations)),
    documents: wanted.documents ? await copyBinary(tx, documents(of('sl'), of('d'))) : null,
    deliveries: await readDocuments(DELIVERIES),
    invoices: await readDocuments(INVOICES),
    ratings: await copyBinary(tx, `${RATINGS} WHERE ${of('r')} GROUP BY r.order_id`),
  }
}

/** An order is of the segment its customer was in on its day: what moved later moved from there. */
const ORDERS = `SELECT o.order_id, o.customer_id, s.segment_id, o.site_id, coalesce(d.country, c.country), o.currency,
    coalesce(c.definition_id, s.definition_id), o.location_id, d.zone, d.latitude, d.longitude, o.ordered_on, o.ordered_at
  FROM orders.customer_order o
  LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
  LEFT JOIN LATERAL (SELECT m.from_segment, true AS is_moved FROM policies.segment_move m
    WHERE m.tenant_id = o.tenant_id AND m.customer_id = o.customer_id AND m.state = 'done' AND m.moved_on > o.ordered_on
    ORDER BY m.moved_on LIMIT 1) m ON true
  LEFT JOIN policies.segment s ON s.tenant_id = o.tenant_id
    AND s.segment_id = CASE WHEN m.is_moved THEN m.from_segment ELSE c.segment_id END
  LEFT JOIN locations.location d ON d.tenant_id = o.tenant_id AND d.location_id = o.location_id`

const LINES = `SELECT l.order_id, l.line_number, l.product_id, l.quantity, l.unit_price, l.tax_percent,
    l.charges_minor, l.requested_from_date, l.requested_to_date, l.requested_from_at, l.requested_to_at,
    l.cancelled_quantity, l.cancelled_by, l.cancelled_on, l.cancelled_at, l.exclusion
  FROM orders.order_line l`

const PROMISES = `SELECT p.order_id, p.line_number, p.version, p.from_date, p.to_date, p.from_at, p.to_at, p.quantity,
    p.promised_on, p.promised_at, p.cause
  FROM promises.promise p`

interface DocumentQueries {
  readonly head: (restriction: string) => string
  readonly part: string
}

/** The heads are looked up once a document, however many lines it is of. */
const documentQueries = (table: string, key: string, columns: { head: string; part: string }): DocumentQueries => ({
  head: (restriction) => `SELECT h.${key}, ${columns.head}
    FROM (SELECT DISTINCT part.tenant_id, part.${key} FROM ${table}_line part WHERE ${restriction}) part
    JOIN ${table} h ON h.tenant_id = part.tenant_id AND h.${key} = part.${key}`,
  part: `SELECT part.order_id, part.line_number, part.${key}, ${columns.part} FROM ${table}_line part`,
})

const SHIPMENTS = documentQueries('shipments.shipment', 'shipment_id', {
  head: 'h.carrier_id, h.shipped_on, h.shipped_at',
  part: 'part.quantity',
})

/** A shipment's rows once for each order in it, whatever number of its lines it carries. */
const shipmentsOf = (restriction: string) =>
  `(SELECT DISTINCT sl.tenant_id, sl.order_id, sl.shipment_id FROM shipments.shipment_line sl WHERE ${restriction}) sl`

function observations(restriction: string, all: boolean): string {
  const wanted = all ? '' : `AND ob.milestone IN (${MILESTONES.map((m) => `'${m}'`).join(',')})`
  return `SELECT sl.order_id, ob.shipment_id, ob.source, ob.source_event_id, ob.milestone, ob.occurred_on, ob.occurred_at,
    ob.received_at, ob.reason, ob.retracts
  FROM ${shipmentsOf(restriction)}
  JOIN tracking.observation ob ON ob.tenant_id = sl.tenant_id AND ob.shipment_id = sl.shipment_id
  WHERE (ob.lifecycle = 'actual' ${wanted} OR ob.retracts IS NOT NULL)
  ORDER BY ob.shipment_id, ob.source, ob.source_event_id`
}

const DOCUMENT = `d.document_id, d.document_kind, d.shipment_id, d.sent_on, d.sent_at, d.is_correct::int`

const documents = (ofShipments: string, ofOrders: string) => `SELECT sl.order_id, ${DOCUMENT}
  FROM ${shipmentsOf(ofShipments)}
  JOIN shipments.document d ON d.tenant_id = sl.tenant_id AND d.shipment_id = sl.shipment_id
    AND (d.order_id IS NULL OR d.order_id = sl.order_id)
  UNION ALL SELECT d.order_id, ${DOCUMENT} FROM shipments.document d WHERE ${ofOrders} AND d.shipment_id IS NULL
  ORDER BY 1, 5, 6, 2`

const DELIVERIES = documentQueries('delivery.delivery', 'delivery_id', {
  head: `h.shipment_id, h.location_id, h.delivered_on, h.delivered_at, h.recipient, h.latitude, h.longitude,
    h.position_accuracy_meters, (h.proof_reference IS NOT NULL)::int`,
  part: 'part.product_id, part.accepted_quantity, part.rejected_quantity, part.condition, part.reason',
})

const INVOICES = documentQueries('billing.invoice', 'invoice_id', {
  head: 'h.invoice_kind, h.currency, h.credit_reason, h.issued_on',
  part: 'part.quantity, part.unit_price, part.net_minor, part.charges_minor, part.tax_percent',
})

const RATINGS = `SELECT r.order_id, count(*), sum(round(r.score / r.scale_max * 1000000))::bigint FROM needs.rating r`
