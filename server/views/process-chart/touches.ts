/**
 * What happened to which order line, out of the ledger: one row an event and line it touches.
 *
 * An event whose time of day is not known counts from the beginning of its day; events of one moment stand in the order of
 * a line's life (contract/process-words.ts). Corrections say what was written wrongly, not what happened, and are left out.
 * Of all orders, or of those in `process_reach` (reach.ts), where indexes lead from the order to what is told of it.
 */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { ACTIVITIES, type Activity } from '../../../contract/process-words.ts'

export const codeOf = (activity: Activity): number => ACTIVITIES.indexOf(activity) + 1

const code = (activity: Activity): Sql => raw(`${codeOf(activity)}::smallint`)
const oneOf = (types: Readonly<Partial<Record<string, Activity>>>, column: string): Sql =>
  sql`CASE ${raw(column)} ${join(
    Object.entries(types).map(([type, activity]) => sql`WHEN ${raw(`'${type}'`)} THEN ${code(activity!)}`),
    ' ',
  )} END`
const among = (types: object): Sql =>
  raw(
    Object.keys(types)
      .map((type) => `'${type}'`)
      .join(', '),
  )

const ORDER_EVENTS = {
  OrderPlaced: 'order_placed',
  OrderLinesChanged: 'order_changed',
  OrderLinesCancelled: 'order_cancelled',
} as const
const PROMISE_EVENTS = { PromiseMade: 'promise_made', PromiseMoved: 'promise_moved' } as const
const INQUIRY_EVENTS = { InquiryReceived: 'asked', InquiryAnswered: 'answered' } as const
const CLAIM_EVENTS = { ClaimOpened: 'claimed', ClaimDecided: 'claim_decided' } as const
const MILESTONES = {
  picked: 'goods_picked',
  picked_up: 'picked_up',
  departed: 'departed',
  arrived_facility: 'arrived_facility',
  delayed: 'delayed',
  out_for_delivery: 'out_for_delivery',
  attempt_failed: 'attempt_failed',
  damaged: 'damaged',
  lost: 'lost',
} as const

/** When it happened: to the instant where it is known, else the day that its data name, else when it was written. */
const happened = (day: string | null): Sql =>
  day === null
    ? sql`coalesce(e.event_time, e.record_time)`
    : sql`coalesce(e.event_time, (e.data->>${raw(`'${day}'`)})::timestamptz, e.record_time)`

const NOTHING = sql`NULL::text AS shipment_id, NULL::text AS invoice_id`

const reached = (column: string): Sql => sql`${raw(column)} IN (SELECT r.order_id FROM process_reach r)`

/** SELECT activity, at, position, order_id, line_number, shipment_id, invoice_id. */
export const selectTouches = (tenantId: string, isAll: boolean): Sql => {
  const events = (type: string) => sql`e.tenant_id = ${tenantId}::uuid AND e.subject_type = ${raw(`'${type}'`)}`
  const within = isAll ? empty : sql` AND ${reached('l.order_id')}`
  /** What names its order in its data only is found by the row that it left. */
  const kept = (table: string, id: string, orElse: Sql = empty) =>
    isAll
      ? empty
      : sql` AND e.subject_id IN (SELECT s.${raw(id)} FROM ${raw(table)} s
          WHERE s.tenant_id = ${tenantId}::uuid AND (${reached('s.order_id')}${orElse}))`
  const documents = kept(
    'shipments.document',
    'document_id',
    sql` OR s.shipment_id IN (SELECT r.shipment_id FROM process_reach_shipment r)`,
  )
  const ofOrder = (type: string, types: Readonly<Record<string, Activity>>, at: Sql, found: Sql): Sql =>
    sql`SELECT ${oneOf(types, 'e.type')}, ${at}, e.position, l.order_id, l.line_number, NULL, NULL
    FROM ledger.event e JOIN orders.order_line l ON l.tenant_id = e.tenant_id AND l.order_id = e.data->>'order_id'
    WHERE ${events(type)} AND e.type IN (${among(types)})${within}${found}`
  return join(
    [
      sql`SELECT ${oneOf(ORDER_EVENTS, 'e.type')} AS activity, ${happened('ordered_on')} AS at, e.position,
        l.order_id, l.line_number, ${NOTHING}
      FROM ledger.event e JOIN orders.order_line l ON l.tenant_id = e.tenant_id AND l.order_id = e.subject_id
      WHERE ${events('customer_order')} AND e.type IN (${among(ORDER_EVENTS)})${within}`,
      // The line number follows the last slash; an order's own code may hold slashes too.
      sql`SELECT ${oneOf(PROMISE_EVENTS, 'e.type')}, ${happened('promised_on')}, e.position,
        regexp_replace(e.subject_id, '/[0-9]+$', ''), substring(e.subject_id from '[0-9]+$')::int, ${NOTHING}
      FROM ledger.event e WHERE ${events('promise')} AND e.type IN (${among(PROMISE_EVENTS)})${
        isAll
          ? empty
          : sql` AND e.subject_id IN (SELECT l.order_id || '/' || l.line_number FROM orders.order_line l
              WHERE l.tenant_id = ${tenantId}::uuid${within})`
      }`,
      sql`SELECT ${code('dispatched')}, ${happened('shipped_on')}, e.position, l.order_id, l.line_number, l.shipment_id, NULL
      FROM ledger.event e JOIN shipments.shipment_line l ON l.tenant_id = e.tenant_id AND l.shipment_id = e.subject_id
      WHERE ${events('shipment')} AND e.type = 'ShipmentDispatched'${within}`,
      // The rows that the ledger's observations explain: one an observation, and without those taken back.
      sql`SELECT ${oneOf(MILESTONES, 'o.milestone')}, coalesce(o.occurred_at, o.occurred_on::timestamptz), 0,
        l.order_id, l.line_number, l.shipment_id, NULL
      FROM tracking.observation o JOIN shipments.shipment_line l ON l.tenant_id = o.tenant_id AND l.shipment_id = o.shipment_id
      WHERE o.tenant_id = ${tenantId}::uuid AND o.lifecycle = 'actual' AND o.milestone IN (${among(MILESTONES)})
        AND o.retracts IS NULL AND NOT EXISTS (SELECT 1 FROM tracking.observation r WHERE r.tenant_id = o.tenant_id
          AND r.shipment_id = o.shipment_id AND r.source = o.source AND r.retracts = o.source_event_id)${within}`,
      sql`SELECT CASE e.data->>'document_kind' WHEN 'asn' THEN ${code('announced')}
          WHEN 'exception_notice' THEN ${code('trouble_told')} ELSE ${code('papers_sent')} END, ${happened('sent_on')}, e.position,
        l.order_id, l.line_number, l.shipment_id, NULL
      FROM ledger.event e JOIN shipments.shipment_line l ON l.tenant_id = e.tenant_id AND l.shipment_id = e.data->>'shipment_id'
      WHERE ${events('document')} AND e.type = 'DocumentRecorded'
        AND (e.data->>'order_id' IS NULL OR l.order_id = e.data->>'order_id')${within}${documents}`,
      sql`SELECT CASE e.data->>'document_kind' WHEN 'asn' THEN ${code('announced')}
          WHEN 'exception_notice' THEN ${code('trouble_told')} ELSE ${code('papers_sent')} END, ${happened('sent_on')}, e.position,
        l.order_id, l.line_number, NULL, NULL
      FROM ledger.event e JOIN orders.order_line l ON l.tenant_id = e.tenant_id AND l.order_id = e.data->>'order_id'
      WHERE ${events('document')} AND e.type = 'DocumentRecorded' AND e.data->>'shipment_id' IS NULL${within}${documents}`,
      sql`SELECT ${code('delivered')}, ${happened('delivered_on')}, e.position, l.order_id, l.line_number,
        e.data->>'shipment_id', NULL
      FROM ledger.event e JOIN delivery.delivery_line l ON l.tenant_id = e.tenant_id AND l.delivery_id = e.subject_id
      WHERE ${events('delivery')} AND e.type = 'DeliveryRecorded'${within}`,
      sql`SELECT CASE WHEN e.data->>'invoice_kind' = 'invoice' THEN ${code('invoiced')} ELSE ${code('credited')} END,
        ${happened('issued_on')}, e.position, l.order_id, l.line_number, NULL,
        coalesce(e.data->>'credits_invoice_id', e.subject_id)
      FROM ledger.event e JOIN billing.invoice_line l ON l.tenant_id = e.tenant_id AND l.invoice_id = e.subject_id
      WHERE ${events('invoice')} AND e.type = 'InvoiceIssued'${within}`,
      ofOrder('rating', { RatingGiven: 'rated' }, happened('given_on'), kept('needs.rating', 'rating_id')),
      ofOrder('inquiry', INQUIRY_EVENTS, happened(null), kept('inquiries.inquiry', 'inquiry_id')),
      ofOrder('claim', CLAIM_EVENTS, happened(null), kept('claims.claim', 'claim_id')),
    ],
    ' UNION ALL ',
  )
}
