/** The bill: invoices and credit notes with their net amount. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import type { InvoiceRecord } from './order-records.ts'

export function BillTable({ invoices }: { invoices: readonly InvoiceRecord[] }) {
  const { t } = useTranslation(['orders', 'value', 'field'])
  const formats = useFormats()
  if (invoices.length === 0) return <Empty icon="bill" title={t('noBill')} />
  const net = (invoice: InvoiceRecord) =>
    invoice.lines.reduce((sum, line) => sum + Number(line.net_minor) + Number(line.charges_minor), 0)
  return (
    <PlainTable
      label={t('bill')}
      rows={invoices}
      rowKey={(invoice) => invoice.invoice_id}
      columns={[
        { id: 'id', header: t('field:invoice_id'), cell: (invoice) => invoice.invoice_id, isTitle: true },
        { id: 'kind', header: t('field:kind'), cell: (invoice) => t(`value:invoice_kind.${invoice.invoice_kind}`) },
        {
          id: 'issued',
          header: t('field:issued_at'),
          cell: (invoice) => invoice.issued_on && formats.date(invoice.issued_on),
        },
        {
          id: 'why',
          header: t('field:credit_reason'),
          cell: (invoice) => invoice.credit_reason && t(`value:credit_reason.${invoice.credit_reason}`),
        },
        {
          id: 'net',
          header: t('net'),
          isNumber: true,
          cell: (invoice) => formats.money(net(invoice), invoice.currency),
        },
      ]}
    />
  )
}
