/**
 * The score of feedback about an order is a rating of that order, by the way it came. Who scores an order again by the same
 * way has changed their mind: the later score takes the place of the earlier, so that none counts twice.
 */
import sql from 'sql-template-tag'
import { changeRecord, createRecord, nextNumber } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { rating } from './rating.ts'

export interface Rated {
  readonly score: number
  readonly scale_max: number
  readonly channel: string
  readonly feedback_id: string
  readonly given_at: string
}

export function rateOrder(context: Context, orderId: string, rated: Rated): Promise<void> {
  return inTransaction(context, async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(
      hashtextextended(${`${tx.tenantId} rating ${rated.channel} ${orderId}`}, 0))`)
    const known = await findRating(tx, orderId, rated.channel)
    // What was noted late does not take the place of what was said since.
    if (known?.given_at && known.given_at.getTime() > Date.parse(rated.given_at)) return
    const state = { ...rated, given_on: rated.given_at.slice(0, 10) }
    if (known) await changeRecord(context, tx, rating, known.rating_id, () => state)
    else
      await createRecord(context, tx, rating, {
        ...{ ...state, order_id: orderId },
        rating_id: await nextNumber(context, { subjectType: rating.subjectType, prefix: 'RA' }),
      })
  })
}

interface Known {
  readonly rating_id: string
  readonly given_at: Date | null
}

async function findRating(tx: Tx, orderId: string, channel: string): Promise<Known | null> {
  const [row] = await tx.query<Known>(sql`SELECT rating_id, given_at FROM needs.rating
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId} AND channel = ${channel}`)
  return row ?? null
}
