/** What comes next, and what should have come. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { windowText } from '../../../ui/format/window-text.ts'
import { useComing } from '../../lib/own-records.ts'
import { ShortList } from './short-list.tsx'

export function ComingPanel() {
  const { t } = useTranslation(['start', 'deliveries', 'orders'])
  const formats = useFormats()
  const list = useComing({}, 6)
  return (
    <ShortList
      title={t('coming')}
      of={list.pages}
      rows={list.rows.slice(0, 6).map((row) => ({
        id: `${row.order_id} ${row.to_date} ${row.to_at ?? ''}`,
        to: `/orders/${encodeURIComponent(row.order_id)}`,
        title: windowText(formats, row, row.zone ?? undefined) ?? row.order_id,
        note: [row.order_id, row.location_name, t('orders:lines', { count: row.lines.length })]
          .filter(Boolean)
          .join(' · '),
        aside: row.is_overdue
          ? t('deliveries:overdue')
          : t(row.is_on_its_way ? 'orders:state.shipped' : 'orders:state.open'),
        tone: row.is_overdue ? 'watch' : undefined,
      }))}
      all={{ to: '/deliveries', label: t('coming') }}
      empty={t('deliveries:nothingComes')}
    />
  )
}
