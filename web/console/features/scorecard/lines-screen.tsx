/** The order lines behind a figure. Pressing one opens its order at that line, with the evidence. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { LineRow } from '../../../../contract/scorecard.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { RightsStrip } from '../../lib/rights-strip.tsx'
import { RIGHTS } from '../../lib/value-lists.ts'
import { ScorecardFilters } from './scorecard-filters.tsx'
import { useAsked, useLines } from './use-scorecard.ts'

const CHECKS = ['fail', 'unknown', 'pass', 'not_applicable'] as const
const TIMINGS = ['early', 'on_time', 'late', 'missing', 'unknown'] as const
const OTIFS = ['fail', 'unknown', 'pass'] as const
const NARROWING = ['right', 'check', 'timing', 'otif', 'cause', 'excluded'] as const

export default function LinesScreen() {
  const { t } = useTranslation(['scorecard', 'rights', 'shell'])
  const formats = useFormats()
  const go = useNavigate()
  const asked = useAsked()
  const { question, filters } = asked
  const query = { ...question, ...Object.fromEntries(NARROWING.map((name) => [name, filters[name]])) }
  const { pages, rows, total } = useLines(query)
  const everyRow = useEveryRow<LineRow>('/scorecard/lines', query)
  const rightsText = (row: LineRow) =>
    RIGHTS.map((right) => `${t(`rights:right.${right}`)}: ${t(`rights:outcome.${row.rights[right]}`)}`).join('; ')
  const choices = (list: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${list}.${value}`) }))
  return (
    <>
      <PageHead
        title={t('linesScreen.title')}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.scorecard'), to: addressOf('/scorecard', question) }}
        lead={filters.cause ? t('linesScreen.cause', { cause: t(`rights:cause.${filters.cause}`) }) : undefined}
      />
      <ScorecardFilters asked={asked} more={NARROWING}>
        <ChoiceFilter name="right" label={t('linesScreen.right')} choices={choices('rights:right', RIGHTS)} />
        {filters.right && (
          <ChoiceFilter name="check" label={t('linesScreen.check')} choices={choices('rights:outcome', CHECKS)} />
        )}
        <ChoiceFilter name="timing" label={t('timing.title')} choices={choices('rights:timing', TIMINGS)} />
        <ChoiceFilter name="otif" label={t('measure.otif.name')} choices={choices('rights:outcome', OTIFS)} />
      </ScorecardFilters>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('linesScreen.title')}
            name="scorecard-lines"
            rows={rows}
            rowKey={(row) => `${row.order_id}/${row.line_number}`}
            isWaiting={pages.isPending}
            total={total}
            isTotalAtLeast={pages.hasNextPage && total === undefined}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            isStale={pages.isPlaceholderData}
            everyRow={everyRow}
            onOpen={(row) => {
              const right = filters.right ?? RIGHTS.find((one) => row.rights[one] === 'fail')
              go(addressOf(`/orders/${encodeURIComponent(row.order_id)}`, { line: row.line_number, right }))
            }}
            columns={[
              {
                id: 'line',
                header: t('linesScreen.line'),
                cell: (row) => `${row.order_id} / ${row.line_number}`,
                isTitle: true,
              },
              {
                id: 'rights',
                header: t('rights:strip'),
                cell: (row) => <RightsStrip rights={row.rights} />,
                text: rightsText,
              },
              {
                id: 'cause',
                header: t('linesScreen.first'),
                cell: (row) => row.first_cause && t(`rights:cause.${row.first_cause}`),
              },
              { id: 'due', header: t('linesScreen.due'), cell: (row) => formats.date(row.due), text: (row) => row.due },
              {
                id: 'days',
                header: t('linesScreen.days'),
                isNumber: true,
                cell: (row) => (row.days_late === null ? null : formats.duration(row.days_late, 'day')),
                text: (row) => row.days_late,
              },
              { id: 'customer', header: t('linesScreen.customer'), cell: (row) => row.customer_name },
              { id: 'product', header: t('linesScreen.product'), cell: (row) => row.product_name || row.product_id },
              { id: 'carrier', header: t('linesScreen.carrier'), cell: (row) => row.carrier_id, isHiddenAtFirst: true },
            ]}
            empty={
              <Empty icon="search" title={t('noLines')}>
                {t('noLinesAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
    </>
  )
}
