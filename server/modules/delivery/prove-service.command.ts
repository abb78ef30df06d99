/** Proof that a service of an order was done: by whom, when, and by what the catalogue asks for. */
import { Refusal } from '../../../contract/refusals.ts'
import type { NewDelivery, ServiceProof } from '../../../contract/work.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { LineKey } from '../orders/index.ts'
import { findService } from './delivery.store.ts'
import { recordDelivery } from './record-delivery.command.ts'

/**
 * Refuses `unknown_order_line`, `wrong_state` for goods and for what is done or cancelled already, `quantity_exceeded` for
 * more than is open, and `invalid_input` where the proof that the catalogue asks for is not named.
 */
export function proveService(context: Context, key: LineKey, proof: ServiceProof): Promise<NewDelivery> {
  return inTransaction(context, async (tx) => {
    const service = await findService(tx, key)
    if (!service) throw new Refusal('unknown_order_line', { ...key })
    if (service.kind !== 'service') throw new Refusal('wrong_state', { ...key, state: 'goods' })
    const { done_on, done_at, rejected_quantity, reason, ...named } = proof
    const { quantity = service.open - rejected_quantity } = proof
    if (service.open <= 0) throw new Refusal('wrong_state', { ...key, state: 'done' })
    if (quantity + rejected_quantity > service.open)
      throw new Refusal('quantity_exceeded', { ...key, left: service.open })
    if (service.proof !== null && service.proof !== 'none' && !proof.proof_reference) {
      throw new Refusal('invalid_input', { field: 'proof_reference', reason: 'proof_needed', proof: service.proof })
    }
    const line = { ...key, accepted_quantity: quantity, rejected_quantity, reason: reason ?? null }
    const state = await recordDelivery(
      { ...context, tx },
      {
        ...named,
        location_id: service.location_id,
        ...(done_on && { delivered_on: done_on }),
        ...(done_at && { delivered_at: done_at }),
        lines: [line],
      },
    )
    // Who did it and what was noted stand in the row alone, never on the ledger.
    return { ...state, done_by: proof.done_by, note: proof.note ?? null } as unknown as NewDelivery
  })
}
