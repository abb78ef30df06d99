/** The pages of the list of orders. What is asked is exactly what stands in the address. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { z } from 'zod'
import type { OrderList } from '../../../../contract/order-file.ts'
import type { Filters } from '../../../ui/address.ts'
import { call, type Query } from '../../../ui/http.ts'
import type { Sort } from '../../../ui/record-table.tsx'

type Page = z.infer<typeof OrderList>

export const FILTERS = [
  'q',
  'customer_id',
  'segment_id',
  'site_id',
  'state',
  'due_from',
  'due_to',
  'ordered_from',
  'ordered_to',
] as const
const SORTS = ['ordered_on', 'order_id']
const PAGE_ROWS = 200

export const askedOf = (filters: Filters): Query => ({
  ...Object.fromEntries(FILTERS.map((name) => [name, filters[name]])),
  ...(filters.sort && { sort: filters.sort, direction: filters.direction }),
})

export const sortFrom = ({ sort, direction }: Filters): Sort =>
  sort && SORTS.includes(sort)
    ? { by: sort, isDescending: direction !== 'asc' }
    : { by: 'ordered_on', isDescending: true }

export function useOrders(asked: Query) {
  const pages = useInfiniteQuery({
    queryKey: ['orders', asked],
    queryFn: ({ pageParam, signal }) =>
      call<Page>('/api/v1/orders', { query: { ...asked, limit: PAGE_ROWS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  return {
    pages,
    rows: useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]),
    total: pages.data?.pages[0]?.total ?? undefined,
  }
}
