/** Customers who would notice, losers first: by name, in what, and what is at stake. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ReplayReport } from '../../../../contract/replays.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { useFound } from '../../lib/use-found.ts'

type Row = ReplayReport['touched']['list'][number]

export function TouchedList({ report }: { report: ReplayReport }) {
  const { t } = useTranslation(['drafts', 'records'])
  const formats = useFormats()
  const go = useNavigate()
  const [filters] = useAddress()
  const { touched, segments, currency } = report
  const named = useFound(touched.list, (row) => [row.customer_id, row.name])
  const rows = named.filter(({ verdict }) => !filters.verdict || verdict === filters.verdict)
  const everyRow = useTheseRows(rows)
  const nameOf = new Map(segments.map(({ segment_id, name }) => [segment_id, name]))
  const text = (way: Row['ways'][number]['way'], value: number) =>
    way === 'otif' || way === 'in_stock'
      ? formats.percent(value)
      : way === 'days'
        ? formats.duration(value, 'day', { min: 0, max: 1 })
        : formats.number(Number(value.toFixed(1)))
  const sayWay = ({ way, is_worse, before, after }: Row['ways'][number]) =>
    `${is_worse ? '▼' : '▲'} ${t(`notice.${way}.${after > before ? 'more' : 'less'}`)}: ${text(way, before)} → ${text(way, after)}`
  /** Why fewer or more lines are kept: what the row's other figures do not tell. */
  const because = ({ ways, missed = 0, missed_sooner = 0, mended = 0 }: Row) =>
    ways.some(({ way }) => way === 'otif') && missed + mended > 0
      ? [
          t('because.missed', { count: missed }),
          ...(missed_sooner > 0 ? [t('because.sooner', { count: missed_sooner })] : []),
          t('because.mended', { count: mended }),
        ]
      : []
  // What is lost stands first, since it makes the outcome.
  const waysOf = (row: Row) => [
    ...row.ways.toSorted((one, other) => Number(other.is_worse) - Number(one.is_worse)).map(sayWay),
    ...(because(row).length > 0 ? [because(row).join('; ')] : []),
  ]
  return (
    <Surface
      isFlush
      title={t('touched')}
      note={t('touchedNote', {
        losers: formats.number(touched.losers),
        winners: formats.number(touched.winners),
        customers: formats.number(touched.customers),
      })}
    >
      <Stack gap="xs">
        <div style={{ paddingInline: 'var(--mantine-spacing-md)' }}>
          <FilterBar names={['q', 'verdict']}>
            <SearchFilter label={t('records:search')} />
            <ChoiceFilter
              name="verdict"
              label={t('verdictOf')}
              choices={(['loses', 'wins'] as const).map((value) => ({ value, label: t(`verdict.${value}`) }))}
              width={150}
            />
          </FilterBar>
        </div>
        <RecordTable<Row>
          label={t('touched')}
          name="replay-touched"
          rows={rows}
          rowKey={({ customer_id }) => customer_id}
          everyRow={everyRow}
          total={rows.length}
          onOpen={({ customer_id }) => go(`/customers/${encodeURIComponent(customer_id)}`)}
          empty={
            <Empty icon="customers" title={t(touched.list.length ? 'records:nothingFound' : 'nobody')}>
              {touched.list.length ? t('records:nothingFoundAdvice') : t('nobodyNote')}
            </Empty>
          }
          columns={[
            { id: 'name', header: t('customer'), cell: ({ name }) => name, isTitle: true },
            {
              id: 'verdict',
              header: t('verdictOf'),
              cell: ({ verdict }) => (
                <Text
                  size="sm"
                  c={verdict === 'loses' ? 'var(--sf-wrong)' : 'var(--sf-right)'}
                  style={{ whiteSpace: 'nowrap' }}
                >
                  {verdict === 'loses' ? '▼ ' : '▲ '}
                  {t(`verdict.${verdict}`)}
                </Text>
              ),
              text: ({ verdict }) => t(`verdict.${verdict}`),
            },
            {
              id: 'ways',
              header: t('inWhat'),
              isWrapped: true,
              cell: (row) => (
                <Stack gap={2}>
                  {waysOf(row).map((said) => (
                    <Text key={said} size="sm" c={said.startsWith('▼') || said.startsWith('▲') ? undefined : 'dimmed'}>
                      {said}
                    </Text>
                  ))}
                </Stack>
              ),
              text: (row) => waysOf(row).join('; '),
            },
            {
              id: 'later',
              header: t('later'),
              cell: ({ later }) => formats.number(later),
              text: ({ later }) => later,
              isNumber: true,
            },
            {
              id: 'earlier',
              header: t('earlier'),
              cell: ({ earlier }) => formats.number(earlier),
              text: ({ earlier }) => earlier,
              isNumber: true,
            },
            {
              id: 'lines',
              header: t('lines'),
              cell: ({ lines }) => formats.number(lines),
              text: ({ lines }) => lines,
              isNumber: true,
            },
            {
              id: 'worth',
              header: t('worth'),
              cell: ({ worth }) =>
                currency && worth !== null ? formats.estimate(worth, currency) : t('notInCurrency'),
              text: ({ worth }) => worth && Math.round(worth * 100) / 100,
              isNumber: true,
            },
            {
              id: 'segment_id',
              header: t('segment'),
              cell: ({ segment_id }) => nameOf.get(segment_id) ?? segment_id,
              isHiddenAtFirst: true,
            },
          ]}
        />
        {touched.list.length > 0 && (
          <Text size="sm" c="dimmed" px="md" pb="md">
            {t('legend')}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}
