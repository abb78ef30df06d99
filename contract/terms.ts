/** What holds for a customer on a day, put together from packages, objectives, policies, requirements and the catalogue. */
import { z } from 'zod'
import { AddedService, CONSENTS, ENTITLEMENTS, SUBSTITUTE_PRICES } from './added-services.ts'
import { FLOOR_ELEMENTS } from './floor-elements.ts'
import { STEPS } from './requirement-needs.ts'
import { Requirement } from './requirements.ts'
import { ALLOCATION_KINDS, GIVING_WAY, OBJECTIVES, ServicePackage } from './service-packages.ts'
import { Code, Day } from './values.ts'

export const TermsQuery = z.object({
  customer_id: Code,
  /** Absent: today. */
  day: Day.optional(),
})

/** What the segment was offered, its gaps filled by the defaults; without a package, the defaults alone. */
export const PackageInForce = ServicePackage.omit({ name: true }).extend({
  package_id: Code.nullable(),
  segment_id: Code.nullable(),
  valid_from: Day.nullable(),
})

export const Terms = z.object({
  package: PackageInForce,
  objective: z.object({
    objective: z.enum(OBJECTIVES),
    stock_percent: z.number().nullable(),
    objective_id: Code.nullable(),
  }),
  allocation: z.object({
    policy_id: Code.nullable(),
    kind: z.enum(ALLOCATION_KINDS),
    starvation_factor: z.number(),
    giving_way: z.enum(GIVING_WAY),
    tiers: z.array(
      z.object({ tier: z.int(), name: z.string(), protection_percent: z.number(), floor_percent: z.number() }),
    ),
  }),
  services: z.array(
    AddedService.pick({ service_id: true, name: true, unit: true, proof: true }).extend({
      resource_kind: z.string().nullable(),
      resource_minutes: z.int().nullable(),
      entitlement: z.enum(ENTITLEMENTS),
      /** Exact decimal; null: not offered, or no price known in this currency. */
      unit_price: z.string().nullable(),
      currency: z.string().nullable(),
    }),
  ),
})
export type Terms = z.infer<typeof Terms>

/** The level below which a core element of service may not fall. */
export const HeldFloor = z.object({
  floor_id: Code,
  segment_id: Code.nullable(),
  element: z.enum(FLOOR_ELEMENTS),
  level: z.number(),
  reason: z.string(),
  /** The package offers less. */
  is_broken: z.boolean(),
})
export type HeldFloor = z.infer<typeof HeldFloor>

export const PackagesQuery = z.object({
  /** Absent: today. */
  day: Day.optional(),
})
/** What each segment is offered on a day, side by side. */
export const PackagesInForce = z.object({
  day: Day,
  rows: z.array(
    z.object({
      segment_id: Code,
      segment_name: z.string(),
      customers: z.int(),
      /** Gaps filled by the defaults. */
      package: Terms.shape.package,
      /** The terms that the package says itself; all others are the program's defaults. */
      stated: z.array(z.string()),
      /** Both the segment's own and those of every segment. */
      floors: z.array(HeldFloor),
      /** The version that takes its place next. */
      next: z.object({ package_id: Code, valid_from: Day }).nullable(),
    }),
  ),
})
export type PackagesInForce = z.infer<typeof PackagesInForce>

export const RequirementsQuery = TermsQuery.extend({
  location_id: Code.optional(),
  /** Absent: only what holds whatever the product. */
  product_id: Code.optional(),
  step: z.enum(STEPS).optional(),
})
export const RequirementsMet = z.object({
  rows: z.array(Requirement.extend({ sources: z.array(z.enum(['customer', 'location', 'product'])) })),
})

export const SubstitutesQuery = TermsQuery.extend({ product_id: Code })
export const SubstitutesFound = z.object({
  rows: z.array(
    z.object({
      substitution_id: Code,
      product_id: Code,
      substitute_id: Code,
      numerator: z.int(),
      denominator: z.int(),
      consent: z.enum(CONSENTS),
      price_rule: z.enum(SUBSTITUTE_PRICES),
    }),
  ),
})
