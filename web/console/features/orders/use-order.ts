/** The requests behind one order's file. */
import { useQuery } from '@tanstack/react-query'
import type { OrderVerdicts } from '../../../../contract/verdicts.ts'
import { call } from '../../../ui/http.ts'
import type { ReadOrderFile } from './order-records.ts'

const pathOf = (id: string) => `/api/v1/orders/${encodeURIComponent(id)}`

export const useOrderFile = (id: string) =>
  useQuery({ queryKey: ['order', id], queryFn: ({ signal }) => call<ReadOrderFile>(pathOf(id), { signal }) })

export const useOrderVerdicts = (id: string) =>
  useQuery({
    queryKey: ['order', id, 'verdicts'],
    queryFn: ({ signal }) => call<OrderVerdicts>(`${pathOf(id)}/verdicts`, { signal }),
  })

export type LineVerdict = OrderVerdicts['lines'][number]
export type RightEvidence = LineVerdict['rights'][keyof LineVerdict['rights']]
