/** Replays: a draft over the year that was, beside today's packages. */
import { z } from 'zod'
import { PackageDraft } from './package-drafts.ts'
import { HeldFloor } from './terms.ts'
import { Code, Currency, Day, Instant } from './values.ts'

export const REPLAY_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
/** The orders as they were, or years drawn from how the company's year goes. */
export const REPLAY_KINDS = ['history', 'simulated'] as const
export type ReplayKind = (typeof REPLAY_KINDS)[number]
export const REPLAYED_ELEMENTS = ['otif', 'on_time', 'days', 'promised_days', 'in_stock'] as const
export const REPLAYED_COUNTS = ['orders', 'stops', 'expedited', 'merged', 'lost_orders'] as const
export const REPLAYED_MONEY = ['revenue', 'margin', 'cost', 'gain', 'reaction', 'emission'] as const
/** In what a customer is better or worse off. */
export const REPLAY_WAYS = ['otif', 'days', 'in_stock', 'stops', 'lost_orders', 'merged'] as const
/** What a replay took for granted; the screen tells each in words. */
export const REPLAY_ASSUMPTIONS = [
  'same_orders',
  'same_lateness',
  'off_days',
  'no_stock_facts',
  'stock_reordered_daily',
  'other_currencies',
  'no_rates',
  'priors',
  'term_not_replayed',
  'same_habits',
  'drawn_apart',
] as const

const Share = z.number().min(0).max(1)
const Compared = z.object({
  /** Null: nothing is told of it. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  change: z.number().nullable(),
  /** 95 of 100 draws lie between. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Of simulated pairs: share of the variance that sharing chance took away. */
  spared: z.number().nullish(),
})
export type Compared = z.infer<typeof Compared>
const Measured = z.object({
  /** Lines whose verdict counts. */
  judged: z.int(),
  elements: z.record(z.enum(REPLAYED_ELEMENTS), Compared),
  counts: z.record(z.enum(REPLAYED_COUNTS), Compared),
  /** In whole money, of orders in the report's currency; emission in grams of CO₂e, of all orders. */
  money: z.record(z.enum(REPLAYED_MONEY), Compared),
})
export type ReplayMeasured = z.infer<typeof Measured>
const FitOf = z.object({ lines: z.int(), actual: Share.nullable(), replayed: Share.nullable() })

export const ReplayReport = z.object({
  from: Day,
  to: Day,
  currency: Currency.nullable(),
  lines: z.int(),
  orders: z.int(),
  rounds: z.int(),
  seed: z.int(),
  /** Pairs of simulated years; null: history was gone through. */
  pairs: z.int().nullish(),
  /** Whether the replay gave what really happened, under the packages that held then. */
  fit: FitOf.extend({
    is_fit: z.boolean(),
    foretold: Share.nullable(),
    off_days: z.int(),
    segments: z.array(FitOf.extend({ segment_id: Code, name: z.string() })),
  }),
  segments: z.array(Measured.extend({ segment_id: Code, name: z.string() })),
  total: Measured,
  put_off: z.object({ today: z.int(), proposed: z.int() }),
  /** Of the draft's segment; `sure` is the share of draws in which what was measured kept the floor, null where none measures it. */
  floors: z.array(HeldFloor.extend({ sure: Share.nullable() })),
  touched: z.object({
    customers: z.int(),
    winners: z.int(),
    losers: z.int(),
    /** Those with most at stake first, losers before winners. */
    list: z.array(
      z.object({
        customer_id: Code,
        name: z.string(),
        segment_id: Code,
        verdict: z.enum(['loses', 'wins']),
        /** Null: none of its orders is in the report's currency. */
        worth: z.number().nullable(),
        lines: z.int(),
        earlier: z.int(),
        later: z.int(),
        /** Lines kept today that the draft breaks, and of these, those that come no later but are promised sooner; and mended ones. */
        missed: z.int().optional(),
        missed_sooner: z.int().optional(),
        mended: z.int().optional(),
        ways: z.array(
          z.object({ way: z.enum(REPLAY_WAYS), is_worse: z.boolean(), before: z.number(), after: z.number() }),
        ),
      }),
    ),
  }),
  assumptions: z.array(
    z.object({ assumption: z.enum(REPLAY_ASSUMPTIONS), count: z.int().nullable(), term: z.string().nullable() }),
  ),
})
export type ReplayReport = z.infer<typeof ReplayReport>

export const Replay = z.object({
  replay_id: Code,
  draft_id: Code,
  kind: z.enum(REPLAY_KINDS),
  state: z.enum(REPLAY_STATES),
  progress: Share,
  asked_at: Instant,
  ended_at: Instant.nullable(),
  /** The draft as it was then. */
  terms: PackageDraft,
  /** The draft has changed since. */
  is_outdated: z.boolean(),
  report: ReplayReport.nullable(),
})
export type Replay = z.infer<typeof Replay>

export const NewReplay = z.object({ draft_id: Code, kind: z.enum(REPLAY_KINDS).default('history') })
export const ReplaysQuery = z.object({ draft_id: Code.optional() })
/** Newest first, without their reports. */
export const ReplayList = z.object({ rows: z.array(Replay.omit({ report: true })) })
export type ReplayList = z.infer<typeof ReplayList>
