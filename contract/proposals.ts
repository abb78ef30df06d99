/** Promises that no longer hold, with what to do about each; nothing changes until a proposal is carried out. */
import { z } from 'zod'
import { Code, Day, Instant, LineNumber, Quantity } from './values.ts'

export const PROPOSAL_KINDS = ['supply', 'stock', 'disruption', 'allocation'] as const
export const PROPOSAL_STATES = ['open', 'carried_out', 'dropped', 'outdated'] as const
/** `kept`: other goods, same day promised. `waits`: nothing changes, and the line goes on waiting. */
export const CHANGE_EFFECTS = ['later', 'sooner', 'other_way', 'never', 'kept', 'waits'] as const
/** By which rule a line gets what it gets, in the order in which the rules are applied. */
export const GIVEN_BY = ['bound', 'regulatory', 'waited', 'floor', 'protected', 'share', 'rank'] as const
/** What put one line before another; `policy`: not the rank but a rule applied before it, such as a floor. */
export const DECIDED_BY = [
  'regulatory',
  'waited',
  'contract',
  'safety',
  'at_risk',
  'tier',
  'promise_day',
  'arrival',
  'code',
  'policy',
] as const

export const RankRival = z.object({
  order_id: z.string(),
  line_number: z.int(),
  tier: z.int().nullish(),
  customer_id: z.string().nullish(),
  decided_by: z.enum(DECIDED_BY).nullish(),
})
export type RankRival = z.infer<typeof RankRival>

/** What a rank is made of, in the order in which it is read. */
export const RankFacts = z.object({
  commitment: z.enum(['regulatory', 'contract', 'none']),
  has_waited: z.boolean(),
  is_safety_critical: z.boolean(),
  is_at_risk: z.boolean(),
  tier: z.int(),
  promised_for: z.string().nullable(),
  promised_at: z.string().nullable(),
  ordered_at: z.string().nullable(),
})
export type RankFacts = z.infer<typeof RankFacts>

/** Why a line stands where it stands: its rank, its place among those who want the same goods, and who came before it. */
export const ChangeRank = z.object({
  tier: z.int().nullish(),
  place: z.int().nullish(),
  of: z.int().nullish(),
  policy_id: z.string().nullish(),
  policy_kind: z.string().nullish(),
  facts: RankFacts.nullish(),
  given_by: z.enum(GIVEN_BY).nullish(),
  /** The day the customer counts on. */
  wanted_date: z.string().nullish(),
  /** Base units in time for it, before and after. */
  in_time_before: z.number().nullish(),
  in_time_after: z.number().nullish(),
  waited_days: z.int().nullish(),
  /** From this day on the line has waited too long. */
  too_long_from: z.string().nullish(),
  /** Orders served before it that it would otherwise have had the goods of. */
  gave_way_to: z.array(RankRival).optional(),
  /** Orders that wanted the goods it gets, and wait. */
  came_before: z.array(RankRival).optional(),
})
export type ChangeRank = z.infer<typeof ChangeRank>

/** Goods of a line that go on another day: from a reservation, or newly set aside. */
export const ChangeMove = z.object({
  product_id: Code,
  from_site_id: Code.nullable(),
  from_need_on: Day.nullable(),
  quantity: Quantity,
  site_id: Code,
  need_on: Day,
  departs_on: Day.nullable(),
  to_date: Day,
})
export type ChangeMove = z.infer<typeof ChangeMove>

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
  /** Part by part, where goods are shared out anew; empty: all goods of the line go by the day above. */
  moves: z.array(ChangeMove),
})
export type ProposedChange = z.infer<typeof ProposedChange>

export const GroupFill = z.object({
  segment_id: z.string().nullable(),
  lines: z.int(),
  lines_in_full: z.int(),
  asked: z.number(),
  got: z.number(),
  fill: z.number(),
  /** Of the share of lines in full, at 95 %. */
  low: z.number(),
  high: z.number(),
})
export const FairnessFigures = z.object({
  groups: z.array(GroupFill),
  /** Lowest fill of a segment through the highest; null: nobody got anything. */
  min_max_ratio: z.number().nullable(),
  /** (Σx)² / (n Σx²) of the fills. It hides small segments, so it never stands alone. */
  jain_index: z.number().nullable(),
  longest_wait_days: z.int().nullable(),
  /** Lines with nothing in sight. */
  without_end: z.int(),
})
export type FairnessFigures = z.infer<typeof FairnessFigures>

export const PolicyFacts = z.object({
  policy_id: z.string().nullable(),
  kind: z.string(),
  starvation_factor: z.number(),
  tiers: z.array(
    z.object({ tier: z.int(), name: z.string(), protection_percent: z.number(), floor_percent: z.number() }),
  ),
})
export type PolicyFacts = z.infer<typeof PolicyFacts>
export const FloorFigure = z.object({
  tier: z.int(),
  name: z.string(),
  floor_percent: z.number(),
  asked: z.number(),
  floor: z.number(),
  before: z.number(),
  after: z.number(),
  is_kept: z.boolean(),
})

/** What sharing goods out anew does on the whole: the policy, who gets how much in time before and after, and the floors. */
export const AllocationFigures = z.object({
  policy: PolicyFacts,
  before: FairnessFigures,
  after: FairnessFigures,
  floors: z.array(FloorFigure),
  winners: z.int(),
  losers: z.int(),
  waiting: z.int(),
})
export type AllocationFigures = z.infer<typeof AllocationFigures>

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
  /** Of proposals to share goods out anew. */
  figures: AllocationFigures.nullable(),
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

/** Shares the goods of a product, of a site, or of both together, out anew by the policy in force: as a proposal. */
export const ProposeAllocation = z
  .object({ product_id: Code.optional(), location_id: Code.optional() })
  .refine((wish) => wish.product_id !== undefined || wish.location_id !== undefined, 'needs a product or a site')
export const ProposedAllocation = z.object({
  /** Null: the goods lie with those whom the policy gives them. */
  proposal_id: Code.nullable(),
  lines_checked: z.int(),
  lines_touched: z.int(),
})
