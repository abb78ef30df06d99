/** Reads a list to its end, page by page, with the largest page the server gives. */
import { call, type Query } from './http.ts'

type Page<T> = { rows: readonly T[]; nextCursor: string | null }

export async function* everyPage<T>(
  path: string,
  query: Query,
  signal: AbortSignal,
): AsyncGenerator<readonly T[], void, undefined> {
  let cursor: string | null | undefined
  do {
    const page: Page<T> = await call(path, { query: { limit: 500, ...query, cursor }, signal })
    yield page.rows
    cursor = page.nextCursor
  } while (cursor)
}
