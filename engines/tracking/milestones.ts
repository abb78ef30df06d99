/**
 * Our milestones of an order's way, with the rank that orders progress and the GS1 CBV words they are exported as.
 * `bizStep` and `disposition` are bare CBV 2.0 values; null where the vocabulary has no word (an order, a booking).
 */
const TABLE = [
  ['order_received', 5, null, null],
  ['order_confirmed', 10, null, null],
  // CBV `reserving` speaks of identifiers set aside for another party, not of stock: allocation has no CBV word.
  ['allocated', 15, null, null],
  ['picked', 20, 'picking', 'in_progress'],
  ['packed', 25, 'packing', 'in_progress'],
  ['staged', 28, 'staging_outbound', null],
  ['carrier_informed', 30, null, null],
  ['pickup_arrived', 33, 'arriving', null],
  ['loaded', 35, 'loading', null],
  ['picked_up', 38, 'shipping', 'in_transit'],
  ['departed', 40, 'departing', 'in_transit'],
  ['in_transit', 42, 'transporting', 'in_transit'],
  ['arrived_facility', 44, 'arriving', 'in_transit'],
  ['customs_presented', 46, null, null],
  ['customs_held', 47, 'holding', null],
  ['customs_released', 48, null, null],
  ['border_crossed', 49, null, null],
  ['appointment_set', 55, null, null],
  ['out_for_delivery', 60, 'transporting', 'in_transit'],
  ['arrived_consignee', 63, 'arriving', null],
  ['ready_for_collection', 65, null, null],
  ['attempt_failed', 66, null, null],
  ['delivered', 70, 'receiving', null],
  ['delivered_partial', 71, 'receiving', 'mismatch_quantity'],
  ['refused', 72, null, null],
  ['accepted', 75, 'accepting', 'conformant'],
  ['returning', 80, null, 'returned'],
  ['returned', 85, 'receiving', 'returned'],
  ['cancelled', 90, 'void_shipping', null],
] as const

export type Milestone = (typeof TABLE)[number][0]

/** Conditions beside the milestone: opened and closed by their own events, never a step of progress. */
export const FLAGS = ['delayed', 'damaged', 'lost', 'address_problem', 'misrouted', 'held'] as const
export type Flag = (typeof FLAGS)[number]

/** `unmapped` keeps a code nobody has mapped yet: stored and counted, never guessed. */
export type ObservedCode = Milestone | Flag | 'eta_updated' | 'unmapped'

export interface MilestoneWord {
  code: Milestone
  rank: number
  bizStep: string | null
  disposition: string | null
}

export const MILESTONES: readonly MilestoneWord[] = TABLE.map(([code, rank, bizStep, disposition]) => ({
  code,
  rank,
  bizStep,
  disposition,
}))

const RANKS = new Map<string, number>(MILESTONES.map(({ code, rank }) => [code, rank]))

/** Rank of a milestone; null for flags, estimates and unmapped codes, which are no progress. */
export function rankOf(code: ObservedCode): number | null {
  return RANKS.get(code) ?? null
}

export const isMilestone = (code: ObservedCode): code is Milestone => RANKS.has(code)

export const isFlag = (code: ObservedCode): code is Flag => (FLAGS as readonly string[]).includes(code)
