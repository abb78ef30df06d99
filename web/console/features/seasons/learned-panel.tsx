/** What the last such season taught, figure by figure, each one press from being taken over. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LearnedSeason, LearnedWork, SeasonPreparation } from '../../../../contract/seasons.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { type PlainColumn, PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { type SeasonFigures, useTakeLearned } from './use-season.ts'

type Row = {
  id: 'demand' | 'work' | 'way'
  during: string
  around: string
  taught: string
  interval: string
  said: string
  /** What the season would say instead; null: it says so already. */
  take: SeasonFigures | null
  takeText: string
  differs: boolean
}

type Props = { id: string; data: SeasonPreparation; mayChange: boolean }

export function LearnedPanel({ id, data: { learned, season }, mayChange }: Props) {
  const { t } = useTranslation('seasons')
  const formats = useFormats()
  const take = useTakeLearned(id)
  const rows = useRows(learned, season)
  if (!learned)
    return (
      <Text size="sm" c="dimmed">
        {t('nothingLearned')}
      </Text>
    )
  const all = Object.assign({}, ...rows.filter((row) => row.differs).map((row) => row.take)) as SeasonFigures
  const column = (id: keyof Row & ('during' | 'around' | 'taught' | 'interval' | 'said')): PlainColumn<Row> => ({
    id,
    header: t(`learnedColumn.${id}`),
    cell: (row) => row[id],
  })
  return (
    <Surface
      title={t('learned')}
      note={t('learnedSpan', { span: `${formats.date(learned.first_day)} – ${formats.date(learned.last_day)}` })}
      actions={
        mayChange &&
        Object.keys(all).length > 1 && (
          <Button size="sm" loading={take.isPending} onClick={() => take.mutate({ ...all, version: season.version })}>
            {t('takeAll')}
          </Button>
        )
      }
    >
      {take.isError && <ProblemNote error={take.error} />}
      <PlainTable
        label={t('learned')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'what',
            header: t('learnedColumn.what'),
            isTitle: true,
            cell: (row) => (
              <Stack gap={0}>
                <Group gap={6} wrap="nowrap">
                  <Icon name={row.differs ? 'warning' : 'check'} size={16} />
                  {t(`learnedOf.${row.id}`)}
                  <span className="sf-hidden">{t(row.differs ? 'differs' : 'agrees')}</span>
                </Group>
                <Text size="xs" c="dimmed" fw={400}>
                  {t(`learnedRule.${row.id}`)}
                </Text>
              </Stack>
            ),
          },
          column('during'),
          column('around'),
          column('taught'),
          column('interval'),
          column('said'),
          {
            id: 'act',
            header: <span className="sf-hidden">{t('take')}</span>,
            cell: (row) =>
              mayChange &&
              row.take && (
                <Button
                  size="compact-xs"
                  variant={row.differs ? 'filled' : 'default'}
                  loading={take.isPending}
                  aria-label={`${t(`learnedOf.${row.id}`)}: ${row.takeText}`}
                  onClick={() => take.mutate({ ...row.take, version: season.version })}
                >
                  {row.takeText}
                </Button>
              ),
          },
        ]}
      />
    </Surface>
  )
}

function useRows(learned: LearnedSeason | null, season: SeasonPreparation['season']): Row[] {
  const { t } = useTranslation('seasons')
  const formats = useFormats()
  if (!learned) return []
  const percent = (value: number) => t('percent', { percent: formats.number(value) })
  const days = (value: number) => t('daysExact', { days: formats.number(value, { min: 1, max: 1 }) })
  const signed = (value: number) => {
    const rounded = Math.round(value * 10) / 10
    return `${rounded > 0 ? '+' : ''}${formats.number(rounded || 0, { min: 0, max: 1 })}`
  }
  const counted = (lines: number, ofDays: number) =>
    t('linesADay', {
      mean: formats.number(lines / ofDays, { min: 0, max: 1 }),
      lines: formats.number(lines),
      days: formats.number(ofDays),
    })
  const share = (id: 'demand' | 'work', found: LearnedWork, field: 'demand_percent' | 'capacity_percent'): Row => {
    const said = season[field] ?? 100
    return {
      id,
      during: counted(found.lines_during, found.days_during),
      around: counted(found.lines_around, found.days_around),
      taught: percent(found.percent),
      interval: `${percent(found.low ?? found.percent)} – ${percent(found.high ?? found.percent)}`,
      said: season[field] === null ? t('asUsual') : percent(said),
      take: said === found.percent ? null : { [field]: found.percent },
      takeText: t('takeLearned', { percent: formats.number(found.percent) }),
      differs: found.differs,
    }
  }
  const { way } = learned
  const said = season.extra_lead_days ?? 0
  const ofWay: Row[] = way
    ? [
        {
          id: 'way',
          during: t('daysOver', { mean: days(way.mean_during), cases: formats.number(way.cases_during) }),
          around: t('daysOver', { mean: days(way.mean_around), cases: formats.number(way.cases_around) }),
          taught: t('moreDays', { days: signed(way.extra) }),
          interval: `${signed(way.low)} – ${signed(way.high)}`,
          said: season.extra_lead_days === null ? t('asUsual') : t('moreDays', { days: signed(said) }),
          take: said === way.days ? null : { extra_lead_days: way.days },
          takeText: t('takeDays', { days: formats.number(way.days) }),
          differs: way.differs,
        },
      ]
    : []
  return [
    share('demand', learned, 'demand_percent'),
    ...(learned.work ? [share('work', learned.work, 'capacity_percent')] : []),
    ...ofWay,
  ]
}
