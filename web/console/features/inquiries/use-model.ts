/** The outside model at the desk: what may be asked of it, and asking. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { AskModel, ModelOffer, ModelSuggestion } from '../../../../contract/outside-model.ts'
import { call } from '../../../ui/http.ts'

export const useModelOffer = () =>
  useQuery({
    queryKey: ['outside-model', 'offer'],
    queryFn: ({ signal }) => call<ModelOffer>('/api/v1/outside-model/offer', { signal }),
    staleTime: 60_000,
  })

export const useAskModel = (id: string) =>
  useMutation({
    mutationFn: (wish: AskModel) =>
      call<ModelSuggestion>(`/api/v1/inquiries/${encodeURIComponent(id)}/model-suggestions`, {
        method: 'POST',
        body: wish,
      }),
  })
