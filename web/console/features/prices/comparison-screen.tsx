/** Our list beside what competitors ask, the dearest against them first: where the price does not fit. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ComparedPrice, PriceList } from '../../../../contract/prices.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { FitMark } from '../../lib/fit-mark.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useFound } from '../../lib/use-found.ts'
import { FITS } from '../../lib/value-lists.ts'

const MOST = 500

export default function ComparisonScreen() {
  const { t } = useTranslation(['prices', 'shell', 'field', 'value', 'records'])
  const formats = useFormats()
  const go = useNavigate()
  const [filters] = useAddress()
  const lists = useRecordPages<PriceList>('/price-lists', {})
  const list = lists.rows.find((one) => one.list_id === filters.list_id) ?? lists.rows[0]
  const fit = filters.fit
  const compared = useQuery({
    queryKey: ['price-comparison', list?.list_id, fit],
    queryFn: ({ signal }) =>
      call<{ rows: ComparedPrice[] }>('/api/v1/price-comparison', {
        query: { list_id: list?.list_id, fit, limit: MOST },
        signal,
      }),
    enabled: list !== undefined,
  })
  const all = compared.data?.rows ?? []
  const rows = useFound(all, (row) => [row.product_id, row.name, row.competitor.competitor])
  const everyRow = useTheseRows(rows)
  const currency = list?.currency ?? ''
  return (
    <>
      <SectionTabs of="prices" />
      <PageHead title={t('shell:screen.comparison')} program={t('shell:program')} lead={t('comparisonLead')} />
      <FilterBar names={['q', 'list_id', 'fit']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="list_id"
          label={list ? `${list.name} · ${list.list_id}` : t('field:list_id')}
          choices={lists.rows.map((one) => ({ value: one.list_id, label: `${one.name} · ${one.list_id}` }))}
          width={240}
        />
        <ChoiceFilter
          name="fit"
          label={t('field:fit')}
          choices={FITS.map((value) => ({ value, label: t(`value:fit.${value}`) }))}
        />
      </FilterBar>
      {compared.isError ? (
        <ProblemNote error={compared.error} onRetry={() => compared.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('shell:screen.comparison')}
            name="price-comparison"
            rows={rows}
            rowKey={(row) => row.product_id}
            isWaiting={lists.pages.isPending || (list !== undefined && compared.isPending)}
            isTotalAtLeast={all.length === MOST}
            everyRow={everyRow}
            onOpen={(row) => go(addressOf('/prices/competitors', { product_id: row.product_id }))}
            columns={[
              { id: 'name', header: t('field:product'), cell: (row) => row.name, isTitle: true },
              { id: 'product_id', header: t('field:product_id'), cell: (row) => row.product_id },
              {
                id: 'unit_price',
                header: t('ours'),
                cell: (row) => formats.price(row.unit_price, currency),
                text: (row) => row.unit_price,
                isNumber: true,
              },
              {
                id: 'theirs',
                header: t('theirs'),
                cell: (row) => formats.price(row.competitor.unit_price, currency),
                text: (row) => Number(row.competitor.unit_price),
                isNumber: true,
              },
              {
                id: 'fit',
                header: t('field:fit'),
                cell: (row) => <FitMark fit={row.fit} difference={row.difference_percent} />,
                text: (row) => t(`value:fit.${row.fit}`),
              },
              {
                id: 'difference',
                header: t('difference'),
                cell: (row) =>
                  row.difference_percent !== null && formats.percent(row.difference_percent / 100, { min: 0, max: 1 }),
                text: (row) => row.difference_percent,
                isNumber: true,
                isHiddenAtFirst: true,
              },
              { id: 'competitor', header: t('field:competitor'), cell: (row) => row.competitor.competitor },
              {
                id: 'seen_on',
                header: t('field:seen_on'),
                cell: (row) => formats.date(row.competitor.seen_on),
                text: (row) => row.competitor.seen_on,
              },
              {
                id: 'evidence',
                header: t('field:evidence'),
                cell: (row) => t(`value:evidence.${row.competitor.evidence}`),
              },
            ]}
            empty={
              <Empty icon="search" title={t(filters.q || fit ? 'records:nothingFound' : 'noComparison')}>
                {t(filters.q || fit ? 'records:nothingFoundAdvice' : 'noComparisonAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
    </>
  )
}
