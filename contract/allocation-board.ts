/** Every product and site of which there is not enough: what is there, who asks, who gets how much by the published policy, and who gives way. */
import { z } from 'zod'
import { CHANGE_EFFECTS, PolicyFacts } from './proposals.ts'
import { Code, Day } from './values.ts'

export const AllocationBoardQuery = z.object({ product_id: Code.optional(), location_id: Code.optional() })

export const BoardTier = z.object({
  tier: z.int(),
  /** As the policy names it; null: it does not. */
  name: z.string().nullable(),
  segments: z.array(z.string()),
  lines: z.int(),
  customers: z.int(),
  asked: z.number(),
  /** Base units in time for the day the customer counts on: as reserved now, and shared out by the policy. */
  before: z.number(),
  after: z.number(),
  /** Of the goods at hand, kept for this tier and better ones. */
  protection_percent: z.number(),
  protected: z.number(),
  floor_percent: z.number(),
  floor: z.number(),
  is_floor_kept: z.boolean(),
})
export type BoardTier = z.infer<typeof BoardTier>

export const BoardChange = z.object({
  order_id: z.string(),
  line_number: z.int(),
  customer_id: z.string(),
  customer_name: z.string().nullable(),
  quantity: z.number(),
  effect: z.enum(CHANGE_EFFECTS),
  old_date: z.string(),
  new_date: z.string().nullable(),
  gives_way_to: z.array(z.object({ order_id: z.string(), customer_name: z.string().nullable() })),
})
export type BoardChange = z.infer<typeof BoardChange>

export const BoardRow = z.object({
  product_id: z.string(),
  product_name: z.string().nullable(),
  unit: z.string().nullable(),
  location_id: z.string(),
  location_name: z.string().nullable(),
  on_hand: z.number(),
  /** Counted on within the days looked at. */
  expected: z.number(),
  next_supply_on: Day.nullable(),
  asked: z.number(),
  lines: z.int(),
  /** Base units in time, now and by the policy. */
  before: z.number(),
  after: z.number(),
  tiers: z.array(BoardTier),
  /** What sharing out anew would change; empty: the goods lie with those whom the policy gives them. */
  changes: z.array(BoardChange),
  /** An open proposal about these goods. */
  proposal_id: Code.nullable(),
})
export type BoardRow = z.infer<typeof BoardRow>

export const AllocationBoard = z.object({
  policy: PolicyFacts.extend({ name: z.string().nullable() }),
  /** Most is missing first. */
  rows: z.array(BoardRow),
})
export type AllocationBoard = z.infer<typeof AllocationBoard>
