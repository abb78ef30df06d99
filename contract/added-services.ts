/** Services beside the goods: what they cost, who is entitled to them, what they take and how they are proved. And products that may stand in for others. */
import { z } from 'zod'
import { Code, Currency, Day, LongText, Text, UnitPrice } from './values.ts'

export const ENTITLEMENTS = ['included', 'priced', 'not_offered'] as const
export const PROOFS = ['none', 'signature', 'photo', 'document', 'checklist'] as const
export const RESOURCE_KINDS = ['person', 'vehicle', 'technician', 'repacking', 'dock'] as const

export const AddedService = z.object({
  service_id: Code,
  name: Text,
  description: LongText.nullish(),
  unit: z.string().regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/ECE Rec 20 code such as E48 or HUR'),
  /** What it occupies, and for how long a unit. */
  resource_kind: z.enum(RESOURCE_KINDS).nullish(),
  resource_minutes: z.int().min(0).max(100_000).nullish(),
  proof: z.enum(PROOFS),
  /** The element of service by which customers ask for it; null: nobody has said. */
  element_id: Code.nullish(),
  prices: z
    .array(z.object({ currency: Currency, valid_from: Day, unit_price: UnitPrice }))
    .max(500)
    .default([]),
  /** A segment that is not named gets the service at its price, or not at all where it has none. */
  entitlements: z
    .array(
      z.object({
        segment_id: Code,
        valid_from: Day,
        entitlement: z.enum(ENTITLEMENTS),
        discount_percent: z.number().min(0).max(100).multipleOf(0.001).nullish(),
      }),
    )
    .max(500)
    .default([]),
})
export type AddedService = z.infer<typeof AddedService>

export const DIRECTIONS = ['one_way', 'both'] as const
/** Whether the customer must be asked before another product comes. */
export const CONSENTS = ['never', 'ask', 'auto'] as const
export const SUBSTITUTE_PRICES = ['lower_of_two', 'ordered_product', 'substitute'] as const

export const Substitution = z.object({
  substitution_id: Code,
  product_id: Code,
  substitute_id: Code,
  /** One base unit of the product is replaced by numerator/denominator base units of the substitute. */
  numerator: z.int().min(1).max(1_000_000_000),
  denominator: z.int().min(1).max(1_000_000_000),
  direction: z.enum(DIRECTIONS),
  consent: z.enum(CONSENTS),
  price_rule: z.enum(SUBSTITUTE_PRICES),
  valid_from: Day,
  valid_to: Day.nullish(),
  /** Customers who agreed otherwise. */
  consents: z
    .array(z.object({ customer_id: Code, consent: z.enum(CONSENTS) }))
    .max(1_000)
    .default([]),
})
export type Substitution = z.infer<typeof Substitution>
