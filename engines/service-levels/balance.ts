/** The balance point: which level of each element gives more than it costs, how sure that is, and what stands in the way. */
import { type Bar, chanceKept } from './admissible.ts'
import { BUDGET, type Compiled, compile, expectedValues, netOf, type Worth } from './compile.ts'
import { totalOf } from './knapsack.ts'
import type { Problem } from './problem.ts'
import { type Best, bestMix, type Means } from './prove.ts'
import {
  isAllowed,
  isCounted,
  type Mix,
  mixOf,
  picksFor,
  type Question,
  questionAt,
  todayOf,
  worthOf,
} from './question.ts'
import { type WayOut, wayOut } from './relax.ts'
import { betterness } from './response.ts'
import { chooseByRule, type Draws, type Risk, risksOf } from './risk.ts'
import { type Swing, swingsOf } from './sensitivity.ts'
import type { IntegerSolver } from './solver.ts'

export interface Chosen {
  readonly segment: string
  readonly element: string
  readonly today: number
  readonly level: number
  /** Against today, a year. */
  readonly worth: Worth
  /** Chance that the floor is kept; null: there is none. */
  readonly kept: number | null
}

/** A level that would have paid and may not be chosen. */
export interface Barred {
  readonly segment: string
  readonly element: string
  readonly level: number
  readonly bar: Bar
  /** What it would bring beyond the level chosen. */
  readonly tempting: number
}

export interface MixAnswer extends Worth {
  readonly levels: readonly Chosen[]
  /** Margin, and the intangible return where it takes part, less cost. */
  readonly gain: number
  readonly changes: number
  readonly uses: readonly { readonly limit: string; readonly used: number; readonly most: number }[]
  /** Customers' benefit in hundredths of the step from the least to the best levels, weighted by importance; null: no weights. */
  readonly benefit: readonly { readonly segment: string; readonly today: number; readonly after: number }[]
}

export interface Alternative {
  readonly name: 'today' | 'best' | 'part'
  readonly changes: number
  readonly cost: number
  readonly risk: Risk
}

export interface Balance {
  readonly state: 'found'
  /** Greatest expected gain, whatever the risk. */
  readonly best: MixAnswer
  /** By the rule. */
  readonly chosen: MixAnswer
  readonly bound: number
  readonly isProven: boolean
  readonly prices: readonly { readonly limit: string; readonly price: number }[]
  readonly alternatives: readonly Alternative[]
  readonly chosenAt: number
  /** No alternative is sure enough, and today's may not be kept: the surest one was taken. */
  readonly isByRule: boolean
  readonly barred: readonly Barred[]
  /** The best mix the other way: with the intangible return where it took no part, without where it did. */
  readonly otherwise: { readonly intangible: boolean; readonly levels: readonly Chosen[]; readonly gain: number } | null
  /** Gain by what may be spent beyond today. */
  readonly curve: readonly { readonly spent: number; readonly gain: number }[]
  readonly swings: readonly Swing[]
  readonly draws: Draws
}

export interface NoLevel {
  readonly state: 'no_level'
  /** Elements none of whose levels is admissible. */
  readonly without: readonly { readonly segment: string; readonly element: string; readonly bars: readonly Bar[] }[]
}
export interface NoMix extends WayOut {
  readonly state: 'no_mix'
}
export interface NotFound {
  readonly state: 'not_found'
}

export interface HowToBalance extends Partial<Draws> {
  readonly solver?: IntegerSolver
  /** Leaves out sensitivities and the curve. */
  readonly isQuick?: boolean
}

const USUAL: Draws = { seed: 1, draws: 1000 }

export function balance(problem: Problem, how: HowToBalance = {}): Balance | NoLevel | NoMix | NotFound {
  const compiled = compile(problem)
  const without = compiled.classes.flatMap(({ segment, element, options }) => {
    const bars = options.flatMap(({ bar }) => bar ?? [])
    return bars.length < options.length
      ? []
      : [{ segment: segment.segment, element: element.element, bars: [...new Set(bars)] }]
  })
  if (without.length) return { state: 'no_level', without }
  const values = expectedValues(compiled)
  const question = questionAt(compiled, values)
  const best = bestMix(question.asked, { solver: how.solver })
  if (!best) {
    const out = wayOut(question.asked, compiled.limits, how.solver)
    // Without a solver several limits may hide a mix; it is not said that there is none.
    if (!out.short.length && !how.solver) return { state: 'not_found' }
    return { state: 'no_mix', ...out }
  }
  return found({ compiled, values, question, best, how })
}

interface Ground {
  readonly compiled: Compiled
  readonly values: Float64Array
  readonly question: Question
  readonly best: Best
  readonly how: HowToBalance
}

function found(ground: Ground): Balance {
  const { compiled, values, question, best, how } = ground
  const mix = mixOf(question, best.picks)
  const draws = {
    ...USUAL,
    ...(how.seed === undefined ? {} : { seed: how.seed }),
    ...(how.draws ? { draws: how.draws } : {}),
  }
  const mixes = alternativesOf(ground, mix)
  const risks = risksOf(
    compiled,
    mixes.map((one) => one.mix),
    draws,
  )
  const alternatives = mixes.map(
    ({ name, mix: one }, at): Alternative => ({
      name,
      changes: changeCount(compiled, one),
      cost: worthOf(compiled.classes, one, values).cost,
      risk: risks[at]!,
    }),
  )
  const byRule = chooseByRule(alternatives)
  const chosenAt = byRule < 0 ? leastLoss(alternatives) : byRule
  const chosen = mixes[chosenAt]!.mix
  const means = { solver: how.solver, near: best.prices }
  return {
    state: 'found',
    best: answerOf(compiled, mix, values),
    chosen: answerOf(compiled, chosen, values),
    bound: best.bound,
    isProven: best.isProven,
    prices: compiled.limits.map(({ name }, k) => ({ limit: name, price: best.prices[k]! })),
    alternatives,
    chosenAt,
    isByRule: byRule >= 0,
    barred: barredOf(compiled, chosen, values),
    otherwise: otherwiseOf(compiled, values, means),
    curve: how.isQuick ? [] : curveOf(ground, means),
    swings: how.isQuick ? [] : swingsOf(compiled, { values, mix, means: { ...means, start: best.picks } }),
    draws,
  }
}

const leastLoss = (alternatives: readonly Alternative[]) =>
  alternatives.reduce((best, { risk }, at) => (risk.loss < alternatives[best]!.risk.loss ? at : best), 0)

const changeCount = ({ classes }: Compiled, mix: Mix) => classes.filter(({ today }, at) => mix[at] !== today).length

/** Parts of the best mix are taken by these shares of its changes, those that gain most first. */
const PARTS = [0.25, 0.5, 0.75]

/** Today, the best, and parts of the best: the risk of each is weighed, and the rule chooses among them. */
function alternativesOf({ compiled, values, question }: Ground, best: Mix): { name: Alternative['name']; mix: Mix }[] {
  const today = todayOf(compiled)
  const counts = isCounted(compiled)
  const gains = compiled.classes
    .map(({ options }, at) => ({ at, gain: netOf(options[best[at]!]!.worth(values), counts) }))
    .filter(({ at }) => best[at] !== today[at])
    .toSorted((a, b) => b.gain - a.gain || a.at - b.at)
  const parts = PARTS.map((share) => {
    const taken = new Set(gains.slice(0, Math.max(1, Math.round(gains.length * share))).map(({ at }) => at))
    return today.map((level, at) => (taken.has(at) ? best[at]! : level))
  })
  const seen = new Set<string>()
  return [
    { name: 'today' as const, mix: today },
    { name: 'best' as const, mix: best },
    ...parts.filter((mix) => isAllowed(question, mix)).map((mix) => ({ name: 'part' as const, mix })),
  ].filter(({ name, mix }) => {
    // Today's may stand below a floor or beyond a limit; then it is shown no longer as a way out.
    if (name === 'today' && !isAllowed(question, mix)) return false
    const key = mix.join(',')
    return seen.has(key) ? false : seen.add(key)
  })
}

export function answerOf(compiled: Compiled, mix: Mix, values: Float64Array): MixAnswer {
  const worth = worthOf(compiled.classes, mix, values)
  const levels = compiled.classes.map(({ segment, element, options }, at): Chosen => {
    const { level, worth: worthAt } = options[mix[at]!]!
    const kept = element.floor === undefined ? null : chanceKept(element, level)
    return {
      segment: segment.segment,
      element: element.element,
      today: element.today,
      level: level.level,
      worth: worthAt(values),
      kept,
    }
  })
  const uses = compiled.limits.map(({ name, limit }) => ({
    limit: name,
    used:
      name === BUDGET
        ? worth.cost
        : compiled.classes.reduce((sum, { options }, at) => sum + (options[mix[at]!]!.level.uses?.[name] ?? 0), 0),
    most: limit,
  }))
  return {
    ...worth,
    levels,
    gain: netOf(worth, isCounted(compiled)),
    changes: changeCount(compiled, mix),
    uses,
    benefit: benefitOf(compiled, mix),
  }
}

/** Of each segment: how far its elements' levels lie from the least to the best offered, weighted by importance. Core elements are not traded here: floors see to them. */
function benefitOf({ classes }: Compiled, mix: Mix): MixAnswer['benefit'] {
  const bySegment = new Map<string, { weight: number; today: number; after: number }>()
  classes.forEach(({ segment, element, options }, at) => {
    const weight = element.weight ?? 0
    const reached = options.map(({ level }) => betterness(element, level.level))
    const [least, most] = [Math.min(...reached), Math.max(...reached)]
    if (weight <= 0 || most <= least) return
    const sum = bySegment.get(segment.segment) ?? { weight: 0, today: 0, after: 0 }
    bySegment.set(segment.segment, sum)
    sum.weight += weight
    sum.today += (weight * (betterness(element, element.today) - least)) / (most - least)
    sum.after += (weight * (reached[mix[at]!]! - least)) / (most - least)
  })
  return [...bySegment].map(([segment, { weight, today, after }]) => ({
    segment,
    today: (100 * today) / weight,
    after: (100 * after) / weight,
  }))
}

function barredOf(compiled: Compiled, mix: Mix, values: Float64Array): Barred[] {
  const counts = isCounted(compiled)
  return compiled.classes
    .flatMap(({ segment, element, options }, at) => {
      const now = netOf(options[mix[at]!]!.worth(values), counts)
      return options.flatMap(({ level, bar, worth }): Barred[] => {
        const tempting = netOf(worth(values), counts) - now
        if (!bar || tempting <= 1e-9) return []
        return [{ segment: segment.segment, element: element.element, level: level.level, bar, tempting }]
      })
    })
    .toSorted((a, b) => b.tempting - a.tempting)
}

function otherwiseOf(compiled: Compiled, values: Float64Array, means: Means): Balance['otherwise'] {
  if (
    !compiled.problem.segments.some(({ elements, retention }) => retention && elements.some(({ loyalty }) => loyalty))
  )
    return null
  const intangible = !isCounted(compiled)
  const other = { ...compiled, problem: { ...compiled.problem, intangible } }
  const question = questionAt(other, values)
  const best = bestMix(question.asked, means)
  if (!best) return null
  const { levels, gain } = answerOf(other, mixOf(question, best.picks), values)
  return { intangible, levels, gain }
}

const POINTS = 8

/** What each further bit of spending buys, from the cheapest mix to the one that nothing limits but capacities. */
function curveOf({ compiled, values, best }: Ground, means: Means): Balance['curve'] {
  const others = compiled.limits.filter(({ name }) => name !== BUDGET)
  const withBudget = (limit: number) => questionAt(compiled, values, [{ name: BUDGET, limit }, ...others])
  const start = others.length === compiled.limits.length ? undefined : best.prices
  const solve = (limit: number) => {
    const question = withBudget(limit)
    const answer = bestMix(question.asked, { solver: means.solver, near: start })
    return answer && { spent: totalOf(question.asked.uses[0]!, answer.picks), gain: answer.value }
  }
  const most = solve(Number.MAX_SAFE_INTEGER)
  const costs = withBudget(0).asked
  const cheapest = leastSpent(costs.uses[0]!, costs.starts)
  if (!most || most.spent <= cheapest) return most ? [most] : []
  const steps = Array.from({ length: POINTS }, (_, nth) => solve(cheapest + ((most.spent - cheapest) * nth) / POINTS))
  return [...steps.filter((point) => point !== undefined), most]
}

function leastSpent(cost: Float64Array, starts: Int32Array): number {
  let sum = 0
  for (let at = 0; at + 1 < starts.length; at++) sum += Math.min(...cost.subarray(starts[at]!, starts[at + 1]!))
  return sum
}

/** Every level of every element with what it brings against today, and why it is no choice: the curves beside the desk. */
export function levelsOf(problem: Problem) {
  const compiled = compile(problem)
  const values = expectedValues(compiled)
  return compiled.classes.map(({ segment, element, options }) => ({
    segment: segment.segment,
    element: element.element,
    today: element.today,
    levels: options.map(({ level, bar, worth }) => {
      const told = worth(values)
      return { level: level.level, bar, ...told, net: netOf(told, isCounted(compiled)) }
    }),
  }))
}

/** What any mix of levels brings against today, and which of its levels are no choice: for trying one out by hand. */
export function tryMix(problem: Problem, levels: readonly { segment: string; element: string; level: number }[]) {
  const compiled = compile(problem)
  const values = expectedValues(compiled)
  const wanted = new Map(levels.map(({ segment, element, level }) => [`${segment} ${element}`, level]))
  const mix = compiled.classes.map(({ segment, element, options, today }) => {
    const level = wanted.get(`${segment.segment} ${element.element}`)
    const at = options.findIndex((option) => option.level.level === level)
    return at < 0 ? today : at
  })
  const bars = compiled.classes.flatMap(({ segment, element, options }, at) => {
    const { bar, level } = options[mix[at]!]!
    return bar ? [{ segment: segment.segment, element: element.element, level: level.level, bar }] : []
  })
  const question = questionAt(compiled, values)
  return {
    answer: answerOf(compiled, mix, values),
    risk: risksOf(compiled, [mix], USUAL)[0]!,
    bars,
    isWithinLimits: picksFor(question, mix) !== undefined && isAllowed(question, mix),
  }
}
