/** Chance that both policies share: what an order draws depends on the order alone, what a round draws on the round alone. */
import { seededRandom } from '../shared/index.ts'
import type { Guess, Guesses } from './facts.ts'

/** A number in [0, 1) that belongs to one thing of one kind (finalizer of MurmurHash3). */
export function luckOf(thing: number, kind: number): number {
  let h = (Math.imul(thing, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

export type Drawn = { readonly [Name in keyof Guesses]: number }

/** Every uncertain figure once, from its triangle. Round 0 takes the likeliest. */
export function drawGuesses(guesses: Guesses, seed: number, round: number): Drawn {
  const names = Object.keys(guesses) as (keyof Guesses)[]
  if (round === 0) return Object.fromEntries(names.map((name) => [name, guesses[name].likely])) as Drawn
  const { unit } = seededRandom(seed * 7919 + round)
  return Object.fromEntries(names.map((name) => [name, triangular(guesses[name], unit())])) as Drawn
}

export function triangular({ low, likely, high }: Guess, unit: number): number {
  const span = high - low
  if (span <= 0) return likely
  const middle = (likely - low) / span
  return unit < middle
    ? low + Math.sqrt(unit * span * (likely - low))
    : high - Math.sqrt((1 - unit) * span * (high - likely))
}
