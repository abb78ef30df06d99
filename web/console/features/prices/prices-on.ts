/** Which of a product's prices on a list hold on a day: a scale that begins later replaces the earlier one as a whole. */
import type { ListedProduct } from '../../../../contract/prices.ts'

type Price = ListedProduct['prices'][number]

const byQuantity = (a: Price, b: Price) => a.from_quantity - b.from_quantity

/** By quantity; empty where none holds. The server picks the latest first day for each quantity wished. */
export function pricesOn(prices: readonly Price[], day: string): Price[] {
  const holding = prices.filter((one) => one.valid_from <= day && (!one.valid_to || one.valid_to >= day))
  const steps = holding.filter(
    (one) => !holding.some((other) => other.valid_from > one.valid_from && other.from_quantity <= one.from_quantity),
  )
  return steps.toSorted(byQuantity)
}

/** The scale that begins next after the day; empty where nothing is to come. */
export function nextPrices(prices: readonly Price[], day: string): Price[] {
  const coming = prices.filter((one) => one.valid_from > day)
  const first = coming.map((one) => one.valid_from).toSorted()[0]
  return coming.filter((one) => one.valid_from === first).toSorted(byQuantity)
}
