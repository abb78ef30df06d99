/**
 * Counting durations in log-spaced buckets, so that quantiles of any segment come from added-up counters.
 * The scheme is that of DDSketch (Masson, Rim and Lee 2019): bucket bounds grow by γ = (1 + α)/(1 − α) and a bucket is
 * answered by 2γ^i/(γ + 1), which is never more than α away, relatively, from any value in it. α is 2.5 %.
 */
const ALPHA = 0.025
const GAMMA = (1 + ALPHA) / (1 - ALPHA)
const LOG_GAMMA = Math.log(GAMMA)

/** Bucket 0 holds durations under one second (and negative ones); the last bucket is open above ten years. */
export const DURATION_BUCKETS = 2 + Math.ceil(Math.log(10 * 366 * 86_400) / LOG_GAMMA)

/** Bucket of a duration in seconds. The relative error of 2.5 % holds from one second to ten years. */
export function durationBucket(seconds: number): number {
  if (!(seconds >= 1)) return 0
  return Math.min(DURATION_BUCKETS - 1, 1 + Math.ceil(Math.log(seconds) / LOG_GAMMA))
}

/** The duration in seconds that stands for a bucket. */
export function durationOfBucket(bucket: number): number {
  return bucket === 0 ? 0 : (2 * GAMMA ** (bucket - 1)) / (GAMMA + 1)
}

/**
 * Quantile (0…1) of counted durations in seconds: the value of rank ⌈q·n⌉, within 2.5 %. Null without counts.
 * `counts` is indexed by bucket and may be sparse.
 */
export function durationQuantile(counts: ArrayLike<number>, quantile: number): number | null {
  let total = 0
  for (let i = 0; i < counts.length; i++) total += counts[i] ?? 0
  if (total === 0) return null
  let left = Math.max(1, Math.ceil(quantile * total))
  for (let i = 0; i < counts.length; i++) {
    left -= counts[i] ?? 0
    if (left <= 0) return durationOfBucket(i)
  }
  return durationOfBucket(counts.length - 1)
}
