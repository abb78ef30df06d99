/** The requests behind recurring orders. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { NewRecurringOrder, RecurringList, RecurringOrder } from '../../../../contract/recurring-orders.ts'
import { call } from '../../../ui/http.ts'

const PATH = '/api/v1/portal/recurring-orders'

export const useRecurringList = () =>
  useQuery({
    queryKey: ['recurring', 'list'],
    queryFn: ({ signal }) => call<RecurringList>(PATH, { query: { limit: 200 }, signal }),
  })

function useWrite<Wish, Made>(write: (wish: Wish) => Promise<Made>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['recurring'] }),
        client.invalidateQueries({ queryKey: ['portal-orders'] }),
      ]),
  })
}

export const useAgree = () =>
  useWrite((wish: z.input<typeof NewRecurringOrder>) => call<RecurringOrder>(PATH, { method: 'POST', body: wish }))
