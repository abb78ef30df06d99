/** What a document that went with or about goods is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const shippingDocument: RecordType = {
  subjectType: 'document',
  table: 'shipments.document',
  key: 'document_id',
  columns: ['document_kind', 'shipment_id', 'order_id', 'sent_on', 'sent_at', 'is_correct', 'error'],
  created: 'DocumentRecorded',
  changed: 'DocumentCorrected',
  eventTime: 'sent_at',
}
