/** Every night: moves whose day has come are carried out, and what the rules now say of everybody is kept as proposals. */
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { defineTask } from '../../platform/jobs/index.ts'
import { carryOutMoves } from './move-customers.command.ts'
import { keepProposals } from './moves.store.ts'
import { segmentPlaces } from './places.ts'

export const lookAtSegmentsTask = defineTask({
  name: 'planning.look-at-segments',
  payload: z.object({}),
  isOneAtATime: true,
})

/** Nobody is moved by it but whom a person has said to move. Returns how many moves are proposed. */
export async function lookAtSegments(context: Context): Promise<number> {
  await carryOutMoves(context)
  return inTransaction(context, async (tx) => {
    const day = context.clock.now().toISOString().slice(0, 10)
    const { rows } = await segmentPlaces(tx, day)
    const moves = rows.flatMap(({ customer_id, segment_id, by_rules }) =>
      by_rules.segment_id === null || by_rules.segment_id === segment_id
        ? []
        : [{ customer_id, from_segment: segment_id, to_segment: by_rules.segment_id }],
    )
    await keepProposals(tx, day, moves)
    return moves.length
  })
}
