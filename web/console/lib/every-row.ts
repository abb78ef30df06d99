/** All rows of a list for a file, where the reader's role may take data out. */

import type { EveryRow } from '../../ui/download-rows.tsx'
import { everyPage } from '../../ui/every-page.ts'
import type { Query } from '../../ui/http.ts'
import { mayDo, useSession } from './session.ts'

const RIGHT = 'exports.run'

export function useEveryRow<T>(path: string, query: Query): EveryRow<T> | undefined {
  const session = useSession()
  return mayDo(session, RIGHT) ? (signal) => everyPage<T>(`/api/v1${path}`, query, signal) : undefined
}

/** The same for a list that has come whole. */
export function useTheseRows<T>(rows: readonly T[]): EveryRow<T> | undefined {
  const session = useSession()
  return mayDo(session, RIGHT) ? () => [rows] : undefined
}
