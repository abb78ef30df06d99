/** Ends moves between segments that waited for their day, each with its event, in two statements however many there are. */
import sql from 'sql-template-tag'
import { appendSelected, selectStates } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { segmentMove } from './segment-rule.ts'

export interface EndedMove {
  readonly move_id: string
  readonly state: 'done' | 'withdrawn'
}

/** The moves must be locked, as `movesDue` leaves them. */
export async function endMoves(context: Context, tx: Tx, ended: readonly EndedMove[]): Promise<void> {
  const ids = ended.map(({ move_id }) => move_id)
  await tx.execute(sql`UPDATE policies.segment_move m SET state = e.state, subject_version = m.subject_version + 1
    FROM unnest(${ids}::text[], ${ended.map(({ state }) => state)}::text[]) AS e (move_id, state)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.move_id = e.move_id`)
  const events = selectStates(tx, segmentMove, sql`SELECT unnest(${ids}::text[])`)
  await appendSelected(context, tx, { subjectType: segmentMove.subjectType, type: segmentMove.changed, events })
}
