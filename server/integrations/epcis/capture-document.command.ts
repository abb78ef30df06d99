/** Captures an EPCIS document. What this organization has itself exported comes back without effect. */
import type { MessageTaken } from '../../../contract/tracking.ts'
import { type ToldEvent, takeMessage } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { getOrderFacts } from '../../views/visibility/order-facts.ts'
import { readCapture } from './capture.ts'
import { orderEvents } from './order-events.ts'
import { ownName } from './told-events.ts'

export async function captureDocument(context: Context, content: string, source: string): Promise<MessageTaken> {
  const { tenantId } = context.principal
  const read = readCapture(content, tenantId)
  const own = await findOwnEvents(context, read.events)
  const events = read.events.filter(({ eventId }) => eventId === null || !own.has(eventId))
  const taken = await takeMessage(context, { channel: 'epcis', source, content, zone: null, read: { ...read, events } })
  const repeated = read.events.length - events.length
  return { ...taken, events: taken.events + repeated, known: taken.known + repeated }
}

/** Ids under which our export tells what we know already. */
async function findOwnEvents(context: Context, events: readonly ToldEvent[]): Promise<Set<string>> {
  const { tenantId } = context.principal
  const orders = new Set(
    events
      .flatMap(({ raw }) => (raw as { bizTransactionList?: { bizTransaction: string }[] }).bizTransactionList ?? [])
      .map(({ bizTransaction }) => (bizTransaction.includes(tenantId) ? ownName(bizTransaction, 'order') : null))
      .filter((id): id is string => id !== null),
  )
  const ids = new Set<string>()
  for (const order of orders) for (const id of await exportedIds(context, order)) ids.add(id)
  return ids
}

const exportedIds = (context: Context, orderId: string): Promise<string[]> =>
  inSnapshot(context, (tx) => getOrderFacts(tx, orderId, context.principal)).then(
    (facts) => orderEvents(facts, context.principal.tenantId).events.map(({ eventID }) => eventID),
    // An order that is not here has exported nothing.
    (error: { code?: string }) => {
      if (error.code === 'not_found') return []
      throw error
    },
  )
