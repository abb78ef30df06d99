/** What a customer's contact orders from: the own products at the own prices, the own places and people, the services offered. */
import { z } from 'zod'
import { Code, Quantity, UnitPrice } from './values.ts'

export const OwnProductsQuery = z.object({
  /** Part of a name or a code. */
  q: z.string().max(100).optional(),
  cursor: Code.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})

export const OwnProduct = z.object({
  product_id: Code,
  name: z.string(),
  unit: z.string().nullable(),
  /** Of one base unit, on the customer's own terms; null: not known, so it is said with the offer. */
  unit_price: UnitPrice.nullable(),
  /** In whole multiples of it, and at least so much; null: as the customer likes. Base units. */
  multiple: Quantity.nullable(),
  least: Quantity.nullable(),
  packs: z.array(z.object({ unit: z.string(), quantity: Quantity })),
})
export type OwnProduct = z.infer<typeof OwnProduct>

export const OwnProducts = z.object({
  currency: z.string().nullable(),
  rows: z.array(OwnProduct),
  nextCursor: z.string().nullable(),
})
export type OwnProducts = z.infer<typeof OwnProducts>

export const OrderingChoices = z.object({
  places: z.array(z.object({ location_id: Code, name: z.string(), city: z.string().nullable() })),
  contacts: z.array(z.object({ contact_id: Code, name: z.string() })),
  services: z.array(
    z.object({ service_id: Code, name: z.string(), unit: z.string(), unit_price: UnitPrice.nullable() }),
  ),
})
export type OrderingChoices = z.infer<typeof OrderingChoices>
