/** What was handed over last: from here a shortage or damage is told while it is fresh. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { usePast } from '../../lib/own-records.ts'
import { ShortList } from './short-list.tsx'

export function PastPanel() {
  const { t } = useTranslation(['start', 'deliveries', 'orders'])
  const formats = useFormats()
  const list = usePast({}, 5)
  return (
    <ShortList
      title={t('past')}
      of={list.pages}
      rows={list.rows.slice(0, 5).map((row) => ({
        id: row.delivery_id,
        to: `/orders/${encodeURIComponent(row.lines[0]!.order_id)}`,
        title: row.delivered_at
          ? formats.instant(row.delivered_at, row.zone ?? undefined)
          : formats.date(row.delivered_on),
        note: [
          row.location_name,
          row.recipient && t(`deliveries:recipients.${row.recipient}`),
          t('orders:lines', { count: row.lines.length }),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
      all={{ to: '/deliveries?when=past', label: t('past') }}
      empty={t('deliveries:nothingCame')}
    />
  )
}
