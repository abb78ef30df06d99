/** The trade-off desk: what each level of service costs and brings by the company's own facts, and the mix worth choosing. */
import { z } from 'zod'
import { HeldFloor, PackageInForce } from './terms.ts'
import { Code, Currency, Day } from './values.ts'

export const TRADE_OFF_ELEMENTS = ['lead_time_days', 'in_stock_percent', 'delivery_days', 'minimum_order'] as const
export type TradeOffElement = (typeof TRADE_OFF_ELEMENTS)[number]

/** Figures nobody knows exactly: priors until the company's own figures tell, open to better knowledge. */
export const TRADE_OFF_INPUTS = [
  /** Share of revenue gained by a business day less of lead time. */
  'day_faster',
  /** Share of what could not be given from stock that is lost. */
  'lost_when_short',
  /** Share of revenue gained by a further delivery day a week. */
  'day_more',
  /** Share of small orders' revenue lost by a minimum. */
  'lost_below_minimum',
  /** Share of small orders that are put together with others instead. */
  'merged',
  /** Cost of keeping stock for a year, as a share of its worth. */
  'holding',
  /** Extra cost of expediting an order, in times of its usual transport. */
  'expedite',
  /** Cost of a stop against what it costs now. */
  'stop',
  /** Change of the share of customers kept, for a business day less of lead time. */
  'kept_by_speed',
] as const
export type TradeOffInput = (typeof TRADE_OFF_INPUTS)[number]

const Amount = z.number().min(-1e12).max(1e12)
const InputRange = z.object({ low: Amount, likely: Amount, high: Amount })
const OrderedRange = InputRange.refine(
  ({ low, likely, high }) => low <= likely && likely <= high,
  'the least may not be above the likeliest, nor that above the most',
)
const LevelChoice = z.object({ segment: Code, element: z.enum(TRADE_OFF_ELEMENTS), level: Amount })

export const WeighRequest = z.object({
  /** Absent: the currency with most orders. */
  currency: Currency.optional(),
  /** Only this segment's levels are chosen; absent: all segments together. */
  segment_id: Code.optional(),
  /** The most that may be spent a year beyond today, in whole money. */
  budget: Amount.optional(),
  /** Whether the intangible return takes part in the choice. */
  intangible: z.boolean().default(false),
  /** In place of the priors. */
  inputs: z.partialRecord(z.enum(TRADE_OFF_INPUTS), OrderedRange).default({}),
  /** A mix to try by hand. */
  mix: z.array(LevelChoice).max(500).default([]),
})
export type WeighRequest = z.infer<typeof WeighRequest>

const Worth = z.object({ revenue: z.number(), margin: z.number(), intangible: z.number(), cost: z.number() })
const BAR_CODES = ['below_floor', 'not_sure_enough', 'below_today', 'below_parity'] as const
const ChosenLevel = Worth.extend({
  segment: Code,
  element: z.enum(TRADE_OFF_ELEMENTS),
  today: z.number(),
  level: z.number(),
})
const WeighedMix = Worth.extend({
  levels: z.array(ChosenLevel),
  gain: z.number(),
  changes: z.int(),
  benefit: z.array(z.object({ segment: Code, today: z.number(), after: z.number() })),
})
export type WeighedMix = z.infer<typeof WeighedMix>
const Risk = z.object({
  expected: z.number(),
  loss: z.number(),
  p5: z.number(),
  cvar10: z.number(),
  regret: z.number(),
})
const Switch = z
  .object({
    value: z.number(),
    isWithin: z.boolean(),
    changes: z.array(z.object({ segment: Code, element: z.string(), level: z.number() })),
  })
  .nullable()

/** One element of one segment: its levels with what each costs and brings against today. */
export const Ground = z.object({
  segment: Code,
  element: z.enum(TRADE_OFF_ELEMENTS),
  today: z.number(),
  /** The package says it; else what is done now stands for it. */
  isPublished: z.boolean(),
  floors: z.array(HeldFloor.omit({ is_broken: true })),
  levels: z.array(Worth.extend({ level: z.number(), bar: z.enum(BAR_CODES).nullable(), net: z.number() })),
  /** What the costs are counted from, such as the orders of a year or the pools with a cost of goods. */
  counted: z.int(),
})
export type Ground = z.infer<typeof Ground>

export const Weighed = z.object({
  from: Day,
  to: Day,
  currency: Currency.nullable(),
  currencies: z.array(Currency),
  segments: z.array(
    z.object({
      segment_id: Code,
      name: z.string(),
      customers: z.int(),
      orders: z.int(),
      revenue: z.number(),
      margin_share: z.number().nullable(),
      kept: z.number().nullable(),
      package: PackageInForce,
      /** Why it cannot be weighed; null: it can. */
      lacks: z.enum(['margin', 'orders']).nullable(),
    }),
  ),
  grounds: z.array(Ground),
  inputs: z.array(InputRange.extend({ input: z.enum(TRADE_OFF_INPUTS), isPrior: z.boolean() })),
  /** Null: there is nothing to weigh, or no mix keeps floors and budget. */
  answer: z
    .object({
      best: WeighedMix,
      chosen: WeighedMix,
      isProven: z.boolean(),
      bound: z.number(),
      /** What one more unit of budget brings; null: no budget was given. */
      budget_price: z.number().nullable(),
      risk: Risk,
      best_risk: Risk,
      isByRule: z.boolean(),
      barred: z.array(
        z.object({
          segment: Code,
          element: z.enum(TRADE_OFF_ELEMENTS),
          level: z.number(),
          bar: z.enum(BAR_CODES),
          tempting: z.number(),
        }),
      ),
      otherwise: z.object({ intangible: z.boolean(), gain: z.number(), changes: z.array(LevelChoice) }).nullable(),
      curve: z.array(z.object({ spent: z.number(), gain: z.number() })),
      swings: z.array(
        InputRange.omit({ likely: true }).extend({
          input: z.string(),
          expected: z.number(),
          atLow: z.number(),
          atHigh: z.number(),
          below: Switch,
          above: Switch,
        }),
      ),
    })
    .nullable(),
  /** Why there is no answer. */
  missing: z
    .object({
      reason: z.enum(['nothing', 'no_level', 'no_mix']),
      /** Elements none of whose levels may be chosen. */
      without: z.array(z.object({ segment: Code, element: z.string(), bars: z.array(z.enum(BAR_CODES)) })),
      /** By how much the budget falls short. */
      short: z.number().nullable(),
    })
    .nullable(),
  tried: z
    .object({
      mix: WeighedMix,
      bars: z.array(z.object({ segment: Code, element: z.string(), level: z.number(), bar: z.enum(BAR_CODES) })),
      isWithinBudget: z.boolean(),
    })
    .nullable(),
})
export type Weighed = z.infer<typeof Weighed>
