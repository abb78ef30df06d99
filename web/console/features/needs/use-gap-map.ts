/** The gap map of the segment and role in the address; without one, the first segment. */
import { useQuery } from '@tanstack/react-query'
import type { GapMap, GapRow } from '../../../../contract/gap-map.ts'
import type { Segment } from '../../../../contract/policies.ts'
import { useAddress } from '../../../ui/address.ts'
import { call } from '../../../ui/http.ts'
import { useRecordPages } from '../../lib/records/use-records.ts'

export function useGapMap() {
  const [filters] = useAddress()
  const { rows: segments, pages } = useRecordPages<Segment>('/segments', {})
  const segmentId = filters.segment_id ?? segments[0]?.segment_id
  const role = (filters.role ?? 'all') as GapRow['role']
  const map = useQuery({
    queryKey: ['gap-map', segmentId],
    queryFn: ({ signal }) => call<GapMap>('/api/v1/gap-map', { query: { segment_id: segmentId }, signal }),
    enabled: segmentId !== undefined,
  })
  return { segments, segmentId, role, map, hasNoSegments: pages.isSuccess && segments.length === 0 }
}

/** What the company believes matters most, and what customers say does, in their order. */
export function topOf(rows: readonly GapRow[]) {
  const by = (rank: (row: GapRow) => number | null) =>
    rows
      .filter((row) => rank(row) !== null)
      .toSorted((a, b) => rank(a)! - rank(b)!)
      .slice(0, 3)
  return { said: by(({ rank }) => rank), believed: by(({ believed_rank }) => believed_rank) }
}
