/** A segment by its name; a code that stands for none stays a code, and no code is no segment. */
import { useListNames } from './records/use-list-names.ts'

const SEGMENTS = { path: '/segments', key: 'segment_id' }

export function useSegmentName(): (id: string | null | undefined) => string | null {
  const names = useListNames(SEGMENTS)
  return (id) => (id ? (names.get(id) ?? id) : null)
}
