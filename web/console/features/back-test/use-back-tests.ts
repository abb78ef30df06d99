/** Back-tests: asked for, watched while they run, cancelled; and learning lead times anew. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BackTest, BackTestList } from '../../../../contract/back-tests.ts'
import { call } from '../../../ui/http.ts'

const KEY = 'back-tests'
const LOOK_EVERY_MS = 1_000

export const isUnfinished = ({ state }: BackTest) => state === 'waiting' || state === 'running'

export const useBackTests = () =>
  useQuery({
    queryKey: [KEY],
    queryFn: ({ signal }) => call<BackTestList>('/api/v1/back-tests', { signal }),
    refetchInterval: ({ state }) => (state.data?.back_tests.some(isUnfinished) ? LOOK_EVERY_MS : false),
  })

function useAct<Wish>(path: (wish: Wish) => string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: Wish) => call<unknown>(path(wish), { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

export const useAsk = () => useAct<void>(() => '/api/v1/back-tests')
export const useCancel = () => useAct<string>((id) => `/api/v1/back-tests/${encodeURIComponent(id)}/cancel`)
export const useLearn = () => useAct<void>(() => '/api/v1/lead-times/learn')
