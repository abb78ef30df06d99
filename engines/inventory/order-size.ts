/** How much to order at once. */
import { normalQuantile } from './distribution.ts'

/** √(2·D·K/h): demand a year, cost of an order, cost of holding a unit for a year. Example: 12000, 50, 1.2 gives 1000. */
export const economicOrderQuantity = (demand: number, orderCost: number, holdingCost: number): number =>
  Math.sqrt((2 * demand * orderCost) / holdingCost)

export interface Newsvendor {
  /** Lost by each unit too few, and by each too many. */
  readonly under: number
  readonly over: number
  /** Of the whole season's demand. */
  readonly mean: number
  readonly deviation: number
}

/** F⁻¹(c_u / (c_u + c_o)): one order for one season. Example: 8 and 3, demand 100 ± 30, gives 118.14. */
export const newsvendorQuantity = ({ under, over, mean, deviation }: Newsvendor): number =>
  mean + normalQuantile(under / (under + over)) * deviation

/** The same where single pieces come by chance: the least number that meets the ratio. Example: 0.70 and 0.18, mean 50, gives 56. */
export function newsvendorPoisson({ under, over, mean }: Omit<Newsvendor, 'deviation'>): number {
  const wanted = under / (under + over)
  let chance = Math.exp(-mean)
  let reached = chance
  let quantity = 0
  while (reached < wanted) {
    quantity++
    chance *= mean / quantity
    reached += chance
  }
  return quantity
}

/** Up in whole packs, never below the least a supplier sends. */
export function packedQuantity(
  wanted: number,
  { least = 0, multiple = 1 }: { least?: number; multiple?: number },
): number {
  if (wanted <= 0) return 0
  return Math.ceil(Math.max(wanted, least) / multiple - 1e-9) * multiple
}
