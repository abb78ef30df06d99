/** Promises in danger: how likely, why, when the goods come, and what customers do not forgive. */
import { z } from 'zod'
import { DANGER_CAUSES } from './danger-causes.ts'
import { Code, Day, Instant, LineNumber, LongText, Quantity } from './values.ts'
import { LiveArrival } from './vehicles.ts'

export const DANGER_LEVELS = ['safe', 'watch', 'act', 'tell'] as const
export const DangerLevel = z.enum(DANGER_LEVELS)
export type DangerLevel = z.infer<typeof DangerLevel>

/** From which chance on: domain rule of estimates and exceptions. */
export const LEVEL_FROM: Readonly<Record<Exclude<DangerLevel, 'safe'>, number>> = { watch: 0.3, act: 0.5, tell: 0.8 }

export const DangerCause = z.enum(DANGER_CAUSES)

export const DangerReason = z.object({
  code: DangerCause,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** By how much the chance would be lower without it; once the day has passed, the share of the days late. */
  contribution: z.number(),
})
export type DangerReason = z.infer<typeof DangerReason>

/** Eight times in ten, and 95 times in a hundred, between these days. Null: beyond what is told apart. */
export const Estimate = z.object({
  on: Day,
  low80: Day,
  high80: Day.nullable(),
  low95: Day,
  high95: Day.nullable(),
})
export type Estimate = z.infer<typeof Estimate>

export const LineRisk = z.object({
  order_id: Code,
  line_number: LineNumber,
  product_id: Code,
  promise_version: z.int(),
  to_date: Day,
  level: DangerLevel,
  /** Chance of being late. */
  chance: z.number().min(0).max(1),
  /** Null: nothing is in sight. */
  estimate: Estimate.nullable(),
  /** Of goods in a vehicle of ours that reports, told only of a single order: then the days follow from it. */
  arrival: LiveArrival.extend({ zone: z.string().nullable() }).nullish(),
  reasons: z.array(DangerReason),
  assessed_at: Instant,
})
export type LineRisk = z.infer<typeof LineRisk>

/** What the customer sees of it, with what there is to choose and what was chosen. */
export const CustomerRisk = LineRisk.extend({ choices: z.array(z.string()), choice: z.string().nullable() })
export type CustomerRisk = z.infer<typeof CustomerRisk>

export const AtRiskRow = LineRisk.extend({
  customer_id: Code,
  customer_name: z.string(),
  product_name: z.string().nullable(),
  site_id: Code.nullable(),
  carrier_id: Code.nullable(),
  quantity: Quantity,
  unit: z.string().nullable(),
  is_under_way: z.boolean(),
  shipment_id: Code.nullable(),
  /** Late days of a usual line; the list is in this order. */
  harm: z.number(),
  late_days: z.number(),
  value_minor: z.number().nullable(),
  currency: z.string().nullable(),
  deal_breaker: z.object({ note: z.string(), consequence: z.string() }).nullable(),
  /** Null: not yet in danger enough to act. */
  warned_at: Instant.nullable(),
  /** When the customer was told of it, or a message about it was queued. */
  told_at: Instant.nullable(),
  /** The case of this line that is not closed. */
  trouble: z
    .object({
      trouble_id: Code,
      state: z.enum(['open', 'acted', 'closed']),
      is_emergency: z.boolean(),
      remedy: z.string().nullable(),
      choice: z.string().nullable(),
      detected_by: z.enum(['rule', 'person', 'customer']),
    })
    .nullable(),
  /** Who deals with it, and until when something must have been done: as the case says, else the playbook. */
  owner: Code.nullable(),
  deadline_at: Instant.nullable(),
})
export type AtRiskRow = z.infer<typeof AtRiskRow>

export const AtRiskQuery = z.object({
  /** This level or worse. */
  level: z.enum(['watch', 'act', 'tell']).default('act'),
  cause: DangerCause.optional(),
  customer_id: Code.optional(),
  site_id: Code.optional(),
  carrier_id: Code.optional(),
  due_to: Day.optional(),
  /** `ahead`: the promised day is still to come or is today; `past`: it has passed. Absent: both. */
  due: z.enum(['ahead', 'past']).optional(),
  told: z.enum(['yes', 'no']).optional(),
  /** Something has been done about it already. */
  acted: z.enum(['yes', 'no']).optional(),
  owner: Code.optional(),
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type AtRiskQuery = z.infer<typeof AtRiskQuery>

export const AtRiskList = z.object({ rows: z.array(AtRiskRow), total: z.int() })

/** Lines of one order in danger for the same main cause; what can be done about it stays a matter of each line. */
export const AtRiskOrder = z.object({
  order_id: Code,
  cause: DangerCause.nullable(),
  /** Summed over its lines: late days of a usual line add up. The list is in this order. */
  harm: z.number(),
  /** The worst on top. */
  lines: z.array(AtRiskRow),
})
export type AtRiskOrder = z.infer<typeof AtRiskOrder>
/** total: rows; lines: all lines in them. */
export const AtRiskOrders = z.object({ rows: z.array(AtRiskOrder), total: z.int(), lines: z.int() })
export type AtRiskOrders = z.infer<typeof AtRiskOrders>

/** Levels and customers are those of promises whose day has not passed; the others are `overdue`. */
export const DangerCounts = z.object({
  watch: z.int(),
  act: z.int(),
  tell: z.int(),
  customers: z.int(),
  overdue: z.int(),
  /** Open promise lines looked at. */
  assessed: z.int(),
  /** Dangers of the last thirty days that we found by ourselves. */
  found_by_us: z.int(),
  /** And those of which the customer told us before we had seen them. */
  told_by_customer: z.int(),
  /** Of these, those whose goods have come: how many were late. */
  came_true: z.int(),
  known: z.int(),
})
export type DangerCounts = z.infer<typeof DangerCounts>

export const DEAL_BREAKER_PROBLEMS = [
  'late',
  'short',
  'wrong_product',
  'damage',
  'wrong_place',
  'wrong_price',
  'no_information',
] as const
export const CONSEQUENCES = ['buys_less', 'leaves'] as const

/** How often the harm counts, by what the customer would do. */
export const CONSEQUENCE_FACTOR: Readonly<Record<(typeof CONSEQUENCES)[number], number>> = { buys_less: 2, leaves: 5 }

export const DealBreaker = z.object({
  deal_breaker_id: Code,
  customer_id: Code,
  problem: z.enum(DEAL_BREAKER_PROBLEMS),
  /** Of lateness: so many days are forgiven. */
  forgiven_days: z.int().min(0).max(365).default(0),
  consequence: z.enum(CONSEQUENCES),
  /** One line that a person would say aloud. */
  note: LongText,
  /** Who at the customer said it, and in which words. */
  contact_id: Code.nullish(),
  quote: LongText.nullish(),
  /** Since when it is known. */
  valid_from: Day,
  valid_to: Day.nullish(),
})
export type DealBreaker = z.infer<typeof DealBreaker>
