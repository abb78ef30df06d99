/** Records what happened at the door. */
import { Refusal } from '../../../contract/refusals.ts'
import type { NewDelivery } from '../../../contract/work.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt, requireLocation } from '../locations/index.ts'
import { requireLines } from '../orders/index.ts'
import { requireProducts } from '../products/index.ts'
import { requireShipment } from '../shipments/index.ts'
import { delivery } from './delivery.ts'

/** Where only the day is known, give `delivered_on` alone; with neither, it happened now. */
export function recordDelivery(context: Context, wish: NewDelivery): Promise<State> {
  return inTransaction(context, async (tx) => {
    const known = await requireLines(tx, wish.lines)
    const to = wish.shipment_id ? (await requireShipment(tx, wish.shipment_id)).to_location_id : null
    await requireLocation(tx, wish.location_id)
    await requireProducts(tx, [...new Set(wish.lines.flatMap((line) => line.product_id ?? []))])
    if (new Set(wish.lines.map((line) => `${line.order_id}/${line.line_number}`)).size < wish.lines.length) {
      throw new Refusal('invalid_input', { reason: 'repeated', field: 'lines' })
    }
    const location = wish.location_id ?? null
    const at = wish.delivered_at ?? (wish.delivered_on ? null : context.clock.now().toISOString())
    if (at && Date.parse(at) > context.clock.now().getTime() + 5 * 60_000)
      throw new Refusal('time_order', { delivered_at: at })
    return createRecord(context, tx, delivery, {
      ...wish,
      delivery_id: wish.delivery_id ?? (await nextNumber(context, { subjectType: delivery.subjectType, prefix: 'DL' })),
      location_id: location,
      delivered_at: at,
      delivered_on: wish.delivered_on ?? (await localDayAt(tx, location ?? to ?? known[0]!.location_id, new Date(at!))),
      lines: wish.lines.map((line, index) => ({ ...line, product_id: line.product_id ?? known[index]!.product_id })),
    })
  })
}
