/** The requests behind recurring orders. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { NewRecurringOrder, RecurringList, RecurringOrder } from '../../../../contract/recurring-orders.ts'
import { call } from '../../../ui/http.ts'

const PATH = '/api/v1/recurring-orders'

export const useRecurringList = (q: string | undefined, customerId?: string) =>
  useQuery({
    queryKey: ['recurring', 'list', q, customerId],
    queryFn: ({ signal }) => call<RecurringList>(PATH, { query: { q, customer_id: customerId, limit: 200 }, signal }),
    placeholderData: keepPreviousData,
  })

function useWrite<Wish, Made>(write: (wish: Wish) => Promise<Made>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['recurring'] }),
        client.invalidateQueries({ queryKey: ['orders'] }),
      ]),
  })
}

export const useAgree = () =>
  useWrite((wish: z.input<typeof NewRecurringOrder>) => call<RecurringOrder>(PATH, { method: 'POST', body: wish }))
