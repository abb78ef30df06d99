/**
 * One open promise against what is known now: the chance that it is broken, why, and when the goods come.
 *
 * The lead time that is left, given how long it has lasted already, is moved by each cause: delays add up, a closed road
 * holds until its day, and the carrier's own estimate is believed as far as it has deserved. A cause's contribution is what
 * the chance would lose without it.
 */
import type { Cause, Reason } from './cause.ts'
import {
  arrivalGiven,
  chanceAfter,
  delayed,
  expectedDaysAfter,
  HORIZON,
  heldUntil,
  type LeadDays,
  mixed,
  quantileOf,
  type Spread,
} from './spread.ts'

export interface PromiseFacts {
  /** Local day number of the destination. */
  readonly today: number
  /** Last day of the promised window. */
  readonly dueDay: number
  /** When the goods would come if nothing spoke against it. */
  readonly lead: LeadDays
  readonly causes: readonly Cause[]
  /** Days late that this customer does not forgive; absent: nothing is known. */
  readonly unforgivenDays?: number
}

/** Days: local day numbers. Null: beyond what is told apart. */
export interface Eta {
  readonly likely: number
  /** Eight times in ten between these. */
  readonly low80: number
  readonly high80: number | null
  /** 95 times in a hundred between these. */
  readonly low95: number
  readonly high95: number | null
}

export interface Assessment {
  /** Chance of being late, 0 to 1, before calibration. */
  readonly chance: number
  /** Days late to be expected, "never in sight" counted as `NEVER_DAYS`. */
  readonly expectedDaysLate: number
  /** Chance of being so late that the customer does not forgive it; the chance itself where nothing is known. */
  readonly unforgivenChance: number
  /** Null: more likely than not beyond the horizon. */
  readonly eta: Eta | null
  /** In order of contribution. */
  readonly reasons: readonly Reason[]
}

/** Goods that nobody sees coming are counted as so many days late. [ours] */
export const NEVER_DAYS = 30
/** Less than half a percent explains nothing. */
const TOLD_FROM = 0.005

export function assessPromise({ today, dueDay, lead, causes, unforgivenDays = 0 }: PromiseFacts): Assessment {
  const sorted = causes.length > 1 ? [...causes].sort(byName) : causes
  const base = arrivalGiven(lead, today)
  const spread = arrivalOf(base, sorted, today)
  const due = dueDay - today
  const chance = chanceAfter(spread, due)
  return {
    chance,
    expectedDaysLate: expectedDaysAfter(spread, due, NEVER_DAYS),
    unforgivenChance: chanceAfter(spread, due + unforgivenDays),
    eta: etaOf(spread, today),
    reasons: reasonsOf({ base, sorted, today, due, chance }),
  }
}

const nameOf = ({ code, params, effect }: Cause) => `${code} ${JSON.stringify(params)} ${JSON.stringify(effect)}`
/** Causes are facts without an order of their own; sums come out the same to the last digit. */
const byName = (a: Cause, b: Cause) => (nameOf(a) < nameOf(b) ? -1 : 1)

function arrivalOf(base: Spread, causes: readonly Cause[], today: number): Spread {
  let spread = base
  for (const { effect } of causes) if ('lead' in effect) spread = arrivalGiven(effect.lead, today)
  for (const { effect } of causes) if ('delay' in effect) spread = delayed(spread, effect.delay)
  for (const { effect } of causes) if ('until' in effect) spread = heldUntil(spread, effect.until - today)
  for (const { effect } of causes)
    if ('estimate' in effect) spread = mixed(spread, estimated(effect.estimate, today), effect.estimate.weight)
  return spread
}

type Estimate = Extract<Cause['effect'], { estimate: unknown }>['estimate']

/** What the carrier's day comes to; a day that has passed counts as today, and whoever asks had better leave it out. */
function estimated({ day, errors, early }: Estimate, today: number): Spread {
  const spread = new Float64Array(HORIZON + 1)
  const first = Math.max(day, today) - early - today
  let rest = 1
  for (const [at, chance] of errors.entries()) {
    const share = Math.min(rest, chance)
    spread[Math.min(HORIZON, Math.max(0, first + at))]! += share
    rest -= share
  }
  spread[HORIZON]! += rest
  return spread
}

function etaOf(spread: Spread, today: number): Eta | null {
  const at = (chance: number) => {
    const found = quantileOf(spread, chance)
    return found === null ? null : today + found
  }
  const likely = at(0.5)
  if (likely === null) return null
  return { likely, low80: at(0.1) ?? likely, high80: at(0.9), low95: at(0.025) ?? likely, high95: at(0.975) }
}

interface Question {
  readonly base: Spread
  readonly sorted: readonly Cause[]
  readonly today: number
  readonly due: number
  readonly chance: number
}

function reasonsOf({ base, sorted, today, due, chance }: Question): Reason[] {
  // Once the day has passed the promise is broken for certain: then the days are what a cause adds to.
  const isPassed = due < 0
  const worst = isPassed ? expectedDaysAfter(arrivalOf(base, sorted, today), due, NEVER_DAYS) : chance
  const badness = (spread: Spread) =>
    isPassed ? expectedDaysAfter(spread, due, NEVER_DAYS) / worst : chanceAfter(spread, due)
  const whole = isPassed ? 1 : chance
  const reasons: Reason[] = sorted.map((cause) => {
    const others = sorted.filter((one) => one !== cause)
    const contribution = Math.max(0, whole - badness(arrivalOf(base, others, today)))
    return { code: cause.code, params: cause.params, contribution }
  })
  reasons.push({ code: 'usual_time', params: {}, contribution: sorted.length === 0 ? whole : badness(base) })
  return reasons.filter(({ contribution }) => contribution >= TOLD_FROM).sort(byContribution)
}

/** What is usual explains nothing, so at equal weight it comes last. */
const byContribution = (a: Reason, b: Reason) =>
  b.contribution - a.contribution || Number(a.code === 'usual_time') - Number(b.code === 'usual_time')
