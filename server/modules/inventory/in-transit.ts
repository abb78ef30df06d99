/** Where received goods come from: what is on its way under a transfer, and what was found beyond that. */
import type { Side } from './movement.ts'
import { milli } from './pool.ts'

export interface Travelling {
  readonly product_id: string
  readonly lot_id: string
  readonly serial: string
  readonly quantity: number
}

export interface Origin {
  readonly from: Side
  readonly quantity: number
  readonly cause: 'over' | null
}

/**
 * Takes a quantity out of what travels, the same lot and serial number first; `travelling` is lowered by it. What did not
 * travel was miscounted at the start, so it comes from the count.
 */
export function takeFromTransit(
  travelling: Travelling[],
  goods: Travelling,
  { supplyId, locationId }: { supplyId: string; locationId: string },
): Origin[] {
  const at = travelling.findIndex(
    (one) => one.product_id === goods.product_id && one.lot_id === goods.lot_id && one.serial === goods.serial,
  )
  const there = at < 0 ? 0 : milli(travelling[at]!.quantity)
  const known = Math.min(there, milli(goods.quantity))
  if (at >= 0) travelling[at] = { ...travelling[at]!, quantity: (there - known) / 1000 }
  const origins: Origin[] = [
    { from: { kind: 'transfer', at: supplyId }, quantity: known / 1000, cause: null },
    { from: { kind: 'count', at: locationId }, quantity: (milli(goods.quantity) - known) / 1000, cause: 'over' },
  ]
  return origins.filter((origin) => origin.quantity > 0)
}
