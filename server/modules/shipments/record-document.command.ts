/** Records that a document was sent with or about goods. */
import { Refusal } from '../../../contract/refusals.ts'
import type { NewDocument } from '../../../contract/work.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import { requireOrder } from '../orders/index.ts'
import { shippingDocument } from './document.ts'
import { requireShipment } from './shipments.store.ts'

/** Where only the day is known, give `sent_on` alone; with neither, it is sent now. */
export function recordDocument(context: Context, wish: NewDocument): Promise<State> {
  return inTransaction(context, async (tx) => {
    const destination = await destinationOf(tx, wish)
    const at = wish.sent_at ?? (wish.sent_on ? null : context.clock.now().toISOString())
    if (at && Date.parse(at) > context.clock.now().getTime() + CLOCK_SKEW_MS)
      throw new Refusal('time_order', { sent_at: at })
    return createRecord(context, tx, shippingDocument, {
      ...wish,
      document_id:
        wish.document_id ?? (await nextNumber(context, { subjectType: shippingDocument.subjectType, prefix: 'DC' })),
      sent_at: at,
      sent_on: wish.sent_on ?? (await localDayAt(tx, destination, new Date(at!))),
    })
  })
}

/** Clocks of other machines may run a little ahead. */
const CLOCK_SKEW_MS = 5 * 60_000

async function destinationOf(tx: Tx, wish: NewDocument): Promise<string | null> {
  const order = wish.order_id ? await requireOrder(tx, wish.order_id) : null
  const shipment = wish.shipment_id ? await requireShipment(tx, wish.shipment_id) : null
  return shipment?.to_location_id ?? order?.location_id ?? null
}
