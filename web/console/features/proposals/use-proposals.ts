/** Proposals to move promises: the open ones, one of them, carrying it out or letting it go. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CarriedOut, CheckedPromises, ProposalFile, ProposalList } from '../../../../contract/proposals.ts'
import { call } from '../../../ui/http.ts'

const KEY = 'proposals'
const at = (id: string, action = '') => `/api/v1/proposals/${encodeURIComponent(id)}${action}`

export const useProposals = (state: string) =>
  useQuery({
    queryKey: [KEY, state],
    queryFn: ({ signal }) =>
      call<z.infer<typeof ProposalList>>('/api/v1/proposals', { query: { state, limit: 200 }, signal }),
  })

export const useProposal = (id: string) =>
  useQuery({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => call<z.infer<typeof ProposalFile>>(at(id), { signal }),
  })

function useAct<Answer, Wish>(act: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }) })
}

export const useCarryOut = (id: string) =>
  useAct((_: undefined) => call<z.infer<typeof CarriedOut>>(at(id, '/carry-out'), { method: 'POST', body: {} }))
export const useDrop = (id: string) =>
  useAct((_: undefined) => call<{ state: string }>(at(id, '/drop'), { method: 'POST', body: {} }))
export const useCheck = () =>
  useAct((_: undefined) =>
    call<z.infer<typeof CheckedPromises>>('/api/v1/proposals/checks', { method: 'POST', body: {} }),
  )
