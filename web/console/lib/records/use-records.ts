/** Reads and writes records over the API they all share: pages by cursor, one, add, change with its version. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call, type Query } from '../../../ui/http.ts'
import { type Entry, entryId, type RecordKind, toSend } from './record-kind.ts'

export type RecordPage<T = Entry> = { rows: T[]; total: number; nextCursor: string | null }

const api = (path: string) => `/api/v1${path}`
const one = (path: string, id: string) => `${api(path)}/${encodeURIComponent(id)}`

export function useRecordPages<T = Entry>(path: string, filters: Query) {
  const pages = useInfiniteQuery({
    queryKey: ['records', path, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call<RecordPage<T>>(api(path), { query: { ...filters, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  return {
    pages,
    rows: useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]),
    total: pages.data?.pages[0]?.total,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
  }
}

export const useRecord = <T = Entry>(path: string, id: string | undefined) =>
  useQuery({
    queryKey: ['records', path, 'one', id],
    queryFn: ({ signal }) => call<T>(one(path, id ?? ''), { signal }),
    enabled: id !== undefined,
  })

/** Adds when the record has no version yet, else changes exactly the version the reader saw. */
export function useSaveRecord(kind: RecordKind) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (entry: Entry) => {
      const body = toSend(kind, entry)
      if (entry.version === undefined) return call<Entry>(api(kind.path), { method: 'POST', body })
      return call<Entry>(one(kind.path, entryId(kind, entry)), { method: 'PATCH', body })
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: ['records', kind.path] }),
  })
}
