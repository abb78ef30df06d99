/** In which weeks a resource has less room than the season brings work, each one press from its worst day. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SeasonGap } from '../../../../contract/seasons.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'

export function GapsPanel({ rows }: { rows: readonly SeasonGap[] }) {
  const { t } = useTranslation(['seasons', 'field'])
  const formats = useFormats()
  const fix = (row: SeasonGap) =>
    addressOf('/calendar', {
      view: 'capacity',
      weeks: '12',
      site: row.location_id,
      resource: row.resource_id,
      day: row.worst_day,
      want: row.worst_expected,
    })
  return (
    <Surface title={t('gaps')} note={t('gapsNote')}>
      {rows.length === 0 ? (
        <Empty isSuccess title={t('noGap')} />
      ) : (
        <PlainTable
          label={t('gaps')}
          rows={rows}
          rowKey={(row) => `${row.resource_id} ${row.week}`}
          columns={[
            { id: 'name', header: t('gap.resource'), isTitle: true, cell: (row) => row.name },
            { id: 'site', header: t('field:site_id'), cell: (row) => row.location_name },
            { id: 'week', header: t('gap.week'), cell: (row) => formats.date(row.week) },
            { id: 'expected', header: t('gap.expected'), isNumber: true, cell: (row) => formats.number(row.expected) },
            { id: 'can', header: t('gap.can'), isNumber: true, cell: (row) => formats.number(row.quantity) },
            {
              id: 'short',
              header: t('gap.short'),
              isNumber: true,
              cell: (row) => (row.short > 0 ? formats.number(row.short) : t('gap.tight')),
            },
            {
              id: 'act',
              header: <span className="sf-hidden">{t('gap.act')}</span>,
              cell: (row) => (
                <Button
                  component={Link}
                  to={fix(row)}
                  size="compact-xs"
                  variant="default"
                  aria-label={`${t('gap.act')}: ${row.name}, ${row.location_name}, ${formats.date(row.week)}`}
                >
                  {t('gap.act')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Surface>
  )
}
