/** Names beside codes, of a list short enough to be asked for at once. A code that is not in it stays a code. */
import { useQuery } from '@tanstack/react-query'
import { call, type Query } from '../../../ui/http.ts'
import type { RecordPage } from './use-records.ts'

type From = { path: string; key: string; filter?: Query }

export function useListNames({ path, key, filter }: From): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['records', path, 'names', filter],
    queryFn: ({ signal }) => call<RecordPage>(`/api/v1${path}`, { query: { ...filter, limit: 500 }, signal }),
    staleTime: 300_000,
    retry: false,
  })
  return new Map((data?.rows ?? []).flatMap((row) => (row.name ? [[String(row[key]), String(row.name)]] : [])))
}
