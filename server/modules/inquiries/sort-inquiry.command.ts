/** Says what an inquiry is about: topic, urgency, whose it is and of which order. */
import type { SortInquiry } from '../../../contract/inquiries.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireLinks } from '../customers/index.ts'
import { deskHours } from '../locations/index.ts'
import { startClocks } from './answer-clock.ts'
import { standingOf } from './inquiries.store.ts'
import { inquiry, requireTurn, teamOf } from './inquiry.ts'

const LINKS = ['customer_id', 'contact_id', 'order_id', 'line_number'] as const

/** Clocks of somebody just recognised start when the inquiry was received, by the standard of that customer's segment. */
export function sortInquiry(context: Context, id: string, wish: SortInquiry): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, inquiry, id, 'FOR UPDATE')
    requireTurn(state, 'sort')
    const changed: State = {}
    if (wish.topic !== undefined)
      Object.assign(changed, { topic: wish.topic, topic_by: wish.topic ? 'person' : null, team: teamOf(wish.topic) })
    if (wish.is_urgent !== undefined) changed.is_urgent = wish.is_urgent
    if (LINKS.some((name) => wish[name] !== undefined)) Object.assign(changed, await linked(tx, state, wish))
    return changeRecord(context, tx, inquiry, id, () => changed)
  })
}

type Tx = Parameters<typeof requireLinks>[0]

async function linked(tx: Tx, state: State, wish: SortInquiry): Promise<State> {
  const isOtherCustomer = wish.customer_id !== undefined && wish.customer_id !== (state.customer_id ?? null)
  const isOtherOrder = wish.order_id !== undefined && wish.order_id !== (state.order_id ?? null)
  // Order, line and contact of somebody else do not stay behind.
  const before = isOtherCustomer ? {} : isOtherOrder ? { ...state, line_number: null } : state
  const links = Object.fromEntries(
    LINKS.map((name) => [name, wish[name] === undefined ? (before as State)[name] : wish[name]]),
  ) as Parameters<typeof requireLinks>[1]
  const customer_id = await requireLinks(tx, links)
  const all = { ...links, customer_id, linked_by: customer_id || links.order_id ? 'person' : null }
  if (customer_id === (state.customer_id ?? null)) return all
  const received = new Date(state.received_at as string)
  const { segment_id, targets } = await standingOf(tx, customer_id, received)
  return { ...all, segment_id, ...startClocks(await deskHours(tx, customer_id, received), received, targets) }
}
