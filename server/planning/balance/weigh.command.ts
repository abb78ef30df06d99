/** Weighs service: gathers a year's facts, asks the engine, and tells it with what the figures rest on. Nothing is kept. */
import type { CostPart } from '../../../contract/costs.ts'
import {
  type Ground,
  TRADE_OFF_INPUTS,
  type TradeOffElement,
  type Weighed,
  type WeighedMix,
  type WeighRequest,
} from '../../../contract/trade-offs.ts'
import { levelsOf, type MixAnswer, type Problem } from '../../../engines/service-levels/index.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import { packagesOn, type SegmentPackage } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { servingCosts } from '../../views/serving-costs/serving-costs.ts'
import { loadWatched } from '../../views/stock/watched-pools.ts'
import { customersKept, daysTaken, doorsServed, orderValues, poolShares, type Year } from './facts.store.ts'
import { type Grounded, type PoolFacts, PRIORS, problemOf, type SegmentFacts } from './ground.ts'
import { weighInThread } from './in-thread.ts'
import type { WeighingAnswer } from './weighing.ts'

const YEAR_DAYS = 365
const STOCK_WINDOW = 182

export async function weigh(context: Context, request: WeighRequest): Promise<Weighed> {
  const now = context.clock.now()
  const to = now.toISOString().slice(0, 10)
  const from = new Date(Date.parse(to) - (YEAR_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  const gathered = await inSnapshot(context, (tx) => gather(tx, { from, to, currency: request.currency, now }))
  const asked = gathered.facts.filter(
    ({ segment_id }) => request.segment_id === undefined || segment_id === request.segment_id,
  )
  const { problem, grounded } = problemOf(asked, request)
  const weighed = problem.segments.length ? await weighInThread({ problem, mix: request.mix }) : null
  const { facts: _, ...told } = gathered
  return {
    ...told,
    from,
    to,
    grounds: groundsOf(problem, grounded, asked),
    inputs: TRADE_OFF_INPUTS.map((input) => ({
      input,
      ...(request.inputs[input] ?? PRIORS[input]),
      isPrior: request.inputs[input] === undefined,
    })),
    answer: weighed ? foundOf(weighed, request) : null,
    missing: missingOf(weighed),
    tried: weighed?.tried
      ? {
          mix: mixOf(weighed.tried.answer),
          bars: weighed.tried.bars,
          isWithinBudget: request.budget === undefined || weighed.tried.answer.cost <= request.budget + 1e-6,
        }
      : null,
  }
}

interface Asked {
  readonly from: string
  readonly to: string
  readonly currency: string | undefined
  readonly now: Date
}

async function gather(tx: Tx, { from, to, currency: wanted, now }: Asked) {
  const serving = await servingCosts(tx, { from, to, currency: wanted })
  const packages = await packagesOn(tx, to)
  const { currency } = serving
  const currencies = serving.currencies.map((one) => one.currency)
  if (currency === null) return { currency, currencies, segments: [], facts: [] }
  const year: Year = { from, to, currency }
  const rows = {
    days: by(await daysTaken(tx, year)),
    doors: by(await doorsServed(tx, year)),
    values: by(await orderValues(tx, year)),
    kept: by(await customersKept(tx, year)),
    pools: await poolFacts(tx, year, now),
  }
  const factor = 10 ** currencyExponent(currency)
  const served = new Map(serving.segments.map((one) => [one.segment_id, one]))
  const facts: SegmentFacts[] = []
  const segments = packages.flatMap((held: SegmentPackage): Weighed['segments'] => {
    const one = served.get(held.segment_id)
    if (!one) return []
    const known = one.value_minor - one.value_unknown_minor
    const margin = known > 0 ? one.margin_minor / known : null
    const kept = rows.kept.get(held.segment_id)?.[0]
    const share = kept && kept.before > 0 ? kept.again / kept.before : null
    const lacks = one.orders === 0 || one.value_minor <= 0 ? 'orders' : margin === null || margin <= 0 ? 'margin' : null
    if (lacks === null)
      facts.push({
        segment_id: held.segment_id,
        package: held.package,
        floors: held.floors,
        revenue: one.value_minor / factor,
        marginShare: margin!,
        orders: one.orders,
        handling: perOrder(one.parts, ['order', 'line', 'pick', 'invoice'], one.orders * factor),
        transport: perOrder(one.parts, ['stop', 'kilogram', 'freight'], one.orders * factor),
        kept: share,
        days: rows.days.get(held.segment_id) ?? [],
        doors: rows.doors.get(held.segment_id) ?? [],
        values: rows.values.get(held.segment_id)?.[0],
        pools: rows.pools.get(held.segment_id) ?? [],
        currency,
        factor,
      })
    return [
      {
        segment_id: held.segment_id,
        name: held.segment_name,
        customers: one.customers,
        orders: one.orders,
        revenue: one.value_minor / factor,
        margin_share: margin,
        kept: share,
        package: held.package,
        lacks,
      },
    ]
  })
  return { currency, currencies, segments, facts }
}

const perOrder = (parts: readonly CostPart[], names: readonly string[], orders: number) =>
  parts.reduce((sum, { part, cost_minor }) => sum + (names.includes(part) ? cost_minor : 0), 0) / orders

function by<T extends { readonly segment_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(row.segment_id, [...(found.get(row.segment_id) ?? []), row])
  return found
}

/** Pools as the early warnings see them, each with the segment's share of its worth. */
async function poolFacts(tx: Tx, year: Year, now: Date): Promise<Map<string, PoolFacts[]>> {
  const pools = await loadWatched(tx, { window_days: STOCK_WINDOW } as Parameters<typeof loadWatched>[1], now)
  const known = new Map(pools.map((pool) => [`${pool.product_id} ${pool.location_id}`, pool]))
  const found = new Map<string, PoolFacts[]>()
  for (const { segment_id, product_id, location_id, share, unit_cost } of await poolShares(tx, year)) {
    const pool = known.get(`${product_id} ${location_id}`)
    if (!pool || pool.mean <= 0 || pool.lead_days === null) continue
    const facts = {
      mean: pool.mean,
      deviation: pool.deviation,
      leadDays: pool.lead_days,
      leadDeviation: pool.lead_deviation ?? 0,
      worth: unit_cost * share,
    }
    const list = found.get(segment_id)
    if (list) list.push(facts)
    else found.set(segment_id, [facts])
  }
  return found
}

function groundsOf(problem: Problem, grounded: readonly Grounded[], facts: readonly SegmentFacts[]): Ground[] {
  const floors = new Map(facts.map((one) => [one.segment_id, one.floors]))
  const levels = levelsOf(problem)
  return grounded.map(({ segment, element, isPublished, counted }) => {
    const found = levels.find((one) => one.segment === segment && one.element === element)!
    return {
      segment,
      element,
      isPublished,
      counted,
      today: found.today,
      floors: (floors.get(segment) ?? []).filter((floor) => floor.element === element).map(withoutJudgement),
      levels: found.levels.map(({ bar, ...level }) => ({ ...level, bar: bar ?? null })),
    }
  })
}

const withoutJudgement = ({ floor_id, segment_id, element, level, reason }: SegmentFacts['floors'][number]) => ({
  ...{ floor_id, segment_id, element, level, reason },
})

function foundOf({ answer }: WeighingAnswer, request: WeighRequest): Weighed['answer'] {
  if (answer.state !== 'found') return null
  const best = answer.alternatives.find(({ name }) => name === 'best')
  return {
    best: mixOf(answer.best),
    chosen: mixOf(answer.chosen),
    isProven: answer.isProven,
    bound: answer.bound,
    budget_price: request.budget === undefined ? null : (answer.prices[0]?.price ?? null),
    risk: answer.alternatives[answer.chosenAt]!.risk,
    best_risk: (best ?? answer.alternatives[answer.chosenAt]!).risk,
    isByRule: answer.isByRule,
    barred: answer.barred.map((one) => ({ ...one, element: one.element as TradeOffElement })),
    otherwise: answer.otherwise && {
      intangible: answer.otherwise.intangible,
      gain: answer.otherwise.gain,
      changes: answer.otherwise.levels
        .filter(({ today, level }) => today !== level)
        .map(({ segment, element, level }) => ({ segment, element: element as TradeOffElement, level })),
    },
    curve: [...answer.curve],
    swings: answer.swings.map((swing) => ({ ...swing, below: switchOf(swing.below), above: switchOf(swing.above) })),
  }
}

type Switched = NonNullable<Extract<WeighingAnswer['answer'], { state: 'found' }>['swings'][number]['below']>
const switchOf = (found: Switched | null) => found && { ...found, changes: [...found.changes] }

function missingOf(weighed: WeighingAnswer | null): Weighed['missing'] {
  if (!weighed) return { reason: 'nothing', without: [], short: null }
  const { answer } = weighed
  if (answer.state === 'found') return null
  if (answer.state === 'no_level')
    return { reason: 'no_level', without: answer.without.map((one) => ({ ...one, bars: [...one.bars] })), short: null }
  return { reason: 'no_mix', without: [], short: answer.state === 'no_mix' ? (answer.short[0]?.by ?? null) : null }
}

const mixOf = ({ revenue, margin, intangible, cost, gain, changes, benefit, levels }: MixAnswer): WeighedMix => ({
  ...{ revenue, margin, intangible, cost, gain, changes },
  benefit: [...benefit],
  levels: levels.map(({ segment, element, today, level, worth }) => ({
    ...{ segment, element: element as TradeOffElement, today, level },
    ...worth,
  })),
})
