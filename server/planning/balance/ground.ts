/** The question for the engine out of the company's own facts: levels, what each costs, how revenue may answer. Only computes. */
import { FLOOR_SIDES, type FloorElement } from '../../../contract/floor-elements.ts'
import { needOfTerm } from '../../../contract/term-needs.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import {
  SERVICE_LEVER,
  TRADE_OFF_ELEMENTS,
  type TradeOffElement,
  type TradeOffInput,
  type TradeOffTerm,
  type WeighRequest,
} from '../../../contract/trade-offs.ts'
import { stockPolicy } from '../../../engines/inventory/index.ts'
import type { Element, Problem, Segment } from '../../../engines/service-levels/index.ts'
import type { PackageInForce } from '../../modules/policies/index.ts'
import type { LevelSeen, Standing } from '../../views/needs/standing.ts'
import type { Door, OrderValues, SegmentDays } from './facts.store.ts'
import { type Beside, besideOf, bindingLevel } from './parity.ts'
import type { ServiceFacts } from './service-facts.store.ts'
import { serviceLever } from './services.ts'
import { type WindowFacts, windowLever } from './window.ts'

type Range = { readonly low: number; readonly likely: number; readonly high: number }

/**
 * [prior] Until the company's own figures tell. A day faster: +1.5 % online and +0.6 % offline at one retailer (Fisher,
 * Gallino and Xu), from nothing to that. The rest is the trade's rule of thumb, given wide.
 */
export const PRIORS: Readonly<Record<TradeOffInput, Range>> = {
  day_faster: { low: 0, likely: 0.004, high: 0.015 },
  lost_when_short: { low: 0.05, likely: 0.2, high: 0.5 },
  day_more: { low: 0, likely: 0.002, high: 0.008 },
  lost_below_minimum: { low: 0.01, likely: 0.05, high: 0.2 },
  merged: { low: 0.3, likely: 0.5, high: 0.7 },
  holding: { low: 0.15, likely: 0.22, high: 0.3 },
  expedite: { low: 0.5, likely: 1, high: 2 },
  stop: { low: 0.85, likely: 1, high: 1.15 },
  kept_by_speed: { low: 0, likely: 0.002, high: 0.008 },
  driving: { low: 0.35, likely: 0.55, high: 0.75 },
  window_narrow: { low: 0, likely: 0.01, high: 0.03 },
  free_uses: { low: 1, likely: 1.5, high: 3 },
  paid_uses: { low: 0.2, likely: 0.5, high: 0.8 },
  expected_uses: { low: 0.01, likely: 0.05, high: 0.15 },
  service_valued: { low: 0, likely: 0.003, high: 0.01 },
}
/** [prior] Later years count less by so much. */
const DISCOUNT = 0.1

export interface PoolFacts {
  readonly mean: number
  readonly deviation: number
  readonly leadDays: number
  readonly leadDeviation: number
  /** Worth of a unit times the segment's share of the pool. */
  readonly worth: number
}

export interface SegmentFacts {
  /** Shares of importance as stated, by element of service; empty: nothing was stated. */
  readonly needs: ReadonlyMap<string, number>
  readonly segment_id: string
  readonly package: PackageInForce
  readonly floors: readonly Omit<HeldFloor, 'is_broken'>[]
  readonly revenue: number
  readonly marginShare: number
  readonly orders: number
  /** Of one order, in whole money: taking and picking it; moving it. */
  readonly handling: number
  readonly transport: number
  readonly kept: number | null
  readonly days: readonly SegmentDays[]
  readonly doors: readonly Door[]
  readonly values: OrderValues | undefined
  readonly pools: readonly PoolFacts[]
  readonly window: WindowFacts
  readonly services: readonly ServiceFacts[]
  readonly customers: number
  readonly currency: string
  readonly factor: number
}

/** What is known beside the segments themselves. */
export interface Known {
  /** In place of priors, from the company's own record. */
  readonly measured: Partial<Record<TradeOffInput, Range>>
  readonly seen: readonly LevelSeen[]
  readonly standings: readonly Standing[]
  readonly day: string
}
export const NOTHING_KNOWN: Known = { measured: {}, seen: [], standings: [], day: '1970-01-01' }

/** What an element's figures are counted from. */
export interface Grounded {
  readonly segment: string
  readonly element: TradeOffElement
  readonly isPublished: boolean
  readonly counted: number
  /** Of an added service. */
  readonly name: string | null
  readonly beside: Beside | null
}

interface Made {
  readonly element: Element
  readonly grounded: Grounded
}

type Asked = Pick<WeighRequest, 'parity' | 'rivals'>

export function problemOf(
  facts: readonly SegmentFacts[],
  request: Pick<WeighRequest, 'inputs' | 'intangible' | 'budget'> & Asked,
  known: Known = NOTHING_KNOWN,
): { problem: Problem; grounded: Grounded[] } {
  const made = facts.map((one) => ({ one, elements: elementsOf(one, request, known) }))
  const segments = made.flatMap(({ one, elements }): Segment[] =>
    elements.length === 0
      ? []
      : [
          {
            segment: one.segment_id,
            revenue: one.revenue,
            margin: one.marginShare,
            ...(one.kept !== null && { retention: { kept: Math.min(0.98, one.kept), discount: DISCOUNT } }),
            elements: elements.map(({ element }) => element),
          },
        ],
  )
  return {
    problem: {
      inputs: { ...PRIORS, ...known.measured, ...request.inputs },
      segments,
      ...(request.budget !== undefined && { budget: request.budget }),
      intangible: request.intangible,
    },
    grounded: made.flatMap(({ elements }) => elements.map(({ grounded }) => grounded)),
  }
}

type Counted = Pick<Grounded, 'isPublished' | 'counted'>
type Maker = (facts: SegmentFacts) => { element: Omit<Element, 'element'>; grounded: Counted } | null
const MAKERS: Readonly<Record<TradeOffTerm, Maker>> = {
  lead_time_days: leadTime,
  in_stock_percent: inStock,
  delivery_days: deliveryDays,
  minimum_order: minimumOrder,
  window_hours: windowHours,
}

/** Segments whose figures are told by name, and what each lever serves. */
function elementsOf(facts: SegmentFacts, asked: Asked, known: Known): Made[] {
  const besides = (name: TradeOffElement, need: string | null, better: Element['better']) => {
    const assumed = asked.rivals.find(({ segment, element }) => segment === facts.segment_id && element === name)
    return besideOf(
      { segment: facts.segment_id, element: name, need, better, day: known.day, assumed: assumed?.level },
      known,
    )
  }
  const terms = TRADE_OFF_ELEMENTS.flatMap((name): Made[] => {
    const made = MAKERS[name](facts)
    if (!made) return []
    const beside = besides(name, needOf(name), made.element.better)
    const element = { ...made.element, element: name, ...flooredBy(facts, name) }
    return [
      {
        element: { ...element, ...boundBy(beside, element, asked) },
        grounded: { ...made.grounded, segment: facts.segment_id, element: name, name: null, beside },
      },
    ]
  })
  const services = facts.services.flatMap((service): Made[] => {
    const made = serviceLever(service, facts)
    if (!made) return []
    const name: TradeOffElement = `${SERVICE_LEVER}${service.service_id}`
    const beside = besides(name, service.element_id, 'more')
    const weight = facts.needs.size === 0 ? 1 : statedWeight(service.element_id, facts.needs)
    const element = { ...made.element, element: name, better: 'more' as const, weight }
    return [
      {
        element: { ...element, ...boundBy(beside, element, asked) },
        grounded: { ...made.grounded, segment: facts.segment_id, element: name, name: service.name, beside },
      },
    ]
  })
  return [...terms, ...services]
}

function boundBy(beside: Beside | null, element: Pick<Element, 'better' | 'levels'>, { parity }: Asked) {
  const level = beside && bindingLevel(beside, element)
  if (level === null || level === undefined || parity === 'none') return {}
  return { parity: level, ...(parity === 'all' && { keepsParity: true }) }
}

/** An element with a floor is a core one: somebody wrote down that customers, a contract or the law ask for it. */
function flooredBy({ floors }: SegmentFacts, name: TradeOffTerm): Pick<Element, 'core' | 'floor' | 'step'> {
  const levels = floors.filter(({ element }) => element === name).map(({ level }) => level)
  if (!levels.length) return {}
  const isMost = FLOOR_SIDES[name as FloorElement] === 'most'
  return { core: true, floor: isMost ? Math.min(...levels) : Math.max(...levels), step: STEPS[name] }
}

/** [ours] The least difference customers notice. */
const STEPS: Readonly<Record<TradeOffTerm, number>> = {
  lead_time_days: 0.5,
  in_stock_percent: 0.5,
  delivery_days: 0.5,
  minimum_order: 0,
  window_hours: 0.5,
}
/** [ours] Where no interviews say more, elements weigh so much in the customers' benefit. */
const WEIGHTS: Readonly<Record<TradeOffTerm, number>> = {
  lead_time_days: 4,
  in_stock_percent: 5,
  delivery_days: 3,
  minimum_order: 2,
  window_hours: 3,
}

const ALL_WEIGHTS = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)
/** What was asked and is not named still counts a little: nobody was asked about everything. */
const LEAST_WEIGHT = 0.1

const needOf = (element: TradeOffTerm) => needOfTerm(element === 'minimum_order' ? 'minimum_order_minor' : element)

/** Where the segment's needs were stated, an element weighs what customers say of the need it serves. */
export const weightOf = (element: TradeOffTerm, needs: SegmentFacts['needs']): number =>
  needs.size === 0 ? WEIGHTS[element] : statedWeight(needOf(element), needs)

const statedWeight = (need: string | null, needs: SegmentFacts['needs']) =>
  Math.max(LEAST_WEIGHT, (need ? (needs.get(need) ?? 0) : 0) * ALL_WEIGHTS)

const common = (element: TradeOffTerm, better: Element['better'], { needs }: SegmentFacts) => ({
  ...{ better, weight: weightOf(element, needs) },
})

/** Narrower windows: the same doors, and more driving between them. */
function windowHours(facts: SegmentFacts) {
  const stops = facts.window.stops?.stops ?? 0
  const made = windowLever(facts.window, { costOfStop: stops ? (facts.transport * facts.orders) / stops : 0 })
  return made && { ...made, element: { ...common('window_hours', 'less', facts), ...made.element } }
}

/** A shorter lead time: orders that took longer than it would have to be expedited. A longer one saves nothing that is known. */
function leadTime(facts: SegmentFacts) {
  const orders = facts.days.reduce((sum, one) => sum + one.orders, 0)
  // Without rates or freight bills nobody knows what moving an order costs.
  if (orders === 0 || facts.transport <= 0) return null
  const published = facts.package.lead_time_days
  const today = published ?? quantile(facts.days, 0.9)
  const slower = (level: number) =>
    facts.days.reduce((sum, one) => sum + (one.days > level ? one.orders : 0), 0) / orders
  const cost = (level: number) => Math.max(0, slower(level) - slower(today)) * facts.orders * facts.transport
  const levels = [-2, -1, 0, 1].map((step) => today + step).filter((level) => level >= 1)
  return {
    element: {
      ...common('lead_time_days', 'less', facts),
      response: { form: 'linear' as const, slope: { input: 'day_faster' } },
      loyalty: { input: 'kept_by_speed' },
      today,
      levels: levels.map((level) => ({ level, cost: { input: 'expedite', times: cost(level) } })),
    },
    grounded: { isPublished: published !== null, counted: orders },
  }
}

function quantile(days: readonly SegmentDays[], share: number): number {
  const all = days.reduce((sum, { orders }) => sum + orders, 0)
  let seen = 0
  for (const one of days) {
    seen += one.orders
    if (seen >= share * all) return Math.max(1, one.days)
  }
  return 1
}

const IN_STOCK = [85, 90, 92, 94, 95, 96, 97, 98, 99, 99.5]

/** The safety stock that a level takes, pool by pool, each by the segment's share of it. */
function inStock(facts: SegmentFacts) {
  if (facts.pools.length === 0) return null
  const today = facts.package.in_stock_percent
  const known = [...new Set([...IN_STOCK, today])].toSorted((a, b) => a - b)
  const at = known.indexOf(today)
  const worth = (level: number) =>
    facts.pools.reduce((sum, pool) => {
      const { safetyStock } = stockPolicy({
        demand: pool,
        lead: { days: pool.leadDays, deviation: pool.leadDeviation },
        reviewDays: 0,
        inStock: level / 100,
      })
      return sum + safetyStock * pool.worth
    }, 0)
  return {
    element: {
      ...common('in_stock_percent', 'more', facts),
      // A point more from the shelf: a hundredth of the demand is not short, of which a part would have been lost.
      response: { form: 'linear' as const, slope: { input: 'lost_when_short', times: 0.01 } },
      today,
      levels: known
        .slice(Math.max(0, at - 3), at + 4)
        .map((level) => ({ level, cost: { input: 'holding', times: worth(level) } })),
    },
    grounded: { isPublished: true, counted: facts.pools.length },
  }
}

const WEEKS = 52

/** With fewer days orders meet at the door and share a stop: of k days a week a door with r orders a week sees k·(1 − e^(−r/k)). */
function deliveryDays(facts: SegmentFacts) {
  const stops = facts.doors.reduce((sum, door) => sum + door.stops, 0)
  if (stops === 0 || facts.transport <= 0) return null
  const today = facts.package.delivery_days.length
  const modelled = (days: number) =>
    facts.doors.reduce((sum, { orders }) => sum + WEEKS * days * (1 - Math.exp(-orders / WEEKS / days)), 0)
  const costOfStop = (facts.transport * facts.orders) / stops
  const perDay = (days: number) => ((modelled(days) * stops) / modelled(today)) * costOfStop
  const levels = [-2, -1, 0, 1, 2].map((step) => today + step).filter((level) => level >= 1 && level <= 7)
  return {
    element: {
      ...common('delivery_days', 'more', facts),
      response: { form: 'linear' as const, slope: { input: 'day_more' } },
      today,
      levels: levels.map((level) => ({ level, cost: { input: 'stop', times: perDay(level) } })),
    },
    grounded: { isPublished: true, counted: stops },
  }
}

/** A minimum puts some small orders together with others, and loses some. */
function minimumOrder(facts: SegmentFacts) {
  const { values, package: held } = facts
  const perOrder = facts.handling + facts.transport
  if (!values || values.below_quarter === 0 || facts.revenue <= 0 || perOrder <= 0) return null
  const isOurs = held.minimum_currency === facts.currency && held.minimum_order_minor !== null
  const today = isOurs ? held.minimum_order_minor! / facts.factor : 0
  const [tenth, quarter] = [rounded(values.tenth), rounded(values.quarter)]
  const orders = (level: number) => (level <= 0 ? 0 : level <= tenth ? values.below_tenth : values.below_quarter)
  const top = Math.max(today, quarter)
  return {
    element: {
      ...common('minimum_order', 'less', facts),
      response: {
        form: 'linear' as const,
        slope: { input: 'lost_below_minimum', times: values.worth_quarter / facts.revenue / top },
      },
      today,
      levels: [...new Set([0, tenth, quarter, today])]
        .toSorted((a, b) => a - b)
        .map((level) => ({ level, cost: { input: 'merged', times: 0 - orders(level) * perOrder } })),
    },
    grounded: { isPublished: isOurs, counted: values.below_quarter },
  }
}

/** To two digits: nobody publishes a minimum of 137.42. */
function rounded(value: number): number {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1)
  return Math.max(1, Math.round(value / size) * size)
}
