/** Settles documents that went with or about goods. */
import sql, { raw } from 'sql-template-tag'
import { shippingDocument } from '../../../modules/shipments/index.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, requireKnown, type Scope, settle } from './scope.ts'

export async function settleDocuments(scope: Scope): Promise<void> {
  const known = filled(scope, ['shipment_id', 'order_id'])
  const isUnnamed = known.length ? raw(known.map((name) => `s.${name} IS NULL`).join(' AND ')) : raw('true')
  await rejectRows(scope, known[0] ?? 'document_id', 'missing_value', sql`${isUnnamed}`)
  await requireKnown(scope, 'shipment_id', 'shipments.shipment', 'shipment_id', 'unknown_shipment')
  await requireKnown(scope, 'order_id', 'orders.customer_order', 'order_id', 'unknown_order_line')
  await rejectRepeated(scope, ['document_id'])
  await dropRejected(scope)
  const given = filled(scope, shippingDocument.columns)
  await settle(scope, shippingDocument, {
    rows: sql`SELECT document_id, ${raw(given.join(', '))} FROM pg_temp.stage`,
    given,
  })
}
