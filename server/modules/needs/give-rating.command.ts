/** Records a customer's rating of an order. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import type { NewRating } from '../../../contract/work.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { rating } from './rating.ts'

/** Refuses a score beyond its scale and an order that does not exist. */
export function giveRating(context: Context, wish: z.output<typeof NewRating>): Promise<State> {
  if (wish.score > wish.scale_max) throw new Refusal('invalid_input', { score: wish.score, scale_max: wish.scale_max })
  return inTransaction(context, async (tx) => {
    // Orders stand below in the order of modules; reading their table is shared, writing is not.
    const known = await tx.execute(sql`SELECT 1 FROM orders.customer_order
      WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${wish.order_id}`)
    if (!known) throw new Refusal('unknown_order_line', { order_id: wish.order_id })
    const givenAt = wish.given_at ? new Date(wish.given_at) : context.clock.now()
    return createRecord(context, tx, rating, {
      ...wish,
      rating_id: wish.rating_id ?? (await nextNumber(context, { subjectType: rating.subjectType, prefix: 'RA' })),
      given_at: givenAt.toISOString(),
      given_on: givenAt.toISOString().slice(0, 10),
    })
  })
}
