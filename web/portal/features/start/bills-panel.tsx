/** The newest invoices and credit notes. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useInvoices } from '../../lib/own-records.ts'
import { ShortList } from './short-list.tsx'

export function BillsPanel() {
  const { t } = useTranslation(['start', 'invoices'])
  const formats = useFormats()
  const list = useInvoices({}, 6)
  return (
    <ShortList
      title={t('bills')}
      of={list.pages}
      rows={list.rows.slice(0, 6).map((row) => ({
        id: row.invoice_id,
        to: `/invoices?q=${encodeURIComponent(row.invoice_id)}`,
        title: row.invoice_id,
        note: `${t(`invoices:kinds.${row.kind}`)} · ${formats.date(row.issued_on)}`,
        aside: formats.money(row.gross_minor ?? row.net_minor, row.currency),
      }))}
      all={{ to: '/invoices', label: t('bills') }}
      empty={t('invoices:empty')}
    />
  )
}
