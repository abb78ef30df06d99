/** Turns what stands in the outbox and is due into jobs, in bulk: one statement, one transaction, one NOTIFY a batch. */
import sql from 'sql-template-tag'
import type { Runtime } from '../context.ts'

const ROWS_MAX = 500

/** Returns how many rows became jobs; 0 means that nothing is due. */
export async function relayOutbox({ database, clock }: Runtime): Promise<number> {
  const { rows } = await database.pool.query<{ relayed: number }>(
    sql`SELECT platform.relay_outbox(${clock.now()}, ${ROWS_MAX}) AS relayed`,
  )
  return rows[0]!.relayed
}
