/** Promises that no longer hold, with what to do about each; nothing changes until a proposal is carried out. */
import { z } from 'zod'
import { Code, Day, Instant, LineNumber, Quantity } from './values.ts'

export const PROPOSAL_KINDS = ['supply', 'stock', 'disruption', 'allocation'] as const
export const PROPOSAL_STATES = ['open', 'carried_out', 'dropped', 'outdated'] as const
export const CHANGE_EFFECTS = ['later', 'sooner', 'other_way', 'never'] as const

/** Why a line stands where it stands: its tier, its place among those who want the same goods, and who came before it. */
export const ChangeRank = z.object({
  tier: z.int().nullish(),
  place: z.int().nullish(),
  of: z.int().nullish(),
  policy_id: z.string().nullish(),
  policy_kind: z.string().nullish(),
  /** Orders served before it that it would otherwise have had the goods of. */
  gave_way_to: z.array(z.object({ order_id: z.string(), line_number: z.int(), tier: z.int().nullish() })).optional(),
})

export const ProposedChange = z.object({
  order_id: Code,
  line_number: LineNumber,
  customer_id: Code,
  product_id: Code,
  quantity: Quantity,
  effect: z.enum(CHANGE_EFFECTS),
  promise_version: z.int(),
  site_id: Code.nullable(),
  lane_id: Code.nullable(),
  need_on: Day.nullable(),
  to_date: Day,
  new_site_id: Code.nullable(),
  new_lane_id: Code.nullable(),
  new_need_on: Day.nullable(),
  new_departs_on: Day.nullable(),
  new_to_date: Day.nullable(),
  rank: ChangeRank,
})
export type ProposedChange = z.infer<typeof ProposedChange>

export const Proposal = z.object({
  proposal_id: Code,
  kind: z.enum(PROPOSAL_KINDS),
  /** What brought it about, such as the supply line or the disruption. */
  cause: z.record(z.string(), z.unknown()),
  made_at: Instant,
  state: z.enum(PROPOSAL_STATES),
  line_count: z.int(),
  customer_count: z.int(),
  ended_at: Instant.nullable(),
})
export type Proposal = z.infer<typeof Proposal>

export const ProposalList = z.object({ proposals: z.array(Proposal), total: z.int() })
export const ProposalQuery = z.object({
  state: z.enum(PROPOSAL_STATES).default('open'),
  kind: z.enum(PROPOSAL_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

export const ProposalFile = Proposal.extend({ changes: z.array(ProposedChange), changes_total: z.int() })

export const CarryOut = z.object({
  /** Only these lines; absent: all. */
  lines: z
    .array(z.object({ order_id: Code, line_number: LineNumber }))
    .min(1)
    .max(10_000)
    .optional(),
})

export const CarriedOut = z.object({
  proposal_id: Code,
  promises_moved: z.int(),
  /** Lines whose promise has changed since: they were left as they are. */
  left: z.int(),
  messages: z.int(),
})

/** Asks again which promises still hold: of these pools, or of all. */
export const CheckPromises = z.object({
  pools: z
    .array(z.object({ product_id: Code, location_id: Code }))
    .min(1)
    .max(5_000)
    .optional(),
})
export const CheckedPromises = z.object({
  proposal_id: Code.nullable(),
  lines_checked: z.int(),
  lines_touched: z.int(),
})
