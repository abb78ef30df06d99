/** Inquiries: asking for them, and what can be done with one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { InquiryDone, InquiryFile, NewAnswer, NewInquiry, SortInquiry } from '../../../../contract/inquiries.ts'
import { call } from '../../../ui/http.ts'

type Done = z.infer<typeof InquiryDone>

const pathOf = (id: string) => `/api/v1/inquiries/${encodeURIComponent(id)}`

export const useInquiry = (id: string) =>
  useQuery({
    queryKey: ['inquiries', 'file', id],
    queryFn: ({ signal }) => call<InquiryFile>(pathOf(id), { signal }),
  })

export type Deed = 'take' | 'release' | 'reopen' | 'dismiss'
export type Action =
  | { kind: 'answer'; body: NewAnswer }
  | { kind: 'note' | 'reply'; text: string }
  | { kind: 'sort'; body: SortInquiry }
  | { kind: 'merge'; into: string }
  | { kind: Deed }

function request(id: string, action: Action): Promise<Done> {
  const post = (path: string, body?: object) => call<Done>(`${pathOf(id)}/${path}`, { method: 'POST', body })
  if (action.kind === 'answer') return post('answers', action.body)
  if (action.kind === 'note') return post('notes', { text: action.text })
  if (action.kind === 'reply') return post('replies', { text: action.text })
  if (action.kind === 'merge') return post('merge', { into: action.into })
  if (action.kind === 'sort') return call<Done>(pathOf(id), { method: 'PATCH', body: action.body })
  return post(action.kind)
}

export function useAct(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (action: Action) => request(id, action),
    onSettled: () => client.invalidateQueries({ queryKey: ['inquiries'] }),
  })
}

export function useTakeIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewInquiry) => call<Done>('/api/v1/inquiries', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['inquiries'] }),
  })
}
