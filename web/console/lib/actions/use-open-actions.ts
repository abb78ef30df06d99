/** How many steps are under way for an element of service in a segment; undefined: not known, or not to be seen. */
import { useQuery } from '@tanstack/react-query'
import type { Action } from '../../../../contract/actions.ts'
import { call } from '../../../ui/http.ts'
import { mayDo, useSession } from '../session.ts'

const MOST = 500

export function useOpenActions(): (segmentId: string, elementId: string) => number | undefined {
  const isSeen = mayDo(useSession(), 'scorecard.read')
  const found = useQuery({
    queryKey: ['records', '/actions', 'every'],
    enabled: isSeen,
    queryFn: ({ signal }) => call<{ rows: Action[] }>('/api/v1/actions', { query: { limit: MOST }, signal }),
  })
  const open = found.data?.rows.filter(({ state }) => state === 'open' || state === 'started')
  return (segmentId, elementId) =>
    open?.filter(
      ({ segment_id, element_id }) => element_id === elementId && (segment_id == null || segment_id === segmentId),
    ).length
}
