/** Asks for the designed process with its results, and for what stands behind one of them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DesignedChart, ResultDetail } from '../../../../contract/process-chart.ts'
import { useAddress } from '../../../ui/address.ts'
import { call } from '../../../ui/http.ts'

export const SCOPE = ['segment_id', 'site_id'] as const

export function useScope() {
  const [{ segment_id, site_id }] = useAddress()
  return { segment_id, site_id }
}

export function useChart() {
  const scope = useScope()
  return useQuery({
    queryKey: ['process-chart', scope],
    queryFn: ({ signal }) => call<DesignedChart>('/api/v1/process-chart', { query: scope, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.built_at === null ? 5_000 : false),
  })
}

export type Chosen = { kind: 'step' | 'arrow'; id: string }

export function useResult({ kind, id }: Chosen) {
  const scope = useScope()
  return useQuery({
    queryKey: ['process-result', kind, id, scope],
    queryFn: ({ signal }) =>
      call<ResultDetail>(`/api/v1/process-chart/results/${encodeURIComponent(id)}`, {
        query: { ...scope, kind },
        signal,
      }),
  })
}
