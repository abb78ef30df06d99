/** Names beside codes, of a list short enough to be asked for at once. What is not in it, or may not be seen, stays a code. */
import { useQuery } from '@tanstack/react-query'
import { call, type Query } from '../../../ui/http.ts'
import { useSession } from '../session.ts'
import { maySee } from './may-see.ts'
import type { RecordPage } from './use-records.ts'

type From = { path: string; key: string; filter?: Query }

export function useListNames({ path, key, filter }: From): ReadonlyMap<string, string> {
  const session = useSession()
  const { data } = useQuery({
    enabled: maySee(session, path),
    queryKey: ['records', path, 'names', filter],
    queryFn: ({ signal }) => call<RecordPage>(`/api/v1${path}`, { query: { ...filter, limit: 500 }, signal }),
    staleTime: 300_000,
    retry: false,
  })
  return new Map((data?.rows ?? []).flatMap((row) => (row.name ? [[String(row[key]), String(row.name)]] : [])))
}
