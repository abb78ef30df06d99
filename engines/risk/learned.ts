/** Counted days as chances, pulled towards what is said beforehand where they are few. */

/** Cases as whose weight the prior counts. [ours] */
export const PRIOR_CASES = 20

/** `counts[k]`: cases of k days. The prior must sum to one; so does the result. */
export function shrunkDays(counts: ArrayLike<number>, prior: readonly number[], priorCases = PRIOR_CASES): number[] {
  const length = Math.max(counts.length, prior.length)
  let cases = 0
  for (let k = 0; k < counts.length; k++) cases += counts[k]!
  return Array.from({ length }, (_, k) => ((counts[k] ?? 0) + priorCases * (prior[k] ?? 0)) / (cases + priorCases))
}

export const summed = (chances: readonly number[]): number[] => {
  let sum = 0
  return chances.map((chance) => {
    sum += chance
    return sum
  })
}

/** Of goods whose lane nobody has learned: half come the day before the stated one, nine in ten by it. [prior] */
export const STATED_BEFORE = [0.15, 0.5, 0.9, 0.96, 0.98, 0.99, 0.995] as const
/** `STATED_BEFORE[2]` is the stated day. */
export const STATED_AT = 2

/** Days that a reported delay takes, until the company's own are known: three in ten are caught up. [prior] */
export const DELAY_PRIOR = [0.3, 0.3, 0.18, 0.1, 0.06, 0.03, 0.03] as const
/** Days that silence stands for: most of it is only silence, one in fifty is lost. [prior] */
export const SILENCE_PRIOR = [0.5, 0.2, 0.12, 0.08, 0.04, 0.02, 0.02] as const
/** Days by which suppliers are late. [prior] */
export const SUPPLY_PRIOR = [0.7, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.01, 0.01] as const
/** Days by which carriers' estimates err: from two days early to four late. [prior] */
export const ESTIMATE_PRIOR = [0.03, 0.12, 0.6, 0.15, 0.06, 0.03, 0.01] as const
export const ESTIMATE_EARLY = 2
/** A carrier's estimate outweighs our own curve three to one. [prior] */
export const ESTIMATE_WEIGHT = 0.75
