/** Decisions about one balance: what may be received, reserved, released and shipped. */
import { Refusal } from '../../../contract/refusals.ts'

export interface Balance {
  readonly onHand: number
  readonly reserved: number
}

export const EMPTY: Balance = { onHand: 0, reserved: 0 }

/** Sums of decimals with at most three places, free of binary dust. */
const round = (value: number) => Math.round(value * 1000) / 1000

export const receive = (balance: Balance, quantity: number): Balance => ({
  ...balance,
  onHand: round(balance.onHand + quantity),
})

/** Refuses `insufficient_stock` when less than the quantity is available. */
export function reserve(balance: Balance, quantity: number): Balance {
  const available = round(balance.onHand - balance.reserved)
  if (quantity > available) throw new Refusal('insufficient_stock', { available })
  return { ...balance, reserved: round(balance.reserved + quantity) }
}

/** Ships a quantity, of which `reserved` was set aside for it. Refuses `insufficient_stock` beyond what is free besides. */
export function ship(balance: Balance, quantity: number, reserved: number): Balance {
  const available = round(balance.onHand - balance.reserved + reserved)
  if (quantity > available) throw new Refusal('insufficient_stock', { available })
  return { onHand: round(balance.onHand - quantity), reserved: round(balance.reserved - reserved) }
}
