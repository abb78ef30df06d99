/** Whether questions are answered by themselves, and how that goes. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AnswerSetting, AutomaticAnswerFigures } from '../../../../contract/automatic-answers.ts'
import { call } from '../../../ui/http.ts'

const SETTING = ['answer-setting']

export const useAnswerSetting = () =>
  useQuery({ queryKey: SETTING, queryFn: ({ signal }) => call<AnswerSetting>('/api/v1/answer-setting', { signal }) })

export const useAnswerFigures = () =>
  useQuery({
    queryKey: ['inquiries', 'automatic-figures'],
    queryFn: ({ signal }) => call<AutomaticAnswerFigures>('/api/v1/automatic-answer-figures', { signal }),
    refetchInterval: 30_000,
  })

export function useSaveAnswerSetting() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: AnswerSetting) => call<AnswerSetting>('/api/v1/answer-setting', { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(SETTING, saved),
  })
}
