/** Who knew first that a promise would be broken: we or the customer, by cause, carrier, customer or week, with the lines behind. */
import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  EXCEPTIONS_BY,
  type ExceptionFigures,
  type ExceptionGroup,
  type ExceptionQuery,
} from '../../../../contract/exceptions.ts'
import { useAddress } from '../../../ui/address.ts'
import { DaysFilter } from '../../../ui/days-filter.tsx'
import { Figure } from '../../../ui/figure.tsx'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { EMPTY } from './empty-member.ts'
import { ExceptionLinesPanel } from './exception-lines-panel.tsx'
import { useMemberName } from './member-name.ts'

type By = ExceptionQuery['by']
const byOf = (value: string | undefined): By => EXCEPTIONS_BY.find((one) => one === value) ?? 'cause'

export default function ExceptionsScreen() {
  const { t } = useTranslation(['exceptions', 'shell'])
  const [filters, change] = useAddress()
  const by = byOf(filters.by)
  const query = { by, from: filters.from, to: filters.to }
  const figures = useQuery({
    queryKey: ['exceptions', query],
    queryFn: ({ signal }) => call<ExceptionFigures>('/api/v1/exceptions', { query, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead title={t('shell:screen.exceptions')} program={t('shell:program')} lead={t('lead')} />
      <FilterBar names={['from', 'to']}>
        <SegmentedControl
          aria-label={t('by.label')}
          style={{ flex: 'none' }}
          value={by}
          onChange={(value) => change({ by: value === 'cause' ? undefined : value, member: undefined })}
          data={EXCEPTIONS_BY.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
        <DaysFilter label={t('days')} from="from" to="to" />
      </FilterBar>
      <Answer of={figures} waiting={<RowsWaiting rows={6} />}>
        {(found) => (
          <Stack gap="md">
            <Whole figures={found} />
            <Surface isFlush title={t(`by.${by}`)} note={t('groupsNote')}>
              <Groups figures={found} onOpen={(member) => change({ member: member === '' ? EMPTY : member })} />
            </Surface>
            <ExceptionLinesPanel query={query} />
          </Stack>
        )}
      </Answer>
    </>
  )
}

function Whole({ figures: { all, from, to } }: { figures: ExceptionFigures }) {
  const { t } = useTranslation('exceptions')
  const formats = useFormats()
  const spoke = all.us + all.customer
  const interval = all.low === null || all.high === null ? undefined : { low: all.low, high: all.high }
  return (
    <Surface title={t('whole')} note={`${formats.date(from)} – ${formats.date(to)}`}>
      <Group align="flex-end" gap="xl" mb="sm">
        <Text fz={32} fw={700} lh={1.1}>
          <Figure
            value={formats.percent(all.share)}
            label={t('share')}
            isFaint={spoke < FEW_CASES}
            rule={{
              title: t('share'),
              definition: t('definition'),
              numerator: { label: t('us'), count: all.us },
              denominator: { label: t('spoke'), count: spoke },
              interval,
              exclusions: [{ label: t('nobody'), count: all.nobody }],
              isProvisional: false,
              linesTo: addressOf('/exceptions', { from, to, found_by: 'us' }),
            }}
          />
        </Text>
        <Text size="sm" c="dimmed" maw={520}>
          {t('shareNote')}
        </Text>
      </Group>
      <ShareBar share={all.share} interval={interval} cases={spoke} />
      <SimpleGrid cols={{ base: 2, sm: 5 }} mt="md" spacing="md">
        {(['exceptions', 'us', 'customer', 'nobody', 'kept_back'] as const).map((name) => (
          <div key={name}>
            <Text size="xs" c="dimmed">
              {t(name)}
            </Text>
            <Text fw={650} fz="lg">
              {formats.number(all[name])}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Surface>
  )
}

function Groups({ figures, onOpen }: { figures: ExceptionFigures; onOpen: (member: string) => void }) {
  const { t } = useTranslation('exceptions')
  const formats = useFormats()
  const nameOf = useMemberName(figures.by)
  const everyRow = useTheseRows(figures.rows)
  const interval = ({ low, high }: ExceptionGroup) =>
    low === null || high === null ? null : `${formats.percent(low, 0)} – ${formats.percent(high, 0)}`
  return (
    <RecordTable
      label={t(`by.${figures.by}`)}
      name={`exceptions.${figures.by}`}
      rows={figures.rows}
      rowKey={(row) => row.member}
      everyRow={everyRow}
      onOpen={(row) => onOpen(row.member)}
      columns={[
        { id: 'member', header: t(`by.${figures.by}`), cell: nameOf, isTitle: true, width: '30%' },
        { id: 'exceptions', header: t('exceptions'), cell: (row) => formats.number(row.exceptions), isNumber: true },
        { id: 'us', header: t('us'), cell: (row) => formats.number(row.us), isNumber: true },
        { id: 'customer', header: t('customer'), cell: (row) => formats.number(row.customer), isNumber: true },
        { id: 'nobody', header: t('nobody'), cell: (row) => formats.number(row.nobody), isNumber: true },
        { id: 'kept_back', header: t('kept_back'), cell: (row) => formats.number(row.kept_back), isNumber: true },
        {
          id: 'share',
          header: t('share'),
          cell: (row) => (row.share === null ? null : formats.percent(row.share, 0)),
          text: (row) => row.share,
          isNumber: true,
        },
        { id: 'interval', header: t('interval'), cell: interval, isNumber: true },
      ]}
      empty={
        <Empty isSuccess title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      }
    />
  )
}
