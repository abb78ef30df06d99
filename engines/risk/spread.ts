/**
 * Chances over days: index i is the chance of "i days from today", the last index is "later than that, or never".
 * Everything here keeps the sum at one and never moves a chance to an earlier day.
 */

/** Days ahead that are told apart. A promise that slips further is answered by people, not by a figure. */
export const HORIZON = 90

export type Spread = Float64Array

/** Share of the goods still out that arrive on each further day, once the learned days are over. [prior] */
const TAIL_RATE = 0.3

/** A lead time: `chances[k]` is the chance to have arrived by `days[k]` (local day numbers, ascending). */
export interface LeadDays {
  readonly days: ArrayLike<number>
  readonly chances: readonly number[]
}

/**
 * When goods arrive that have not arrived by yesterday: the lead time given that it has lasted until `today` (conditional
 * survival; Kalbfleisch and Prentice, *The Statistical Analysis of Failure Time Data*, 1.2). After the last learned day a
 * constant share of what is still out arrives each day, so waiting longer is never good news.
 */
export function arrivalGiven({ days, chances }: LeadDays, today: number): Spread {
  const spread = new Float64Array(HORIZON + 1)
  let before = 0
  for (let k = 0; k < chances.length; k++) {
    const chance = Math.max(before, Math.min(1, chances[k]!))
    add(spread, days[k]! - today, chance - before)
    before = chance
  }
  const first = Math.max(0, (days.length > 0 ? days[days.length - 1]! : today - 1) + 1 - today)
  addTail(spread, first, 1 - before)
  const sum = total(spread)
  if (sum <= 0) addTail(spread, 0, 1)
  else for (let i = 0; i <= HORIZON; i++) spread[i]! /= sum
  return spread
}

function add(spread: Spread, at: number, chance: number): void {
  if (at < 0) return
  spread[Math.min(HORIZON, at)]! += chance
}

function addTail(spread: Spread, from: number, chance: number): void {
  let left = chance
  for (let i = from; i < HORIZON; i++) {
    spread[i]! += left * TAIL_RATE
    left *= 1 - TAIL_RATE
  }
  spread[HORIZON]! += left
}

const total = (spread: Spread): number => {
  let sum = 0
  for (let i = 0; i <= HORIZON; i++) sum += spread[i]!
  return sum
}

/** Later by so many days with these chances; what is missing to one never comes in sight. */
export function delayed(spread: Spread, delay: readonly number[]): Spread {
  const out = new Float64Array(HORIZON + 1)
  let known = 0
  for (let j = 0; j < delay.length; j++) {
    const share = delay[j]!
    if (share <= 0) continue
    known += share
    for (let i = 0; i <= HORIZON; i++) out[Math.min(HORIZON, i + j)]! += spread[i]! * share
  }
  if (known < 1) out[HORIZON]! += 1 - known
  return out
}

/** Nothing arrives before a day: what would have, arrives on it. */
export function heldUntil(spread: Spread, day: number): Spread {
  const out = new Float64Array(HORIZON + 1)
  const first = Math.min(HORIZON, Math.max(0, day))
  for (let i = 0; i <= HORIZON; i++) out[Math.max(first, i)]! += spread[i]!
  return out
}

/** Two answers to one question, the second believed with a weight. */
export function mixed(spread: Spread, other: Spread, weight: number): Spread {
  const out = new Float64Array(HORIZON + 1)
  for (let i = 0; i <= HORIZON; i++) out[i] = spread[i]! * (1 - weight) + other[i]! * weight
  return out
}

/** Chance of arriving after a day (days from today). */
export function chanceAfter(spread: Spread, day: number): number {
  let sum = 0
  for (let i = Math.max(0, Math.min(HORIZON, day + 1)); i <= HORIZON; i++) sum += spread[i]!
  return Math.max(0, Math.min(1, sum))
}

/** Days late that are to be expected; "never in sight" counts as `neverDays`. */
export function expectedDaysAfter(spread: Spread, day: number, neverDays: number): number {
  let sum = spread[HORIZON]! * neverDays
  for (let i = Math.max(0, day + 1); i < HORIZON; i++) sum += spread[i]! * Math.min(neverDays, i - day)
  return sum
}

/** The first day by which goods have arrived with this chance; null: beyond the horizon. */
export function quantileOf(spread: Spread, chance: number): number | null {
  let sum = 0
  for (let i = 0; i < HORIZON; i++) {
    sum += spread[i]!
    if (sum >= chance - 1e-9) return i
  }
  return null
}
