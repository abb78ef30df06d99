/** What the customer's people look through: deliveries, bills and lots, each page by page, and whole for a file. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { OwnDeliveries, OwnInvoices, OwnLots } from '../../../contract/portal.ts'
import { call, type Query } from '../../ui/http.ts'

const PAGE = 50
/** As many as the server gives at once. */
const PAGE_MAX = 200

type Page = { total: number }
type Asked<P extends Page, Row> = { path: string; query: Query; rowsOf: (page: P) => readonly Row[] }

function useOwn<P extends Page, Row>({ path, query, rowsOf }: Asked<P, Row>, limit = PAGE) {
  const address = `/api/v1/portal/${path}`
  const pages = useInfiniteQuery({
    queryKey: ['portal', path, query, limit],
    queryFn: ({ pageParam, signal }) => call<P>(address, { query: { ...query, limit, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + rowsOf(one).length, 0)
      return seen < page.total ? seen : undefined
    },
    placeholderData: keepPreviousData,
  })
  async function* everyRow(signal: AbortSignal) {
    let seen = 0
    for (;;) {
      const page = await call<P>(address, { query: { ...query, limit: PAGE_MAX, offset: seen }, signal })
      const rows = rowsOf(page)
      yield rows
      seen += rows.length
      if (rows.length === 0 || seen >= page.total) return
    }
  }
  const rows = pages.data?.pages.flatMap((page) => rowsOf(page)) ?? []
  /** What a table needs to know of the list. */
  const table = {
    rows,
    everyRow,
    total: Math.max(pages.data?.pages[0]?.total ?? 0, rows.length),
    isWaiting: pages.isPending,
    isStale: pages.isPlaceholderData,
    onMore: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    isMoreWaiting: pages.isFetchingNextPage,
  }
  return { pages, rows, table }
}

const coming = (page: OwnDeliveries) => page.coming
const past = (page: OwnDeliveries) => page.past
const invoices = (page: OwnInvoices) => page.invoices
const lots = (page: OwnLots) => page.lots

export const useComing = (query: Query, limit?: number) =>
  useOwn({ path: 'deliveries', query: { ...query, when: 'coming' }, rowsOf: coming }, limit)
export const usePast = (query: Query, limit?: number) =>
  useOwn({ path: 'deliveries', query: { ...query, when: 'past' }, rowsOf: past }, limit)
export const useInvoices = (query: Query, limit?: number) =>
  useOwn({ path: 'invoices', query, rowsOf: invoices }, limit)
export const useLots = (query: Query, limit?: number) => useOwn({ path: 'lots', query, rowsOf: lots }, limit)
