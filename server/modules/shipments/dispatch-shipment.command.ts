/** Dispatches goods: the shipment is recorded and the stock leaves, in one transaction. */
import { Refusal } from '../../../contract/refusals.ts'
import type { NewShipment } from '../../../contract/work.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCarrier } from '../carriers/index.ts'
import { shipLines } from '../inventory/index.ts'
import { localDayAt, requireLocation } from '../locations/index.ts'
import { requireLines } from '../orders/index.ts'
import { shipment } from './shipment.ts'

export function dispatchShipment(context: Context, wish: NewShipment): Promise<State> {
  return inTransaction(context, async (tx) => {
    await requireCarrier(tx, wish.carrier_id)
    await requireLocation(tx, wish.from_location_id)
    await requireLocation(tx, wish.to_location_id)
    const known = await requireLines(tx, wish.lines)
    if (new Set(wish.lines.map((line) => `${line.order_id}/${line.line_number}`)).size < wish.lines.length) {
      throw new Refusal('invalid_input', { reason: 'repeated', field: 'lines' })
    }
    const shippedAt = wish.shipped_at ? new Date(wish.shipped_at) : context.clock.now()
    const from = wish.from_location_id ?? known[0]!.site_id
    const lines = wish.lines.map((line, index) => ({ ...line, product_id: known[index]!.product_id }))
    const stored = await createRecord(context, tx, shipment, {
      ...wish,
      shipment_id: wish.shipment_id ?? (await nextNumber(context, { subjectType: shipment.subjectType, prefix: 'SH' })),
      from_location_id: from,
      to_location_id: wish.to_location_id ?? known[0]!.location_id,
      shipped_at: shippedAt.toISOString(),
      shipped_on: await localDayAt(tx, from, shippedAt),
      lines,
    })
    if (from) {
      const document = String(stored.shipment_id)
      await shipLines(
        { ...context, tx },
        lines.map((line) => ({ ...line, location_id: from, document })),
      )
    }
    return stored
  })
}
