/** What an invoice or credit note is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const invoice: RecordType = {
  subjectType: 'invoice',
  table: 'billing.invoice',
  key: 'invoice_id',
  columns: ['invoice_kind', 'customer_id', 'credits_invoice_id', 'credit_reason', 'currency', 'issued_on', 'issued_at'],
  children: [
    {
      name: 'lines',
      table: 'billing.invoice_line',
      keys: ['order_id', 'line_number'],
      columns: ['quantity', 'unit_price', 'net_minor', 'charges_minor', 'tax_percent'],
    },
  ],
  created: 'InvoiceIssued',
  changed: 'InvoiceCorrected',
  eventTime: 'issued_at',
}
