/** What to tell customers before the season, site by site: the last day of the usual times, and by how much promises lengthen. */
import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { SeasonPreparation, SeasonSite } from '../../../../contract/seasons.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useTellCutOff } from './use-season.ts'

type Props = { rows: readonly SeasonSite[]; season: SeasonPreparation['season'] }

export function SitesPanel({ rows, season }: Props) {
  const { t } = useTranslation(['seasons', 'field', 'ui'])
  const formats = useFormats()
  const clipboard = useClipboard({ timeout: 3000 })
  const mayTell = mayDo(useSession(), 'promises.write') && rows.some((row) => row.last_usual_day)
  const tell = useTellCutOff(season.season_id)
  const tellNow = () =>
    tell.mutate(undefined, {
      onSuccess: ({ messages }) => toastDone(messages ? t('told', { count: messages }) : t('toldNone')),
    })
  const last = (row: SeasonSite) =>
    row.last_usual_day && [formats.weekday(row.last_usual_day), row.cutoff].filter(Boolean).join(', ')
  const notice = (row: SeasonSite) =>
    t('notice', {
      site: row.location_name,
      last: last(row) ?? '',
      days: row.longer_days,
      from: formats.date(season.first_day),
      to: formats.date(season.last_day),
    })
  return (
    <Surface
      title={t('sites')}
      note={t('sitesNote')}
      actions={
        mayTell && (
          <Button size="compact-sm" loading={tell.isPending} onClick={tellNow}>
            {t('tell')}
          </Button>
        )
      }
    >
      {tell.isError && <ProblemNote error={tell.error} />}
      <PlainTable
        label={t('sites')}
        rows={rows}
        rowKey={(row) => row.location_id}
        columns={[
          { id: 'site', header: t('field:site_id'), isTitle: true, cell: (row) => row.location_name },
          { id: 'last', header: t('lastUsual'), cell: last },
          { id: 'way', header: t('onTheWay'), isNumber: true, cell: (row) => t('days', { days: row.extra_lead_days }) },
          { id: 'wait', header: t('waits'), isNumber: true, cell: (row) => t('days', { days: row.wait_days }) },
          { id: 'longer', header: t('longer'), isNumber: true, cell: (row) => t('days', { days: row.longer_days }) },
          {
            id: 'promised',
            header: t('promisedLines'),
            isNumber: true,
            cell: (row) => formats.number(row.promised_lines),
          },
          {
            id: 'act',
            header: <span className="sf-hidden">{t('copyNotice')}</span>,
            cell: (row) =>
              row.last_usual_day && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${t('copyNotice')}: ${row.location_name}`}
                  onClick={() => clipboard.copy(notice(row))}
                >
                  {clipboard.copied ? t('ui:copied') : t('copyNotice')}
                </Button>
              ),
          },
        ]}
      />
    </Surface>
  )
}
