/** One standard per activity: set by hand, asked for by segments, or derived from the packages in force. */
import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DesignedChart } from '../../../../contract/process-chart.ts'
import type { ProcessStandards } from '../../../../contract/process-standards.ts'
import { useAddress } from '../../../ui/address.ts'
import { DownloadRows } from '../../../ui/download-rows.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useFound } from '../../lib/use-found.ts'
import { useNames } from './names.ts'
import { useChart } from './use-chart.ts'

type Row = ProcessStandards['rows'][number]
const SOURCES = ['own', 'segments', 'package', 'none'] as const

export default function StandardsScreen() {
  const { t } = useTranslation(['process', 'shell', 'field', 'records'])
  const [filters] = useAddress()
  const chart = useChart()
  const found = useQuery({
    queryKey: ['process-standards', filters.segment_id],
    queryFn: ({ signal }) =>
      call<ProcessStandards>('/api/v1/process-chart/standards', { query: { segment_id: filters.segment_id }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <SectionTabs of="process" />
      <PageHead title={t('shell:screen.process-standards')} program={t('shell:program')} lead={t('standards.lead')} />
      <FilterBar names={['q', 'segment_id', 'source']}>
        <SearchFilter label={t('records:search')} />
        <LookupFilter name="segment_id" label={t('field:segment_id')} from={{ path: '/segments', key: 'segment_id' }} />
        <ChoiceFilter
          name="source"
          label={t('standards.source')}
          choices={SOURCES.map((value) => ({ value, label: t(`standards.from.${value}`) }))}
          width={240}
        />
      </FilterBar>
      <Answer of={chart}>
        {({ process }) => (
          <Answer of={found}>{(standards) => <Listed standards={standards} process={process} />}</Answer>
        )}
      </Answer>
    </>
  )
}

function Listed({ standards, process }: { standards: ProcessStandards; process: DesignedChart['process'] }) {
  const { t } = useTranslation(['process', 'records'])
  const formats = useFormats()
  const names = useNames()
  const [filters] = useAddress()
  const nameOf = (row: Row) => {
    if (row.kind === 'step') return names.stepById(process, row.id)
    const arrow = process.arrows.find(({ arrow_id }) => arrow_id === row.id)
    return arrow ? t('handOverOf', { arrow: names.arrow(process, arrow) }) : row.id
  }
  const ownerOf = (row: Row) =>
    [row.department && names.department(row.department), row.owner].filter(Boolean).join(' · ') || t('noLane')
  const target = (row: Row) =>
    row.target === null ? '' : row.unit === 'hours' ? names.hours(row.target) : formats.percent(row.target, 1)
  const wanted = standards.rows.filter((row) => !filters.source || row.source === filters.source)
  const rows = useFound(wanted, (row) => [nameOf(row), ownerOf(row)])
  const { packages, lead_hours } = standards
  const columns = [
    { id: 'name', header: t('stepOrHandOver'), cell: nameOf, isTitle: true },
    { id: 'owner', header: t('standards.owner'), cell: ownerOf },
    {
      id: 'measure',
      header: t('standards.measure'),
      cell: (row: Row) => (row.measure ? names.measure(row.measure) : ''),
    },
    { id: 'target', header: t('standard'), cell: target, isNumber: true },
    {
      id: 'unit',
      header: t('standards.unit'),
      cell: (row: Row) => (row.target === null ? '' : t(`standards.units.${row.unit}`)),
    },
    { id: 'source', header: t('standards.source'), cell: (row: Row) => t(`standards.from.${row.source}`) },
    {
      id: 'median',
      header: t('median'),
      cell: (row: Row) => (row.median_hours === null ? '' : names.hours(row.median_hours)),
      isNumber: true,
    },
  ]
  return (
    <Surface
      title={t('standards.title', { day: formats.date(standards.valid_from) })}
      note={t('standards.note')}
      actions={<DownloadRows name="process-standards" columns={columns} everyRow={() => [rows]} />}
    >
      <Text size="sm" mb="xs">
        {packages.length === 0
          ? t('standards.noPackages')
          : t('standards.packages', {
              list: packages.map((one) => `${one.segment_name} (${formats.date(one.valid_from)})`).join(', '),
            })}{' '}
        {lead_hours !== null && t('standards.whole', { hours: names.hours(lead_hours) })}
      </Text>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('records:nothingFound')}
        </Text>
      ) : (
        <PlainTable<Row>
          label={t('shell:screen.process-standards')}
          rows={rows}
          rowKey={({ kind, id }) => `${kind} ${id}`}
          columns={columns}
        />
      )}
    </Surface>
  )
}
