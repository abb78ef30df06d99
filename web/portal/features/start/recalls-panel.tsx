/** Recalled lots among what reached the company: what has to be set aside now. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useLots } from '../../lib/own-records.ts'
import { ShortList } from './short-list.tsx'

export function RecallsPanel() {
  const { t } = useTranslation(['start', 'lots'])
  const formats = useFormats()
  const list = useLots({ recalled: 'true' }, 5)
  return (
    <ShortList
      title={t('recalls')}
      of={list.pages}
      rows={list.rows.slice(0, 5).map((row) => ({
        id: `${row.shipment_id} ${row.product_id} ${row.lot_id} ${row.serial}`,
        to: `/lots?recalled=true&q=${encodeURIComponent(row.lot_id ?? row.serial ?? '')}`,
        title: `${row.product_name ?? row.product_id} · ${row.lot_id ?? row.serial}`,
        note: row.recall_reason ?? undefined,
        aside: row.recalled_on ? formats.date(row.recalled_on) : undefined,
        tone: 'wrong',
      }))}
      all={{ to: '/lots', label: t('recalls') }}
      empty={t('noRecalls')}
    />
  )
}
