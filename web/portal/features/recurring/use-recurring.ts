/** The requests behind recurring orders. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  ChangeRecurringOrder,
  DecideOccurrence,
  NewRecurringOrder,
  Occurrences,
  RecurringList,
  RecurringOrder,
} from '../../../../contract/recurring-orders.ts'
import { call } from '../../../ui/http.ts'

const PATH = '/api/v1/portal/recurring-orders'
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`

export const useRecurringList = () =>
  useQuery({
    queryKey: ['recurring', 'list'],
    queryFn: ({ signal }) => call<RecurringList>(PATH, { query: { limit: 200 }, signal }),
  })

export const useRecurring = (id: string) =>
  useQuery({ queryKey: ['recurring', id], queryFn: ({ signal }) => call<RecurringOrder>(pathOf(id), { signal }) })

export const useDays = (id: string, from: string, to: string) =>
  useQuery({
    queryKey: ['recurring', id, 'days', from, to],
    queryFn: ({ signal }) => call<Occurrences>(`${pathOf(id)}/occurrences`, { query: { from, to }, signal }),
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

export const useChange = (id: string) =>
  useWrite((change: z.input<typeof ChangeRecurringOrder>) =>
    call<RecurringOrder>(`${pathOf(id)}/changes`, { method: 'POST', body: change }),
  )

type Decided = { day: string; wish: z.input<typeof DecideOccurrence> }
export const useDecide = (id: string) =>
  useWrite(({ day, wish }: Decided) =>
    call<Occurrences>(`${pathOf(id)}/occurrences/${day}`, { method: 'POST', body: wish }),
  )

type Ordered = { day: string; acceptOtherDay: boolean }
export const useOrderDay = (id: string) =>
  useWrite(({ day, acceptOtherDay }: Ordered) =>
    call<Occurrences>(`${pathOf(id)}/occurrences/${day}/order`, {
      method: 'POST',
      body: { accept_other_day: acceptOtherDay },
    }),
  )
