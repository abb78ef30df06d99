/** Shows a request in its three states: waiting, refused (with a way to try again), answered. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageWaiting, ProblemNote } from './notices.tsx'

type Props<T> = { of: UseQueryResult<T>; waiting?: ReactNode; children: (answer: T) => ReactNode }

export function Answer<T>({ of: query, waiting = <PageWaiting />, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => query.refetch()} />
  return waiting
}
