/**
 * The very best mix, with proof. With prices on the limits every option of a class loses something against its best one; a
 * mix that is better than the one in hand can lose no more than bound − value. So only options with small losses are left,
 * and of these little remains to be searched: by states for one limit, by an integer program for several.
 */
import { type Bound, lowestBound } from './dual.ts'
import { firstMix } from './first-mix.ts'
import { classCount, fits, type Knapsack, leastUse, limitSlack, narrowed, type Picks, totalOf } from './knapsack.ts'
import { type IntegerSolver, lpText, type Row } from './solver.ts'

export interface Best {
  readonly picks: Picks
  readonly value: number
  /** No mix is worth more. */
  readonly bound: number
  readonly isProven: boolean
  /** What one more unit of each limit is worth. */
  readonly prices: Float64Array
}

export interface Means {
  readonly solver?: IntegerSolver
  /** Prices of a question much like this one. */
  readonly near?: Float64Array
  /** A mix thought to be good. */
  readonly start?: Picks
}

/** Undefined: no mix keeps all limits. Without a solver a question with several limits may come back unproven, or unanswered: see `isProven`. */
export function bestMix(asked: Knapsack, means: Means = {}): Best | undefined {
  if (asked.limits.some((limit, k) => leastUse(asked, k) > limit + limitSlack(asked, k))) return undefined
  const bound = lowestBound(asked, means.near)
  const found = bestOf(asked, [means.start, firstMix(asked, bound)]) ?? anyMix(asked, means.solver)
  if (!found) return undefined
  return proved(asked, { bound, found, solver: means.solver })
}

function bestOf(asked: Knapsack, mixes: readonly (Picks | undefined)[]): Picks | undefined {
  const kept = mixes.filter((picks): picks is Picks => picks !== undefined && fits(asked, picks))
  return kept.toSorted((a, b) => totalOf(asked.value, b) - totalOf(asked.value, a))[0]
}

interface InHand {
  readonly bound: Bound
  readonly found: Picks
  readonly solver: IntegerSolver | undefined
}

function proved(asked: Knapsack, { bound, found, solver }: InHand): Best {
  const value = totalOf(asked.value, found)
  const tolerance = 1e-9 * Math.max(1, Math.abs(bound.bound))
  const known = { picks: found, value, bound: Math.max(value, bound.bound), prices: bound.prices }
  if (bound.bound - value <= tolerance) return { ...known, bound: value, isProven: true }
  const losses = lossesAt(asked, bound)
  const small = narrowed(asked, (option) => losses[option]! < bound.bound - value - tolerance)
  // A mix that loses less than the gap uses these options alone; where a class has none left, no such mix exists.
  if (small.asked.starts.some((start, at) => at > 0 && start === small.asked.starts[at - 1])) {
    return { ...known, bound: value, isProven: true }
  }
  const better = searched(small.asked, { bound, value: value + tolerance }, solver)
  if (better === STOPPED) return { ...known, isProven: false }
  const picks = better && Int32Array.from(better, (option) => small.back[option]!)
  const best = bestOf(asked, [found, picks]) ?? found
  const sum = totalOf(asked.value, best)
  return { ...known, picks: best, value: sum, bound: sum, isProven: true }
}

function searched(
  asked: Knapsack,
  hand: { bound: Bound; value: number },
  solver: IntegerSolver | undefined,
): Picks | undefined | typeof STOPPED {
  const byHand = asked.limits.length === 1 ? byStates(asked, hand) : STOPPED
  return byHand === STOPPED && solver ? byProgram(asked, solver) : byHand
}

/** What an option is worth less than its class's best one, both at the prices. */
function lossesAt(asked: Knapsack, { prices, picks }: Bound): Float64Array {
  const worth = (option: number) =>
    asked.uses.reduce((sum, use, k) => sum - prices[k]! * use[option]!, asked.value[option]!)
  const losses = new Float64Array(asked.value.length)
  for (let at = 0; at < picks.length; at++) {
    const best = worth(picks[at]!)
    for (let option = asked.starts[at]!; option < asked.starts[at + 1]!; option++) {
      losses[option] = Math.max(0, best - worth(option))
    }
  }
  return losses
}

const STOPPED = 'stopped'
const MOST_STATES = 400_000

interface State {
  readonly use: number
  readonly value: number
  readonly before: State | undefined
  readonly option: number
}

/** One limit: class by class all sums that no other beats with less use and more value, and that can still become better than the mix in hand. */
function byStates(asked: Knapsack, hand: { bound: Bound; value: number }): Picks | undefined | typeof STOPPED {
  const { starts, value } = asked
  const [use, limit] = [asked.uses[0]!, asked.limits[0]! + limitSlack(asked, 0)]
  const price = hand.bound.prices[0]!
  const count = classCount(asked)
  // Classes with a choice last: fixed ones only add.
  const order = Array.from({ length: count }, (_, at) => at).toSorted(
    (a, b) => starts[a + 1]! - starts[a]! - (starts[b + 1]! - starts[b]!),
  )
  const rest = restOf(asked, order, price)
  let states: State[] = [{ use: 0, value: 0, before: undefined, option: -1 }]
  let made = 0
  for (let nth = 0; nth < count; nth++) {
    const at = order[nth]!
    const next: State[] = []
    for (const before of states) {
      for (let option = starts[at]!; option < starts[at + 1]!; option++) {
        const used = before.use + use[option]!
        if (used + rest.use[nth + 1]! > limit) continue
        const worth = before.value + value[option]!
        if (worth + rest.priced[nth + 1]! + price * (limit - used) <= hand.value) continue
        next.push({ use: used, value: worth, before, option })
      }
    }
    made += next.length
    if (made > MOST_STATES) return STOPPED
    states = undominated(next)
  }
  const best = states.at(-1)
  if (!best) return undefined
  const picks = new Int32Array(count)
  for (let state: State | undefined = best, nth = count - 1; nth >= 0; nth--, state = state!.before) {
    picks[order[nth]!] = state!.option
  }
  return picks
}

/** Least use, and most value at the price, of the classes that are still to come. */
function restOf({ starts, value, uses }: Knapsack, order: readonly number[], price: number) {
  const least = new Float64Array(order.length + 1)
  const priced = new Float64Array(order.length + 1)
  for (let nth = order.length - 1; nth >= 0; nth--) {
    const at = order[nth]!
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let option = starts[at]!; option < starts[at + 1]!; option++) {
      low = Math.min(low, uses[0]![option]!)
      high = Math.max(high, value[option]! - price * uses[0]![option]!)
    }
    least[nth] = least[nth + 1]! + low
    priced[nth] = priced[nth + 1]! + high
  }
  return { use: least, priced }
}

/** By use upwards, each worth more than all before it. */
function undominated(states: State[]): State[] {
  states.sort((a, b) => a.use - b.use || b.value - a.value)
  const kept: State[] = []
  for (const state of states) if (kept.length === 0 || state.value > kept.at(-1)!.value) kept.push(state)
  return kept
}

/** Several limits: the options that are left, as an integer program. Rows are scaled so that tolerances mean the same everywhere. */
function byProgram(asked: Knapsack, solver: IntegerSolver): Picks | undefined | typeof STOPPED {
  for (const margin of [0, 1e-6, 1e-5]) {
    const answer = solver(lpText(programOf(asked, margin)))
    if (answer.state === 'stopped') return STOPPED
    if (answer.state === 'infeasible') return undefined
    const picks = picksOf(asked, answer.value)
    // A solver keeps limits to its own tolerance; a hair less of each keeps them to ours.
    if (fits(asked, picks)) return picks
  }
  return STOPPED
}

export const nameOf = (option: number): string => `x${option}`

export function picksOf(asked: Knapsack, value: (name: string) => number): Picks {
  return Int32Array.from({ length: classCount(asked) }, (_, at) => {
    let best = asked.starts[at]!
    for (let option = best; option < asked.starts[at + 1]!; option++) {
      if (value(nameOf(option)) > value(nameOf(best))) best = option
    }
    return best
  })
}

/** The base is taken out of each class, so that only differences, which are of one size, are left to the solver. */
function programOf(asked: Knapsack, margin: number) {
  const options = Array.from(asked.value, (_, option) => option)
  const scale = Math.max(...differences(asked, asked.value).map(Math.abs), Number.MIN_VALUE)
  const gains = differences(asked, asked.value)
  return {
    goal: 'Maximize' as const,
    objective: options.map((option) => ({ name: nameOf(option), times: gains[option]! / scale })),
    rows: [...choiceRows(asked), ...limitRows(asked, margin)],
    binaries: options.map(nameOf),
  }
}

export function choiceRows({ starts }: Knapsack): Row[] {
  return Array.from(
    { length: starts.length - 1 },
    (_, at): Row => ({
      terms: Array.from({ length: starts[at + 1]! - starts[at]! }, (_, nth) => ({
        name: nameOf(starts[at]! + nth),
        times: 1,
      })),
      sense: '=',
      than: 1,
    }),
  )
}

export function limitRows(asked: Knapsack, margin: number): Row[] {
  return asked.uses.map((use, k) => {
    const more = differences(asked, use)
    const scale = Math.max(...more.map(Math.abs), Number.MIN_VALUE)
    const base = asked.starts.slice(0, -1).reduce((sum, start) => sum + use[start]!, 0)
    return {
      terms: Array.from(more, (times, option) => ({ name: nameOf(option), times: times / scale })),
      sense: '<=',
      than: (asked.limits[k]! - base) / scale - margin,
    }
  })
}

/** Of each option against the first of its class. */
function differences({ starts }: Knapsack, row: Float64Array): number[] {
  const told: number[] = []
  for (let at = 0; at + 1 < starts.length; at++) {
    for (let option = starts[at]!; option < starts[at + 1]!; option++) told.push(row[option]! - row[starts[at]!]!)
  }
  return told
}

/** Where mending found no way within the limits: any that there is. */
function anyMix(asked: Knapsack, solver: IntegerSolver | undefined): Picks | undefined {
  if (!solver || asked.limits.length === 0) return undefined
  const found = byProgram(asked, solver)
  return found === STOPPED ? undefined : found
}
