/** What the customer may choose from: own products at own prices, own places and people, services offered. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { OrderingChoices, OwnProducts } from '../../../contract/portal-ordering.ts'
import { call } from '../../ui/http.ts'

export const useOwnProducts = (q: string) =>
  useQuery({
    queryKey: ['portal-products', q],
    queryFn: ({ signal }) => call<OwnProducts>('/api/v1/portal/products', { query: { q, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  })

export const useChoices = () =>
  useQuery({
    queryKey: ['portal-choices'],
    queryFn: ({ signal }) => call<OrderingChoices>('/api/v1/portal/ordering-choices', { signal }),
  })
