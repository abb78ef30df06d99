/** A list that comes in numbered pages with its total: the rows, the next page, and all of them for a file. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { EveryRow } from '../../ui/download-rows.tsx'
import { call, type Query } from '../../ui/http.ts'
import { mayDo, useSession } from './session.ts'

const PAGE = 50
const FILE_PAGE = 200

/** The server names the rows of each list after what they are. */
type Page<Name extends string, T> = { total: number } & Record<Name, T[]>

type Wish<Name extends string> = {
  /** The endpoint below `/api/v1`. */
  path: string
  /** Under which name the answer holds the rows. */
  name: Name
  asked: Query
  /** What makes the list stale stands under this key. */
  queryKey: readonly unknown[]
  /** Rows that come in by themselves are seen by who looks on. */
  refetchInterval?: number
}

export type CountedList<T> = {
  pages: ReturnType<typeof useInfiniteQuery>
  rows: T[]
  total: number | undefined
  onMore: (() => void) | undefined
  everyRow: EveryRow<T> | undefined
}

export function useCountedList<T, Name extends string = string>(wish: Wish<Name>): CountedList<T> {
  const { path, name, asked, queryKey, refetchInterval } = wish
  const session = useSession()
  const read = (query: Query, signal: AbortSignal) => call<Page<Name, T>>(`/api/v1${path}`, { query, signal })
  const pages = useInfiniteQuery({
    queryKey: [...queryKey, 'list', asked],
    queryFn: ({ pageParam, signal }) => read({ ...asked, limit: PAGE, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one[name].length, 0)
      return seen < page.total ? seen : undefined
    },
    placeholderData: keepPreviousData,
    ...(refetchInterval && { refetchInterval }),
  })
  async function* everyPage(signal: AbortSignal) {
    for (let offset = 0; ; offset += FILE_PAGE) {
      const page = await read({ ...asked, limit: FILE_PAGE, offset }, signal)
      yield page[name] as readonly T[]
      if (page[name].length < FILE_PAGE) return
    }
  }
  return {
    pages: pages as CountedList<T>['pages'],
    rows: useMemo(() => pages.data?.pages.flatMap((page) => page[name] as T[]) ?? [], [pages.data, name]),
    total: pages.data?.pages[0]?.total,
    onMore: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    everyRow: mayDo(session, 'exports.run') ? everyPage : undefined,
  }
}
