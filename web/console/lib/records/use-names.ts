/** Names beside codes, where a list tells only codes. Few of them are different: each is asked for once and remembered. */
import { useQueries } from '@tanstack/react-query'
import { call } from '../../../ui/http.ts'
import { mayDo, useSession } from '../session.ts'
import type { Entry } from './record-kind.ts'

/** What must be allowed to see the record; whoever may not sees its code. */
const SEEN_WITH = {
  '/products': 'master_data.read',
  '/locations': 'master_data.read',
  '/carriers': 'master_data.read',
  '/customers': 'master_data.read',
  '/contacts': 'master_data.read',
  '/segments': 'standards.read',
  '/competitors': 'needs.read',
} as const

/** More different ones than this are not asked for one by one. */
const ASKED_MAX = 40

export function useNames(path: keyof typeof SEEN_WITH, codes: readonly (string | null | undefined)[]) {
  const isSeen = mayDo(useSession(), SEEN_WITH[path])
  const different = [...new Set(codes)].filter((code): code is string => Boolean(code)).slice(0, ASKED_MAX)
  const names = useQueries({
    queries: different.map((code) => ({
      queryKey: ['records', path, 'one', code],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call<Entry>(`/api/v1${path}/${encodeURIComponent(code)}`, { signal }),
      enabled: isSeen,
      retry: false,
      staleTime: 60_000,
    })),
    combine: (answers) => new Map(answers.map(({ data }, at) => [different[at], data?.name])),
  })
  return (code: string): string => {
    const name = names.get(code)
    return typeof name === 'string' && name ? name : code
  }
}
