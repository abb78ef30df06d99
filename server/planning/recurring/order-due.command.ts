/** Every hour: the days of recurring orders that have come near enough become orders, each by itself. */
import { z } from 'zod'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { findOccurrences, getRecurring, listRunning } from '../../modules/orders/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { defineTask } from '../../platform/jobs/index.ts'
import { orderOccurrence } from './order-occurrence.command.ts'
import { plannedDays } from './planned-days.store.ts'

export const orderRecurringTask = defineTask({
  name: 'orders.order-recurring',
  payload: z.object({}),
  isOneAtATime: true,
})

/**
 * Each day is a transaction of its own: one that cannot be promised hinders no other. One that failed before is tried again
 * until its day has come. Returns how many became orders. Without an id: of all that run.
 */
export async function orderDue(context: Context, recurringId?: string): Promise<number> {
  const today = context.clock.now().toISOString().slice(0, 10)
  const running = recurringId
    ? [{ recurring_id: recurringId }]
    : await inSnapshot(context, (tx) => listRunning(tx, today))
  let ordered = 0
  for (const { recurring_id } of running) {
    for (const { day, isRetry } of await daysDue(context, recurring_id, today)) {
      const wish = { recurringId: recurring_id, day, acceptOtherDay: false, isRetry }
      if ((await orderOccurrence(context, wish)) === 'ordered') ordered++
    }
  }
  return ordered
}

const daysDue = (context: Context, recurringId: string, today: string) =>
  inSnapshot(context, async (tx) => {
    const recurring = await getRecurring(tx, recurringId, null)
    // A closed day may move by some days to before the horizon's end, or to after today.
    const shift = (days: number) => formatLocalDay(parseLocalDay(today) + days)
    const span = { from: shift(-7), to: shift(recurring.horizon_days + 7) }
    const days = await plannedDays(tx, recurring, await findOccurrences(tx, recurringId, span), span)
    return days
      .filter(
        ({ deliver_on }) => deliver_on !== null && deliver_on >= today && deliver_on <= shift(recurring.horizon_days),
      )
      .filter(({ state }) => state === 'planned' || state === 'changed' || state === 'failed')
      .map(({ regular_on, state }) => ({ day: regular_on, isRetry: state === 'failed' }))
  })
