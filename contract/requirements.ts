/** What must be observed for a customer, a place or a product: said once, seen at every step that needs to know. */
import { z } from 'zod'
import { Openings } from './locations.ts'
import { NEEDS, REQUIREMENT_KINDS, STEPS } from './requirement-needs.ts'
import { Code, Day, LongText } from './values.ts'

export const Requirement = z.object({
  requirement_id: Code,
  /** At least one of the three; where several are named, all of them must meet on a line. */
  customer_id: Code.nullish(),
  location_id: Code.nullish(),
  product_id: Code.nullish(),
  kind: z.enum(REQUIREMENT_KINDS),
  need: z.enum(NEEDS).nullish(),
  /** In plain words, as the person at work reads it. */
  text: LongText.min(1),
  /** For a window: when goods are taken, within the location's own openings. */
  openings: Openings.nullish(),
  /** For a person: whom to hand over to. */
  contact_id: Code.nullish(),
  least_celsius: z.number().min(-200).max(200).multipleOf(0.1).nullish(),
  most_celsius: z.number().min(-200).max(200).multipleOf(0.1).nullish(),
  /** Who needs to see it. */
  steps: z.array(z.enum(STEPS)).min(1).max(STEPS.length),
  valid_from: Day,
  valid_to: Day.nullish(),
})
export type Requirement = z.infer<typeof Requirement>
