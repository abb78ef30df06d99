/** Weighs service: gathers a year's facts, asks the engine, and tells it with what the figures rest on. Nothing is kept. */
import {
  type Ground,
  TRADE_OFF_INPUTS,
  type TradeOffElement,
  type Weighed,
  type WeighedMix,
  type WeighRequest,
} from '../../../contract/trade-offs.ts'
import { levelsOf, type MixAnswer, type Problem } from '../../../engines/service-levels/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { checkAsked } from './check-asked.ts'
import { gatherYear } from './gather.ts'
import { type Grounded, PRIORS, problemOf, type SegmentFacts } from './ground.ts'
import { weighInThread } from './in-thread.ts'
import { parityAt } from './parity.ts'
import type { WeighingAnswer } from './weighing.ts'

const YEAR_DAYS = 365

export async function weigh(context: Context, request: WeighRequest): Promise<Weighed> {
  const now = context.clock.now()
  const to = now.toISOString().slice(0, 10)
  const from = new Date(Date.parse(to) - (YEAR_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  const gathered = await inSnapshot(context, async (tx) => {
    await checkAsked(tx, request)
    return gatherYear(tx, { from, to, currency: request.currency, now })
  })
  const asked = gathered.facts.filter(
    ({ segment_id }) => request.segment_id === undefined || segment_id === request.segment_id,
  )
  const { problem, grounded } = problemOf(asked, request, gathered.known)
  const free = problemOf(asked, { ...request, parity: 'none' }, gathered.known).problem
  const isBound = problem.segments.some(({ elements }) => elements.some(({ parity }) => parity !== undefined))
  const weighed = problem.segments.length
    ? await weighInThread({ problem, mix: request.mix, free: isBound ? free : null })
    : null
  const { facts: _, known, ...told } = gathered
  return {
    ...told,
    from,
    to,
    grounds: groundsOf(problem, grounded, asked),
    inputs: TRADE_OFF_INPUTS.map((input) => ({
      input,
      ...(request.inputs[input] ?? known.measured[input] ?? PRIORS[input]),
      isPrior: request.inputs[input] === undefined && known.measured[input] === undefined,
    })),
    answer: weighed ? foundOf(weighed, request) : null,
    missing: missingOf(weighed),
    tried: weighed?.tried
      ? {
          mix: mixOf(weighed.tried.answer),
          bars: weighed.tried.bars.map((one) => ({ ...one, element: one.element as TradeOffElement })),
          risk: weighed.tried.risk,
          isWithinBudget: request.budget === undefined || weighed.tried.answer.cost <= request.budget + 1e-6,
        }
      : null,
  }
}

/** A year's facts with what each level costs by them, without choosing. */
export async function groundsToday(
  context: Context,
  wish: { currency?: string | undefined; segment_id?: string | undefined },
) {
  const now = context.clock.now()
  const to = now.toISOString().slice(0, 10)
  const from = new Date(Date.parse(to) - (YEAR_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  const gathered = await inSnapshot(context, (tx) => gatherYear(tx, { from, to, currency: wish.currency, now }))
  const asked = gathered.facts.filter(
    ({ segment_id }) => wish.segment_id === undefined || segment_id === wish.segment_id,
  )
  const plain = { intangible: false, inputs: {}, parity: 'core' as const, rivals: [], budget: undefined }
  const { problem, grounded } = problemOf(asked, plain, gathered.known)
  return { from, to, currency: gathered.currency, grounds: groundsOf(problem, grounded, asked) }
}

function groundsOf(problem: Problem, grounded: readonly Grounded[], facts: readonly SegmentFacts[]): Ground[] {
  const floors = new Map(facts.map((one) => [one.segment_id, one.floors]))
  const levels = levelsOf(problem)
  return grounded.map(({ segment, element, isPublished, counted, name, beside }) => {
    const found = levels.find((one) => one.segment === segment && one.element === element)!
    const better = betterOf(problem, segment, element)
    return {
      ...{ segment, element, isPublished, counted, name, rival: beside?.rival ?? null },
      today: found.today,
      floors: (floors.get(segment) ?? []).filter((floor) => floor.element === element).map(withoutJudgement),
      levels: found.levels.map(({ bar, ...one }) => ({
        ...one,
        bar: bar ?? null,
        parity: beside && parityAt(beside, { level: one.level, today: found.today, better }),
      })),
    }
  })
}

const betterOf = ({ segments }: Problem, segment: string, element: string) =>
  segments.find((one) => one.segment === segment)!.elements.find((one) => one.element === element)!.better

const withoutJudgement = ({ floor_id, segment_id, element, level, reason }: SegmentFacts['floors'][number]) => ({
  ...{ floor_id, segment_id, element, level, reason },
})

function foundOf({ answer, freeGain }: WeighingAnswer, request: WeighRequest): Weighed['answer'] {
  if (answer.state !== 'found') return null
  const best = answer.alternatives.find(({ name }) => name === 'best')
  return {
    best: mixOf(answer.best),
    chosen: mixOf(answer.chosen),
    isProven: answer.isProven,
    parity_price: freeGain === null ? null : Math.max(0, freeGain - answer.chosen.gain),
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
