/** How many rows a list has, counted no further than a reader would ask. */
import sql, { type Sql } from 'sql-template-tag'
import type { Tx } from './database.ts'

export const COUNTED_MAX = 10_000

/** `from`: what follows SELECT, from FROM on. Null: more than are counted, or a later page, whose reader knows already. */
export async function countRows(tx: Tx, from: Sql, cursor: string | undefined): Promise<number | null> {
  if (cursor !== undefined) return null
  const [row] = await tx.query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM (SELECT 1 ${from} LIMIT ${COUNTED_MAX + 1}) counted`,
  )
  return row!.count > COUNTED_MAX ? null : row!.count
}
