/**
 * Which of two foretellers to believe, by what each has foretold: the chance that the first is right, when one of them is
 * (a Bayesian mixture of experts; Cesa-Bianchi and Lugosi, *Prediction, Learning, and Games*, chapter 3).
 */

/** What was said by each, and what came. */
export type Foretelling = readonly [number, number, boolean]

/** Neither is believed alone: what was foretold badly yesterday may be foretold well tomorrow. [ours] */
const LEAST = 0.05
const FLOOR = 0.005

export function believed(told: readonly Foretelling[]): number {
  let gained = 0
  for (const [a, b, isLate] of told) gained += log(isLate ? a : 1 - a) - log(isLate ? b : 1 - b)
  const share = 1 / (1 + Math.exp(Math.max(-700, Math.min(700, -gained))))
  return Math.max(LEAST, Math.min(1 - LEAST, share))
}

const log = (chance: number) => Math.log(Math.max(FLOOR, chance))
