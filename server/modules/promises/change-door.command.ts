/** Says who takes the goods of an order in and what the driver is to know, up to the cut-off for changes. */
import type { z } from 'zod'
import type { ChangeDoor, OrderDoor } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { customerOrder } from '../orders/index.ts'
import { contactsOf, findDoor } from './door.store.ts'
import { loadOrder, lockOrder, optionsOf, type PromisedOrder } from './order-options.store.ts'
import { requireChangeable } from './order-options.ts'

type Options = Awaited<ReturnType<typeof optionsOf>>

export async function orderDoor(tx: Tx, orderId: string, visibleTo: string | null, now: Date): Promise<OrderDoor> {
  const order = await loadOrder(tx, orderId, visibleTo)
  const options = await optionsOf(tx, order, now)
  const said = await findDoor(tx, orderId)
  const until = comingLines(options).flatMap(({ change_until }) => change_until ?? [])
  return {
    ...said,
    can_change: options.some(({ can_change }) => can_change),
    change_until: until.sort().at(-1) ?? null,
    contacts: await contactsOf(tx, order.customer_id),
  }
}

/** What has left or was cancelled has no door any more. */
const comingLines = (options: Options): Options =>
  options.filter(({ hindrance }) => hindrance === null || hindrance === 'cutoff_passed')

/**
 * As long as one line may still be changed, so may its door. Refuses `cutoff_passed`, `wrong_state` where nothing comes any
 * more, and `not_found` for a person who is not the customer's. `isNew`: said with the order itself, so before any cut-off.
 */
export function changeDoor(
  context: Context,
  orderId: string,
  wish: z.output<typeof ChangeDoor> & { isNew?: boolean },
): Promise<void> {
  return inTransaction(context, async (tx) => {
    const { customerId } = context.principal
    const order = await lockOrder(tx, orderId, customerId)
    if (!wish.isNew) {
      const isFavor = wish.despite_cutoff && customerId === null
      requireSomeChangeable(await optionsOf(tx, order, context.clock.now()), isFavor)
    }
    await requireOwnContact(tx, order, wish.contact_id)
    const { contact_id, instructions } = wish
    await changeRecord({ ...context, tx }, tx, customerOrder, orderId, () => ({ contact_id, instructions }))
  })
}

function requireSomeChangeable(options: Options, despiteCutOff: boolean): void {
  if (options.some(({ can_change }) => can_change)) return
  const coming = comingLines(options)
  requireChangeable(coming.length > 0 ? coming : options, { despiteCutOff })
}

async function requireOwnContact(tx: Tx, order: PromisedOrder, contactId: string | null): Promise<void> {
  if (contactId === null) return
  const own = await contactsOf(tx, order.customer_id)
  if (!own.some((one) => one.contact_id === contactId)) throw new Refusal('not_found', { contact_id: contactId })
}
