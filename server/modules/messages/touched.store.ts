/** Events of the ledger that customers may want to hear of, joined with what the tables know of their lines. */
import sql from 'sql-template-tag'
import type { EventRange } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { TouchedLine } from './tellings.ts'

export const WATCHED = [
  'PromiseMade',
  'PromiseMoved',
  'OrderLinesCancelled',
  'ShipmentDispatched',
  'ObservationsRecorded',
  'DeliveryRecorded',
] as const

/**
 * Only what happened lately is news: `since` is the later of a day ago and the moment the organization began to tell. A file
 * that knows days and no hours says nothing of when, so what it brings is not told.
 */
export const listTouched = (tx: Tx, range: EventRange, since: Date) =>
  tx.query<TouchedLine>(sql`
    WITH e AS MATERIALIZED (SELECT e.type, e.subject_id, e.subject_version, e.data, e.position FROM ledger.event e
      WHERE ${range.condition} AND e.type = ANY (${[...WATCHED]}::text[]) AND e.record_time >= ${since}
        AND coalesce(e.event_time, CASE WHEN e.actor LIKE 'import:%' THEN NULL ELSE e.record_time END) >= ${since})
    SELECT t.kind, o.customer_id, t.order_id, t.line_number, coalesce(t.product_id, l.product_id) AS product_id,
      coalesce(t.quantity, l.quantity)::float8 AS quantity, t.promise_version, t.old_date::text AS old_date,
      t.new_date::text AS new_date, t.from_at, t.to_at, t.subject_id, t.subject_version, t.reason, t.carrier_id,
      t.tracking_number, t.shipment_id
    FROM (
      SELECT CASE WHEN p.version = 1 THEN 'promise_made' ELSE 'promise_moved' END AS kind, p.order_id, p.line_number,
        p.product_id, p.quantity, p.version AS promise_version, before.to_date AS old_date, p.to_date AS new_date, p.from_at,
        p.to_at, e.subject_id, e.subject_version, CASE WHEN p.cause = 'customer' THEN 'own_wish' ELSE p.reason END AS reason,
        NULL AS carrier_id, NULL AS tracking_number, NULL AS shipment_id, e.position
      FROM e JOIN promises.promise p ON p.tenant_id = ${tx.tenantId}::uuid
        AND p.order_id = left(e.subject_id, length(e.subject_id) - strpos(reverse(e.subject_id), '/'))
        AND p.line_number = right(e.subject_id, strpos(reverse(e.subject_id), '/') - 1)::int
        AND p.version = (e.data->>'version')::int
      LEFT JOIN promises.promise before ON before.tenant_id = p.tenant_id AND before.order_id = p.order_id
        AND before.line_number = p.line_number AND before.version = p.version - 1
      WHERE e.type IN ('PromiseMade', 'PromiseMoved')
        -- What a proposal moved is told by the message that was queued with it.
        AND NOT EXISTS (SELECT FROM messages.message m JOIN orders.customer_order mo ON mo.tenant_id = m.tenant_id
            AND mo.customer_id = m.customer_id AND mo.order_id = p.order_id
          WHERE m.tenant_id = p.tenant_id AND m.content->'lines' @> jsonb_build_array(jsonb_build_object(
            'order_id', p.order_id, 'line_number', p.line_number, 'promise_version', p.version)))
      UNION ALL
      -- Only what this cancellation took off: the version before knows what had been cancelled by then.
      SELECT 'cancelled', e.subject_id, line.line_number, NULL, line.cancelled_quantity - coalesce(earlier.cancelled_quantity, 0),
        NULL, p.to_date, NULL, NULL, NULL, e.subject_id, e.subject_version, NULL, NULL, NULL, NULL, e.position
      FROM e JOIN ledger.event b ON b.tenant_id = ${tx.tenantId}::uuid AND b.subject_type = 'customer_order'
        AND b.subject_id = e.subject_id AND b.subject_version = e.subject_version - 1
      CROSS JOIN LATERAL jsonb_to_recordset(e.data->'lines') AS line (line_number int, cancelled_quantity numeric)
      LEFT JOIN LATERAL jsonb_to_recordset(b.data->'lines') AS earlier (line_number int, cancelled_quantity numeric)
        ON earlier.line_number = line.line_number
      LEFT JOIN LATERAL (SELECT to_date FROM promises.promise p WHERE p.tenant_id = b.tenant_id AND p.order_id = e.subject_id
        AND p.line_number = line.line_number ORDER BY p.version DESC LIMIT 1) p ON true
      WHERE e.type = 'OrderLinesCancelled' AND line.cancelled_quantity > coalesce(earlier.cancelled_quantity, 0)
      UNION ALL
      SELECT 'dispatched', sl.order_id, sl.line_number, sl.product_id, sl.quantity, NULL, NULL, p.to_date, p.from_at, p.to_at,
        e.subject_id, 1, NULL, s.carrier_id, s.tracking_number, s.shipment_id, e.position
      FROM e JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = e.subject_id
      JOIN shipments.shipment_line sl USING (tenant_id, shipment_id)
      LEFT JOIN LATERAL (SELECT * FROM promises.promise p WHERE p.tenant_id = sl.tenant_id AND p.order_id = sl.order_id
        AND p.line_number = sl.line_number ORDER BY p.version DESC LIMIT 1) p ON true
      WHERE e.type = 'ShipmentDispatched'
      UNION ALL
      SELECT ob.milestone, sl.order_id, sl.line_number, sl.product_id, sl.quantity, NULL, NULL, ob.occurred_on, NULL, NULL,
        ob.source || ' ' || ob.source_event_id, 1, ob.reason, s.carrier_id, s.tracking_number, s.shipment_id,
        e.position
      FROM e JOIN tracking.observation ob ON ob.tenant_id = ${tx.tenantId}::uuid AND ob.shipment_id = e.subject_id
        AND ob.subject_version = e.subject_version AND ob.milestone IN ('out_for_delivery', 'attempt_failed')
        AND ob.lifecycle = 'actual' AND ob.retracts IS NULL AND coalesce(ob.occurred_at, ob.received_at) >= ${since}
      JOIN shipments.shipment s ON s.tenant_id = ob.tenant_id AND s.shipment_id = ob.shipment_id
      JOIN shipments.shipment_line sl ON sl.tenant_id = s.tenant_id AND sl.shipment_id = s.shipment_id
      WHERE e.type = 'ObservationsRecorded'
      UNION ALL
      SELECT 'delivered', dl.order_id, dl.line_number, dl.product_id, dl.accepted_quantity, NULL, NULL, d.delivered_on, NULL,
        NULL, e.subject_id, 1, NULL, NULL, NULL, d.shipment_id, e.position
      FROM e JOIN delivery.delivery d ON d.tenant_id = ${tx.tenantId}::uuid AND d.delivery_id = e.subject_id
      JOIN delivery.delivery_line dl ON dl.tenant_id = d.tenant_id AND dl.delivery_id = d.delivery_id
      WHERE e.type = 'DeliveryRecorded' AND coalesce(dl.accepted_quantity, 1) > 0
    ) t JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = t.order_id
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = t.order_id AND l.line_number = t.line_number
    -- Of what was cancelled nobody waits, and nothing is told but that it was.
    WHERE l.exclusion IS NULL AND (t.kind = 'cancelled' OR l.cancelled_quantity < l.quantity)
    ORDER BY t.position, t.order_id, t.line_number`)
