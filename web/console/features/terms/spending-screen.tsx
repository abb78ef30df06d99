/** What service costs beyond the least that is offered, and who asked for it: what nobody asked for stands first. */
import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Spending, SpendingRow } from '../../../../contract/spending.ts'
import { useAddress } from '../../../ui/address.ts'
import { DownloadRows } from '../../../ui/download-rows.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useElements } from '../../lib/elements.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { SpendingTable } from '../../lib/terms/spending-table.tsx'
import { useFound } from '../../lib/use-found.ts'

const isUnasked = ({ asked_by }: SpendingRow) => asked_by === 'nobody' || asked_by === 'unwanted'

export default function SpendingScreen() {
  const { t } = useTranslation(['terms', 'shell', 'field', 'records'])
  const [filters] = useAddress()
  const found = useQuery({
    queryKey: ['spending', 'today', filters.segment_id],
    queryFn: ({ signal }) => call<Spending>('/api/v1/spending', { query: { segment_id: filters.segment_id }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <SectionTabs of="service" />
      <PageHead title={t('shell:screen.spending')} program={t('shell:program')} lead={t('spending.lead')} />
      <FilterBar names={['q', 'segment_id', 'asked']}>
        <SearchFilter label={t('records:search')} />
        <LookupFilter name="segment_id" label={t('field:segment_id')} from={{ path: '/segments', key: 'segment_id' }} />
        <ChoiceFilter
          name="asked"
          label={t('spending.askedBy')}
          choices={(['unasked', 'asked'] as const).map((value) => ({ value, label: t(`spending.filter.${value}`) }))}
          width={220}
        />
      </FilterBar>
      <Answer of={found}>{(spending) => <Listed spending={spending} />}</Answer>
    </>
  )
}

function Listed({ spending }: { spending: Spending }) {
  const { t } = useTranslation(['terms', 'field', 'records'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const [filters] = useAddress()
  const { currency, cost, unasked_cost } = spending
  const asked = spending.rows.filter((row) => !filters.asked || isUnasked(row) === (filters.asked === 'unasked'))
  const rows = useFound(asked, (row) => [
    row.segment_name,
    row.name ?? '',
    row.term,
    row.need ? nameOf(row.need.element_id) : '',
  ])
  if (spending.rows.length === 0 || !currency)
    return (
      <Empty icon="check" title={t('spending.none')}>
        {t('spending.noneAdvice')}
      </Empty>
    )
  return (
    <Surface
      title={t('spending.sum', {
        unasked: formats.estimate(unasked_cost, currency),
        all: formats.estimate(cost, currency),
      })}
      note={t('spending.note', { from: formats.date(spending.from), to: formats.date(spending.to) })}
      actions={
        <DownloadRows
          name="spending"
          columns={[
            { id: 'segment', header: t('field:segment_id'), cell: (row: SpendingRow) => row.segment_name },
            { id: 'what', header: t('spending.what'), cell: (row: SpendingRow) => row.name ?? row.term },
            { id: 'cost', header: t('spending.cost'), cell: (row: SpendingRow) => row.cost },
            { id: 'asked', header: t('spending.askedBy'), cell: (row: SpendingRow) => row.asked_by },
            {
              id: 'need',
              header: t('field:element_id'),
              cell: (row: SpendingRow) => row.need && nameOf(row.need.element_id),
            },
            { id: 'weight', header: t('spending.weightHead'), cell: (row: SpendingRow) => row.need?.weight ?? null },
          ]}
          everyRow={() => [rows]}
        />
      }
    >
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('records:nothingFound')}
        </Text>
      ) : (
        <SpendingTable rows={rows} currency={currency} label={t('spending.what')} />
      )}
    </Surface>
  )
}
