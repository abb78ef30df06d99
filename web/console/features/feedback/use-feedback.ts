/** Feedback: asking for one, and what can be done with it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  AnswerFeedback,
  Feedback,
  FeedbackDone,
  FeedbackKind,
  NewFeedback,
} from '../../../../contract/feedback.ts'
import { call } from '../../../ui/http.ts'

type Done = z.infer<typeof FeedbackDone>
/** Under this key stand the lists. */
export const FEEDBACK = ['feedback'] as const
const pathOf = (id: string) => `/api/v1/feedback/${encodeURIComponent(id)}`

export const useOneFeedback = (id: string) =>
  useQuery({
    queryKey: [...FEEDBACK, 'one', id],
    queryFn: ({ signal }) => call<Feedback>(pathOf(id), { signal }),
  })

export type FeedbackDeed =
  | { deed: 'take' | 'note' }
  | { deed: 'answer'; body: AnswerFeedback }
  | { deed: 'change'; body: { text: string } }
  | { deed: 'sort'; body: { kind: FeedbackKind } }

const request = (id: string, act: FeedbackDeed) =>
  act.deed === 'sort'
    ? call<Done>(pathOf(id), { method: 'PATCH', body: act.body })
    : call<Done>(`${pathOf(id)}/${act.deed}`, { method: 'POST', ...('body' in act && { body: act.body }) })

export function useFeedbackDeed(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (act: FeedbackDeed) => request(id, act),
    onSettled: () => cache.invalidateQueries({ queryKey: FEEDBACK }),
  })
}

export function useNoteFeedback() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: NewFeedback) => call<Done>('/api/v1/feedback', { method: 'POST', body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: FEEDBACK }),
  })
}
