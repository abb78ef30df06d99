/** Puts goods into another bin, or into another state, within a site. */

import { Refusal } from '../../../contract/refusals.ts'
import type { MoveStock, Posted } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import { freeLostAllocations } from './allocations.store.ts'
import { postGoods } from './post-goods.command.ts'
import { findStock, stockId } from './stock.store.ts'

/**
 * Refuses `insufficient_stock`, and goods that are set aside for an order where they only change their bin. Where released
 * goods turn out not to be good, they go whatever they were set aside for.
 */
export function moveStock(context: Context, wish: MoveStock): Promise<Posted> {
  const { location_id, lines } = wish
  const still = lines.findIndex((line) => !isOtherState(line) && (line.from_bin ?? '') === (line.to_bin ?? ''))
  if (still >= 0) throw new Refusal('invalid_input', { field: `lines.${still}.to_bin`, reason: 'same_place' })
  const posting = { ...wish, type: 'StockMoved', product_ids: lines.map((line) => line.product_id) } as const
  return postGoods(context, { ...posting, location_ids: [location_id] }, async (tx) => {
    const keys = lines.map((line) => ({
      product_id: line.product_id,
      location_id,
      bin: line.from_bin ?? '',
      lot_id: line.lot_id ?? '',
      serial: line.serial ?? '',
      state: line.from_state,
    }))
    const lying = await findStock(tx, keys)
    const leavesReleased = lines.map((line) => line.from_state === 'released' && isOtherState(line))
    const lost = lines.flatMap((line, at) => (leavesReleased[at] ? [{ ...keys[at]!, quantity: line.quantity }] : []))
    if (lost.length) await freeLostAllocations(tx, lost)
    return lines.map((line, at) => ({
      type: isOtherState(line) ? 'state_change' : 'put_away',
      product_id: line.product_id,
      lot_id: line.lot_id,
      serial: line.serial,
      quantity: line.quantity,
      from: { kind: 'site', at: location_id, bin: line.from_bin, state: line.from_state },
      to: { kind: 'site', at: location_id, bin: line.to_bin, state: line.to_state ?? line.from_state },
      cause: line.cause,
      received_on: lying.get(stockId(keys[at]!))?.received_on,
    }))
  })
}

const isOtherState = (line: MoveStock['lines'][number]) => (line.to_state ?? line.from_state) !== line.from_state
