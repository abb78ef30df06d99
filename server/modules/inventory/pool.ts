/** A pool: what one product has at one site, and the words by which it is named. */
import type { SupplyState } from '../../../contract/supply.ts'
import type { Pool, Step } from '../../../engines/promising/index.ts'

export interface PoolKey {
  readonly product_id: string
  readonly location_id: string
}

export interface CountedSupply extends Step {
  readonly state: SupplyState
}

/** Days are counted from 1970-01-01 and quantities in thousandths, as engines take them. */
export interface StockPool extends Pool, PoolKey {
  readonly supplies: readonly CountedSupply[]
  /** 0: no goods were ever here and nothing was ever reserved. */
  readonly version: number
}

/** The claim of an order line on a pool; `need_on` is the site's local day on which the goods must leave stock. */
export interface Claim extends PoolKey {
  readonly order_id: string
  readonly line_number: number
  readonly need_on: string
  /** Base units. */
  readonly quantity: number
}

const encode = (code: string) => code.replaceAll('%', '%25').replaceAll('@', '%40')
const decode = (text: string) => text.replaceAll('%40', '@').replaceAll('%25', '%')

/** Names a pair of codes; a code that holds the sign between them is written differently, so no two pairs meet. */
export const pairId = (first: string, second: string): string => `${encode(first)}@${encode(second)}`
export const poolId = (key: PoolKey): string => pairId(key.product_id, key.location_id)

export function parsePairId(id: string): [string, string] {
  const at = id.indexOf('@')
  return [decode(id.slice(0, at)), decode(id.slice(at + 1))]
}

export const milli = (quantity: number): number => Math.round(quantity * 1000)

/** Each pool once, in the order in which everybody locks them. */
export function distinctPools(keys: readonly PoolKey[]): PoolKey[] {
  const byId = new Map(keys.map((key) => [poolId(key), { product_id: key.product_id, location_id: key.location_id }]))
  return [...byId.values()]
}
