/** What a draft lowers, and the agreement to it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DraftLowering } from '../../../../contract/lowerings.ts'
import { call } from '../../../ui/http.ts'

const KEY = 'lowerings'
const of = (draftId: string) => `/api/v1/package-drafts/${encodeURIComponent(draftId)}/lowerings`

/** Asked anew with every version of the draft. */
export const useLowering = (draftId: string, version: number) =>
  useQuery({
    queryKey: [KEY, draftId, version],
    queryFn: ({ signal }) => call<DraftLowering>(of(draftId), { signal }),
  })

function useAct<Wish>(request: (wish: Wish) => { path: string; body: object }) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: Wish) => {
      const { path, body } = request(wish)
      return call<unknown>(path, { method: 'POST', body })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

export const useAskLowering = (draftId: string) =>
  useAct((body: { approver: string; reason: string }) => ({ path: of(draftId), body }))
export const useDecideLowering = (loweringId: string) =>
  useAct((body: { is_agreed: boolean; answer: string | null }) => ({
    path: `/api/v1/lowerings/${encodeURIComponent(loweringId)}/decide`,
    body,
  }))
