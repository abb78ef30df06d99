/** Supply as the screens read and change it; whoever changes it learns at once which promises no longer hold. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ExpectedFile } from '../../../../contract/expected.ts'
import type { CheckedPromises, ProposalFile } from '../../../../contract/proposals.ts'
import type { Received } from '../../../../contract/stock.ts'
import type { ChangeSupply, SupplierLatenessList } from '../../../../contract/supply.ts'
import { call } from '../../../ui/http.ts'

export type Checked = z.infer<typeof CheckedPromises>
export type Receipt = z.infer<typeof Received>
export type SupplierLateness = z.infer<typeof SupplierLatenessList>['rows'][number]

const lineAt = (id: string, line: number) => `/api/v1/supplies/${encodeURIComponent(id)}/lines/${line}`

export const useSupplyFile = (id: string) =>
  useQuery({
    queryKey: ['supply', 'one', id],
    queryFn: ({ signal }) => call<ExpectedFile>(`/api/v1/stock/expected/${encodeURIComponent(id)}`, { signal }),
  })

export const useLateness = () =>
  useQuery({
    queryKey: ['supply', 'lateness'],
    queryFn: ({ signal }) => call<{ rows: SupplierLateness[] }>('/api/v1/suppliers/lateness', { signal }),
    staleTime: 300_000,
  })

const check = (id: string) =>
  call<Checked>(`/api/v1/supplies/${encodeURIComponent(id)}/check`, { method: 'POST', body: {} })

function useAct<Wish, Answer>(act: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all(['supply', 'stock', 'proposals'].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  })
}

export const useChangeLine = (id: string) =>
  useAct(async ({ line, wish }: { line: number; wish: ChangeSupply }) => {
    await call(lineAt(id, line), { method: 'PATCH', body: wish })
    return check(id)
  })

export const useCancelLine = (id: string) =>
  useAct(async ({ line, reason }: { line: number; reason: string }) => {
    await call(`${lineAt(id, line)}/cancellation`, { method: 'POST', body: { reason: reason.trim() || null } })
    return check(id)
  })

export const useAnnounce = () =>
  useAct((body: object) => call<{ supply_id: string }>('/api/v1/supplies', { method: 'POST', body }))

/** The goods are in the books when the first answer is there; the second says whose promise they no longer keep. */
export const useReceive = (id: string) =>
  useAct(async (body: object) => {
    const receipt = await call<Receipt>('/api/v1/receipts', { method: 'POST', body })
    return { receipt, checked: await check(id) }
  })

export const useTouched = (proposalId: string | null) =>
  useQuery({
    queryKey: ['proposals', 'one', proposalId],
    queryFn: ({ signal }) =>
      call<z.infer<typeof ProposalFile>>(`/api/v1/proposals/${encodeURIComponent(proposalId ?? '')}`, { signal }),
    enabled: proposalId !== null,
  })
