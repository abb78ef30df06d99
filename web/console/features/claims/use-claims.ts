/** Claims: asking for them, and what can be done with one. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClaimFile, IntactRate } from '../../../../contract/claims.ts'
import { call } from '../../../ui/http.ts'

const pathOf = (id: string) => `/api/v1/claims/${encodeURIComponent(id)}`
export const photoPath = (id: string, photo: string) => `${pathOf(id)}/photos/${photo}`

export const useClaim = (id: string) =>
  useQuery({
    queryKey: ['claims', 'file', id],
    queryFn: ({ signal }) => call<ClaimFile>(pathOf(id), { signal }),
  })

export type ClaimDeed = 'decision' | 'replacement' | 'return' | 'inspection' | 'recovery'

export function useClaimDeed(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, body }: { deed: ClaimDeed; body: object }) =>
      call(`${pathOf(id)}/${deed}`, { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['claims'] }),
  })
}

export const useIntact = (by: string) =>
  useQuery({
    queryKey: ['intact-goods', by],
    queryFn: ({ signal }) => call<IntactRate>('/api/v1/intact-goods', { query: { by }, signal }),
    placeholderData: keepPreviousData,
  })
