/** The requests behind one order's file. */
import { useQuery } from '@tanstack/react-query'
import type { OrderProgress } from '../../../../contract/order-progress.ts'
import type { OrderVerdicts } from '../../../../contract/verdicts.ts'
import { call } from '../../../ui/http.ts'
import { useChanges } from '../../../ui/use-changes.ts'
import type { ReadOrderFile } from './order-records.ts'

const pathOf = (id: string) => `/api/v1/orders/${encodeURIComponent(id)}`

export const useOrderFile = (id: string) =>
  useQuery({ queryKey: ['order', id], queryFn: ({ signal }) => call<ReadOrderFile>(pathOf(id), { signal }) })

export const useOrderProgress = (id: string) =>
  useQuery({
    queryKey: ['order', id, 'progress'],
    queryFn: ({ signal }) => call<OrderProgress>(`${pathOf(id)}/progress`, { signal }),
    // How long ago the last news came says itself anew.
    refetchInterval: 60_000,
  })

/** The page moves by itself. */
export const useOrderChanges = (id: string) => useChanges(`${pathOf(id)}/changes`, ['order', id])

export const useOrderVerdicts = (id: string) =>
  useQuery({
    queryKey: ['order', id, 'verdicts'],
    queryFn: ({ signal }) => call<OrderVerdicts>(`${pathOf(id)}/verdicts`, { signal }),
  })

export type LineVerdict = OrderVerdicts['lines'][number]
export type RightEvidence = LineVerdict['rights'][keyof LineVerdict['rights']]
