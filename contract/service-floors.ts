/** The level below which a core element of service may not fall, dated; and what publishing a package would change. */
import { z } from 'zod'
import { FLOOR_ELEMENTS } from './floor-elements.ts'
import { WEEKDAYS } from './service-packages.ts'
import { HeldFloor, PackageInForce } from './terms.ts'
import { Code, Day, LongText, Text } from './values.ts'

export const ServiceFloor = z.object({
  floor_id: Code,
  /** Null: every segment. */
  segment_id: Code.nullish(),
  element: z.enum(FLOOR_ELEMENTS),
  level: z.number().min(0).max(100_000).multipleOf(0.001),
  valid_from: Day,
  /** Which need, contract or law asks for it. */
  reason: LongText.min(1),
  /** Who agreed that it may be lower than before, by the id of a member with the right other than whoever writes it; needed only then. */
  approved_by: Text.nullish(),
  /** When customers were told that it gets lower, at the latest on its first day. */
  notice_on: Day.nullish(),
})
export type ServiceFloor = z.infer<typeof ServiceFloor>

export const DIRECTIONS_OF_CHANGE = ['better', 'worse', 'other'] as const
export const PackagePreview = z.object({
  segment_id: Code,
  customers: z.int(),
  /** Customers of the segment that ordered in the ninety days before, and their orders. */
  ordering: z.int(),
  orders: z.int(),
  /** What holds on the day before the draft's first day. */
  before: PackageInForce,
  after: PackageInForce,
  changes: z.array(
    z.object({
      term: z.string(),
      /** For the customer. */
      direction: z.enum(DIRECTIONS_OF_CHANGE),
      /** Lines of the last ninety days that would not have been possible so, and whose they were; null: not told by lines. */
      lines: z.int().nullable(),
      line_customers: z.int().nullable(),
    }),
  ),
  floors: z.array(HeldFloor),
  /** Deliveries agreed with customers on days that would be served no more. */
  agreements: z.array(
    z.object({
      recurring_id: Code,
      customer_id: Code,
      customer_name: z.string(),
      weekdays: z.array(z.enum(WEEKDAYS)),
    }),
  ),
  /** The version that ends this one. */
  next: z.object({ package_id: Code, valid_from: Day }).nullable(),
})
export type PackagePreview = z.infer<typeof PackagePreview>
