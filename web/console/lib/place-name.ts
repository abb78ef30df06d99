/** Where goods come from, by name: suppliers' sites and our own. A code that stands for no place stays a code. */
import { useQuery } from '@tanstack/react-query'
import { call } from '../../ui/http.ts'
import type { RecordPage } from './records/use-records.ts'

type Place = { location_id: string; name: string | null }

const load = (kind: string) => ({
  queryKey: ['records', '/locations', 'names', kind],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call<RecordPage<Place>>('/api/v1/locations', { query: { kind, limit: 500 }, signal }),
  staleTime: 300_000,
})

export function usePlaceName(): (id: string | null | undefined) => string | null {
  const suppliers = useQuery(load('supplier_site'))
  const own = useQuery(load('own_site'))
  const places = [...(suppliers.data?.rows ?? []), ...(own.data?.rows ?? [])]
  const names = new Map(places.map((place) => [place.location_id, place.name]))
  return (id) => (id ? (names.get(id) ?? id) : null)
}
