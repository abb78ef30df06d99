/** Names beside codes, of a list short enough to be asked for at once. A code that is not in it stays a code. */
import { useQuery } from '@tanstack/react-query'
import { call, type Query } from '../../../ui/http.ts'
import { mayDo, useSession } from '../session.ts'
import type { RecordPage } from './use-records.ts'

interface From {
  readonly path: string
  readonly key: string
  readonly filter?: Query
  /** Who may not read the list sees codes. */
  readonly permission?: string
}

export function useListNames({ path, key, filter, permission }: From): ReadonlyMap<string, string> {
  const session = useSession()
  const { data } = useQuery({
    enabled: mayDo(session, permission),
    queryKey: ['records', path, 'names', filter],
    queryFn: ({ signal }) => call<RecordPage>(`/api/v1${path}`, { query: { ...filter, limit: 500 }, signal }),
    staleTime: 300_000,
    retry: false,
  })
  return new Map((data?.rows ?? []).flatMap((row) => (row.name ? [[String(row[key]), String(row.name)]] : [])))
}
