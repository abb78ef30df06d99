/** Which unknown records a file could bring into being, if its mapping let it. */
import type { MappingInput } from '../../../../contract/imports.ts'

export type Creatable = NonNullable<MappingInput['createMissing']>[number]
export const CREATABLE: readonly Creatable[] = ['customers', 'products', 'locations', 'carriers']

const ADDED_FOR: Readonly<Record<string, Creatable>> = {
  unknown_customer: 'customers',
  unknown_product: 'products',
  unknown_location: 'locations',
  unknown_carrier: 'carriers',
}
/** Of other kinds, a file about a customer's contacts never makes the customer. */
const MAY_ADD: Readonly<Record<string, readonly Creatable[]>> = {
  history: CREATABLE,
  orders: CREATABLE,
  shipments: ['carriers'],
}

/** In the order of the choice on screen; `codes` are the reasons of refused rows. */
export function toAdd(kind: string, codes: Iterable<string>): Creatable[] {
  const missing = new Set([...codes].map((code) => ADDED_FOR[code]))
  return (MAY_ADD[kind] ?? []).filter((name) => missing.has(name))
}

/** The reason that stands at most rows. */
export function commonest<T extends { field: string; code: string }>(problems: readonly T[]): T | undefined {
  const counts = new Map<string, number>()
  const keyOf = ({ field, code }: T) => `${field} ${code}`
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1)
  return [...problems].sort((a, b) => counts.get(keyOf(b))! - counts.get(keyOf(a))!)[0]
}
