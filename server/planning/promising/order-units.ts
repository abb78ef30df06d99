/** Lines whose quantity a customer's package does not offer: customers are held to it, staff are told and may grant it. */
import { nextOffered, type QuantityRule } from '../../../contract/order-quantities.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'

type NotOffered = Quote['quantities'][number]

interface AskedLine {
  readonly line_number: number
  readonly kind: 'goods' | 'service'
  readonly product_id: string
  /** Base units. */
  readonly quantity: number
}

/** Services are done as often as they are wished. */
export function notOffered(
  lines: readonly AskedLine[],
  rules: ReadonlyMap<string, QuantityRule>,
  orderUnit: string | null,
): NotOffered[] {
  return lines.flatMap(({ line_number, kind, product_id, quantity }) => {
    const rule = kind === 'goods' ? rules.get(product_id) : undefined
    const next_quantity = rule ? nextOffered(quantity, rule) : quantity
    if (!rule || next_quantity === quantity) return []
    const { least, multiple } = rule
    return [
      {
        line_number,
        product_id,
        quantity,
        next_quantity,
        multiple,
        order_unit: multiple === null ? null : orderUnit,
        least,
      },
    ]
  })
}

/** Refuses `quantity_not_offered`, naming each line with the next quantity that is. */
export function requireOffered(found: readonly NotOffered[]): void {
  const [first] = found
  if (!first) return
  const { product_id, quantity, next_quantity } = first
  throw new Refusal('quantity_not_offered', { product_id, quantity, next_quantity, lines: found })
}
