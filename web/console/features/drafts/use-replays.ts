/** Replays of a draft: asked for, watched while they run, stopped; and the draft published. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Replay, ReplayKind, ReplayList } from '../../../../contract/replays.ts'
import { call } from '../../../ui/http.ts'

const KEY = 'replays'
const LOOK_EVERY_MS = 1_000

type Told = ReplayList['rows'][number]
export const isUnfinished = ({ state }: Pick<Told, 'state'>) => state === 'waiting' || state === 'running'

export const useReplays = (draftId: string, isAllowed: boolean) =>
  useQuery({
    queryKey: [KEY, 'list', draftId],
    queryFn: ({ signal }) => call<ReplayList>('/api/v1/replays', { query: { draft_id: draftId }, signal }),
    enabled: isAllowed,
    refetchInterval: ({ state }) => (state.data?.rows.some(isUnfinished) ? LOOK_EVERY_MS : false),
  })

/** What has ended never changes. */
export const useReplay = (id: string | undefined) =>
  useQuery({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => call<Replay>(`/api/v1/replays/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

function useAct<Wish>(request: (wish: Wish) => { path: string; body: object }) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: Wish) => {
      const { path, body } = request(wish)
      return call<unknown>(path, { method: 'POST', body })
    },
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: [KEY] }), client.invalidateQueries({ queryKey: ['records'] })]),
  })
}

export const useAskReplay = () =>
  useAct((body: { draft_id: string; kind: ReplayKind }) => ({ path: '/api/v1/replays', body }))
export const useStopReplay = () =>
  useAct((id: string) => ({ path: `/api/v1/replays/${encodeURIComponent(id)}/cancel`, body: {} }))
export const usePublish = () =>
  useAct((id: string) => ({ path: `/api/v1/package-drafts/${encodeURIComponent(id)}/publish`, body: {} }))
