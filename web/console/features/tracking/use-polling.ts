/** Asking a carrier that does not call: what is set, how it goes, one question to try it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CarrierPollingState, PollingTrial, SetCarrierPolling } from '../../../../contract/carrier-polling.ts'
import { call } from '../../../ui/http.ts'

const pathOf = (id: string) => `/api/v1/carrier-connections/${encodeURIComponent(id)}/polling`
const keyOf = (id: string) => ['carrier-polling', id]

export const usePolling = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => call<CarrierPollingState>(pathOf(id), { signal }),
    refetchInterval: 30_000,
  })

export function useSetPolling(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SetCarrierPolling) => call<CarrierPollingState>(pathOf(id), { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(keyOf(id), saved),
  })
}

export const useTryPolling = (id: string) =>
  useMutation({
    mutationFn: (number: string) => call<PollingTrial>(`${pathOf(id)}/try`, { method: 'POST', body: { number } }),
  })
