/** The gaps of all segments, the one that matters most first. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { GapListRow } from '../../../../contract/gap-map.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useOpenActions } from '../../lib/actions/use-open-actions.ts'
import { useElements } from '../../lib/elements.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { useColleagueName } from '../../lib/records/members.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useFound } from '../../lib/use-found.ts'
import { DEPARTMENTS } from '../../lib/value-lists.ts'
import { FigureText, useFigureText } from './figure-text.tsx'
import { countedFor, unitOfGap } from './gap-unit.ts'

export default function GapsScreen() {
  const { t } = useTranslation(['needs', 'shell', 'field', 'value', 'records'])
  const formats = useFormats()
  const go = useNavigate()
  const { nameOf } = useElements()
  const text = useFigureText()
  const colleague = useColleagueName()
  const openSteps = useOpenActions()
  const [filters] = useAddress()
  const found = useQuery({
    queryKey: ['gaps'],
    queryFn: ({ signal }) => call<{ rows: GapListRow[] }>('/api/v1/gaps', { query: { limit: 500 }, signal }),
  })
  const roleName = (row: GapListRow) => (row.role === 'all' ? t('allRoles') : t(`value:buying_role.${row.role}`))
  const all = (found.data?.rows ?? []).filter((row) => !filters.department || row.department === filters.department)
  const rows = useFound(all, (row) => [nameOf(row.element_id), row.segment_name, roleName(row), t(`gap.${row.kind}`)])
  const everyRow = useTheseRows(rows)
  const owner = (row: GapListRow) =>
    [row.department && t(`value:department.${row.department}`), row.owner && colleague(row.owner)]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      <SectionTabs of="needs" />
      <PageHead title={t('shell:screen.gaps')} program={t('shell:program')} lead={t('gapsLead')} />
      <FilterBar names={['q', 'department']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="department"
          label={t('field:department')}
          choices={DEPARTMENTS.map((value) => ({ value, label: t(`value:department.${value}`) }))}
          width={200}
        />
      </FilterBar>
      {found.isError ? (
        <ProblemNote error={found.error} onRetry={() => found.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable<GapListRow>
            label={t('shell:screen.gaps')}
            name="gaps"
            rows={rows}
            rowKey={(row) => `${row.segment_id} ${row.element_id} ${row.role}`}
            isWaiting={found.isPending}
            everyRow={everyRow}
            onOpen={(row) =>
              go(
                addressOf('/needs', {
                  segment_id: row.segment_id,
                  role: row.role === 'all' ? undefined : row.role,
                  open: row.element_id,
                }),
              )
            }
            columns={[
              { id: 'element', header: t('field:element_id'), cell: (row) => nameOf(row.element_id), isTitle: true },
              { id: 'segment', header: t('field:segment_id'), cell: (row) => row.segment_name },
              { id: 'role', header: t('field:buying_role'), cell: roleName, text: roleName },
              { id: 'kind', header: t('between'), cell: (row) => t(`gap.${row.kind}`), text: (row) => row.kind },
              {
                id: 'size',
                header: t('size'),
                cell: (row) => (
                  <FigureText
                    of={{
                      state: row.size === null ? 'unknown' : 'known',
                      n: row.n,
                      value: row.size,
                      low: row.low,
                      high: row.high,
                    }}
                    unit={unitOfGap(row.kind)}
                    counted={countedFor(row.kind, row.element_id)}
                  />
                ),
                text: (row) => row.size,
                isNumber: true,
              },
              {
                id: 'importance',
                header: t('importance'),
                cell: (row) => text.said(row.importance, 'percent'),
                text: (row) => text.plain(row.importance),
                isNumber: true,
              },
              {
                id: 'priority',
                header: t('priority'),
                cell: (row) => (row.priority > 0 ? formats.money(row.priority, row.currency ?? 'EUR') : null),
                text: (row) => row.priority,
                isNumber: true,
              },
              { id: 'owner', header: t('field:owner'), cell: owner, text: owner },
              {
                id: 'steps',
                header: t('underWay'),
                cell: (row) => {
                  const steps = openSteps(row.segment_id, row.element_id)
                  return steps ? formats.number(steps) : null
                },
                text: (row) => openSteps(row.segment_id, row.element_id),
                isNumber: true,
              },
            ]}
            empty={
              <Empty icon="check" title={t(filters.q || filters.department ? 'records:nothingFound' : 'noGaps')}>
                {t(filters.q || filters.department ? 'records:nothingFoundAdvice' : 'noGapsAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
    </>
  )
}
