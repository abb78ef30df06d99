/** The trade-off desk: what each level of service costs and brings by the company's own facts, and the mix worth choosing. */
import { z } from 'zod'
import { EVIDENCE } from './needs.ts'
import { HeldFloor, PackageInForce } from './terms.ts'
import { Code, Currency, Day } from './values.ts'

export const TRADE_OFF_ELEMENTS = [
  'lead_time_days',
  'in_stock_percent',
  'delivery_days',
  'minimum_order',
  /** Hours within which a delivery comes on its day. */
  'window_hours',
] as const
export type TradeOffTerm = (typeof TRADE_OFF_ELEMENTS)[number]
/** A term, or an added service by its code: 0 not offered, 1 at its price, 2 included; between them at a discount. */
export type TradeOffElement = TradeOffTerm | `service:${string}`
export const SERVICE_LEVER = 'service:'
const Lever = z
  .string()
  .refine(
    (name): name is TradeOffElement =>
      (TRADE_OFF_ELEMENTS as readonly string[]).includes(name) || (name.startsWith(SERVICE_LEVER) && name.length <= 72),
    'must be a lever such as lead_time_days, or service: and the code of an added service',
  )

/** Where what competitors offer may not be undercut. */
export const PARITY_RULES = ['core', 'all', 'none'] as const
/** Beside the best competitor known in what a lever serves. */
export const PARITY_STATES = ['reached', 'lost', 'unknown'] as const
export type ParityState = (typeof PARITY_STATES)[number]

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
  /** Share of what moving costs that is driving between doors. */
  'driving',
  /** Share of revenue gained where windows shrink from the whole day to an hour or two. */
  'window_narrow',
  /** Uses of an added service once it is included, in times of its paid uses. */
  'free_uses',
  /** Share of the uses of an included service that stay when it is to be paid. */
  'paid_uses',
  /** Share of orders with an added service that nobody has used yet, once it is included. */
  'expected_uses',
  /** Share of its users' revenue gained by a service that is offered, and again by one that is included. */
  'service_valued',
] as const
export type TradeOffInput = (typeof TRADE_OFF_INPUTS)[number]

const Amount = z.number().min(-1e12).max(1e12)
const InputRange = z.object({ low: Amount, likely: Amount, high: Amount })
const OrderedRange = InputRange.refine(
  ({ low, likely, high }) => low <= likely && likely <= high,
  'the least may not be above the likeliest, nor that above the most',
)
const LevelChoice = z.object({ segment: Code, element: Lever, level: Amount })
/** The most that a lever can mean; the others end nowhere. */
const MOST: Readonly<Partial<Record<string, number>>> = { in_stock_percent: 100, delivery_days: 7, window_hours: 24 }
const mostOf = (element: string) => (element.startsWith(SERVICE_LEVER) ? 2 : (MOST[element] ?? 1e12))
const AskedLevels = z
  .array(
    LevelChoice.extend({ level: Amount.min(0) }).refine(({ element, level }) => level <= mostOf(element), {
      message: 'is more than this lever can be',
      path: ['level'],
    }),
  )
  .max(500)
  .refine(
    (levels) =>
      new Set(levels.map(({ segment, element }) => JSON.stringify([segment, element]))).size === levels.length,
    'names the same lever of a segment twice',
  )

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
  /** Whether levels below the best competitor's may be chosen: not in core elements, in none, or in all. */
  parity: z.enum(PARITY_RULES).default('core'),
  /** What the best competitor is taken to offer, in place of what was found out. */
  rivals: AskedLevels.default([]),
  /** A mix to try by hand. */
  mix: AskedLevels.default([]),
})
export type WeighRequest = z.infer<typeof WeighRequest>

const Worth = z.object({ revenue: z.number(), margin: z.number(), intangible: z.number(), cost: z.number() })
const BAR_CODES = ['below_floor', 'not_sure_enough', 'below_today', 'below_parity'] as const
const ChosenLevel = Worth.extend({
  segment: Code,
  element: Lever,
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
  element: Lever,
  today: z.number(),
  /** The package says it; else what is done now stands for it. */
  isPublished: z.boolean(),
  /** Of an added service. */
  name: z.string().nullable(),
  floors: z.array(HeldFloor.omit({ is_broken: true })),
  levels: z.array(
    Worth.extend({
      level: z.number(),
      bar: z.enum(BAR_CODES).nullable(),
      net: z.number(),
      /** Null: no competitor is known in what it serves. */
      parity: z.enum(PARITY_STATES).nullable(),
    }),
  ),
  rival: z
    .object({
      competitor_id: Code.nullable(),
      name: z.string().nullable(),
      evidence: z.enum(EVIDENCE).nullable(),
      seen_on: Day.nullable(),
      /** Longer ago than a year, or a guess: shown, not judged. */
      is_weak: z.boolean(),
      /** What they offer, in the unit of the lever; null: only marks are known. */
      level: z.number().nullable(),
      /** Somebody took it for granted, for this look only. */
      is_assumed: z.boolean(),
      /** Theirs on seven steps; null: not told. */
      mark: z.number().nullable(),
      cases: z.int(),
    })
    .nullable(),
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
      /** What keeping up with competitors costs: the gain without that less the gain with it. Null: nothing holds it back. */
      parity_price: z.number().nullable(),
      bound: z.number(),
      /** What one more unit of budget brings; null: no budget was given. */
      budget_price: z.number().nullable(),
      risk: Risk,
      best_risk: Risk,
      isByRule: z.boolean(),
      barred: z.array(
        z.object({
          segment: Code,
          element: Lever,
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
      risk: Risk,
    })
    .nullable(),
})
export type Weighed = z.infer<typeof Weighed>
