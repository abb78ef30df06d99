/** The broker from which positions are heard: what is set, how it goes. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PositionBrokerState, SetPositionBroker } from '../../../../contract/position-broker.ts'
import { call } from '../../../ui/http.ts'

const PATH = '/api/v1/position-broker'
const KEY = ['position-broker']

export const useBroker = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call<PositionBrokerState>(PATH, { signal }),
    refetchInterval: 10_000,
  })

export function useSetBroker() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SetPositionBroker) => call<PositionBrokerState>(PATH, { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(KEY, saved),
  })
}
