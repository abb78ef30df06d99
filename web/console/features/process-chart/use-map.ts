/** Asks how the work really went, as the filters in the address say. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { DiscoveredMap, PassageOrders } from '../../../../contract/process-chart.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { periodFrom } from '../../../ui/period.ts'

export const USUAL_COVERAGE = 0.9

export function useMapQuestion() {
  const formats = useFormats()
  const [filters, change] = useAddress()
  const period = periodFrom(filters, formats.dayAt(new Date()), 'last_90_days')
  const { segment_id, site_id } = filters
  const question = {
    ...{ segment_id, site_id, from: period.from, to: period.to, seen_through: filters.seen_through ?? 'line' },
  }
  return { question, period, filters, change, coverage: Number(filters.coverage ?? USUAL_COVERAGE) }
}

export function useMap() {
  const { question, coverage } = useMapQuestion()
  return useQuery({
    queryKey: ['process-map', question, coverage],
    queryFn: ({ signal }) => call<DiscoveredMap>('/api/v1/process-map', { query: { ...question, coverage }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.built_at === null ? 5_000 : false),
  })
}

export function useBehind(first: string, next: string | undefined) {
  const { question } = useMapQuestion()
  return useQuery({
    queryKey: ['process-passages', question, first, next],
    queryFn: ({ signal }) =>
      call<z.infer<typeof PassageOrders>>('/api/v1/process-map/passages', {
        query: { ...question, first, next },
        signal,
      }),
  })
}
