/** The outside model: what is set, and setting it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OutsideModelState, SetOutsideModel } from '../../../../contract/outside-model.ts'
import { call } from '../../../ui/http.ts'

const PATH = '/api/v1/outside-model'
const KEY = ['outside-model']

export const useModel = () =>
  useQuery({ queryKey: [...KEY, 'setting'], queryFn: ({ signal }) => call<OutsideModelState>(PATH, { signal }) })

export function useSetModel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SetOutsideModel) => call<OutsideModelState>(PATH, { method: 'PUT', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
