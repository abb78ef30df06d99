/** One price list: what each product costs today, what it will cost next, and from which quantities. */
import { Badge, Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ListedProduct, PriceList } from '../../../../contract/prices.ts'
import { useAddress } from '../../../ui/address.ts'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useRecord } from '../../lib/records/use-records.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { ListedDrawer } from './listed-drawer.tsx'
import { priceListKind } from './price-lists-screen.tsx'
import { nextPrices, pricesOn } from './prices-on.ts'

type Page = { rows: ListedProduct[]; total: number | null; nextCursor: string | null }

export default function PriceListScreen() {
  const { t } = useTranslation(['prices', 'shell', 'records'])
  const { id = '' } = useParams()
  const session = useSession()
  const mayWrite = mayDo(session, priceListKind.writeRight)
  const [{ q, open }, change] = useAddress()
  const [isEdited, setEdited] = useState(false)
  const list = useRecord<PriceList>('/price-lists', id)
  const path = `/price-lists/${encodeURIComponent(id)}/prices`
  const everyRow = useEveryRow<ListedProduct>(path, { q })
  const pages = useInfiniteQuery({
    queryKey: ['records', path, 'list', q],
    queryFn: ({ pageParam, signal }) =>
      call<Page>(`/api/v1${path}`, { query: { q, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const total = pages.data?.pages[0]?.total ?? undefined
  const columns = useColumns(list.data?.currency)
  const add = mayWrite && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: NEW })}>
      {t('addProduct')}
    </Button>
  )
  return (
    <>
      <SectionTabs of="prices" />
      <PageHead
        title={list.data?.name ?? id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.price-lists'), to: '/prices/lists' }}
        lead={[id, list.data?.currency].filter(Boolean).join(' · ')}
        actions={
          <>
            {mayWrite && (
              <Button variant="default" leftSection={<Icon name="edit" size={16} />} onClick={() => setEdited(true)}>
                {t('records:edit')}
              </Button>
            )}
            {add}
          </>
        }
      />
      <FilterBar names={['q']}>
        <SearchFilter label={t('records:search')} />
      </FilterBar>
      {pages.isError ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={list.data?.name ?? id}
            name="price-list"
            rows={pages.data?.pages.flatMap((page) => page.rows) ?? []}
            rowKey={(row) => row.product_id}
            isWaiting={pages.isPending || list.isPending}
            total={total}
            isTotalAtLeast={pages.hasNextPage && total === undefined}
            everyRow={everyRow}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            columns={columns}
            onOpen={(row) => change({ open: row.product_id })}
            empty={
              <Empty
                icon={q ? 'search' : 'bill'}
                title={t(q ? 'records:nothingFound' : 'noProducts')}
                action={!q && add}
              >
                {t(q ? 'records:nothingFoundAdvice' : 'noProductsAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
      <RecordDrawer kind={priceListKind} open={isEdited ? id : undefined} onClose={() => setEdited(false)} />
      {list.data && (
        <ListedDrawer list={list.data} open={open} isReadOnly={!mayWrite} onClose={() => change({ open: undefined })} />
      )}
    </>
  )
}

function useColumns(currency = ''): Column<ListedProduct>[] {
  const { t } = useTranslation(['prices', 'field'])
  const formats = useFormats()
  const today = formats.dayAt(new Date())
  const now = (row: ListedProduct) => pricesOn(row.prices, today)
  const next = (row: ListedProduct) => nextPrices(row.prices, today)
  const per = (unit: string | null | undefined) => (unit ? ` / ${unit}` : '')
  return [
    { id: 'product_id', header: t('field:product'), cell: (row) => row.product_id, isTitle: true },
    {
      id: 'today',
      header: t('field:priceToday'),
      cell: (row) => {
        const [first] = now(row)
        return first && `${formats.price(first.unit_price, currency)}${per(first.unit)}`
      },
      text: (row) => now(row)[0]?.unit_price,
      isNumber: true,
    },
    {
      id: 'steps',
      header: t('steps'),
      cell: (row) =>
        now(row)
          .slice(1)
          .map(
            (one) =>
              `≥ ${formats.number(one.from_quantity)}: ${formats.price(one.unit_price, currency)}${per(one.unit)}`,
          )
          .join(' · '),
    },
    {
      id: 'next',
      header: t('next'),
      cell: (row) => {
        const [first] = next(row)
        return (
          first && (
            <Badge variant="outline" color="gray" tt="none" radius="sm">
              {t('nextPrice', {
                price: formats.price(first.unit_price, currency),
                day: formats.date(first.valid_from),
              })}
            </Badge>
          )
        )
      },
      text: (row) => next(row)[0]?.unit_price,
    },
    {
      id: 'valid_from',
      header: t('since'),
      cell: (row) =>
        now(row)
          .slice(0, 1)
          .map((one) => formats.date(one.valid_from)),
      text: (row) => now(row)[0]?.valid_from,
    },
  ]
}
