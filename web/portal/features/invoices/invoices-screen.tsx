/** Invoices and credit notes of the company, with the lines they bill; from each a question or a claim. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnInvoice } from '../../../../contract/portal.ts'
import { useAddress } from '../../../ui/address.ts'
import { DaysFilter } from '../../../ui/days-filter.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useInvoices } from '../../lib/own-records.ts'
import { InvoiceDrawer } from './invoice-drawer.tsx'

const FILTERS = ['q', 'kind', 'from', 'to'] as const

export default function InvoicesScreen() {
  const { t } = useTranslation(['invoices', 'shell'])
  const formats = useFormats()
  const [filters, change] = useAddress()
  const { q, kind, from, to } = filters
  const list = useInvoices({ q, kind, from, to })
  const [open, setOpen] = useState<OwnInvoice>()
  const isFiltered = FILTERS.some((name) => filters[name])
  const orders = (row: OwnInvoice) => [...new Set(row.lines.map((line) => line.order_id))].join(', ')
  const gross = (row: OwnInvoice) =>
    row.gross_minor === null ? t('taxUnknown') : formats.money(row.gross_minor, row.currency)
  return (
    <>
      <PageHead title={t('title')} program={t('shell:program')} lead={t('lead')} />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="kind"
          label={t('kind')}
          choices={(['invoice', 'credit'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <DaysFilter label={t('issued')} from="from" to="to" />
      </FilterBar>
      {list.pages.isError && !list.pages.data ? (
        <ProblemNote error={list.pages.error} onRetry={() => list.pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('title')}
            name="own-invoices"
            rowKey={(row) => row.invoice_id}
            {...list.table}
            onOpen={setOpen}
            columns={[
              { id: 'invoice', header: t('number'), cell: (row) => row.invoice_id, isTitle: true },
              { id: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
              {
                id: 'issued',
                header: t('issued'),
                cell: (row) => formats.date(row.issued_on),
                text: (row) => row.issued_on,
              },
              { id: 'orders', header: t('orders'), cell: orders },
              {
                id: 'net',
                header: t('net'),
                cell: (row) => formats.money(row.net_minor, row.currency),
                isNumber: true,
              },
              { id: 'gross', header: t('gross'), cell: gross, isNumber: true },
              {
                id: 'credited',
                header: t('credited'),
                cell: (row) => (row.credited_minor ? formats.money(row.credited_minor, row.currency) : null),
                isNumber: true,
              },
              { id: 'currency', header: t('currency'), cell: (row) => row.currency, isHiddenAtFirst: true },
            ]}
            empty={
              <Empty icon="bill" title={t(isFiltered ? 'nothingFound' : 'empty')}>
                {t(isFiltered ? 'nothingFoundAdvice' : 'emptyAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
      <InvoiceDrawer
        invoice={open}
        onClose={() => setOpen(undefined)}
        onFind={(number) => {
          setOpen(undefined)
          change({ q: number, kind: undefined, from: undefined, to: undefined })
        }}
      />
    </>
  )
}
