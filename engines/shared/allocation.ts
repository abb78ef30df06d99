/** Splitting a total over lines so that the parts always add up to it (largest remainder, Hare–Niemeyer). */

/**
 * Splits an integer total in proportion to non-negative integer weights; equal remainders go to the earlier line.
 * Refuses negative weights and weights that are all zero.
 * Example: `allocate(100, [1, 1, 1])` is `[34, 33, 33]`.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  let sum = 0n
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError('weights must be non-negative integers')
    sum += BigInt(weight)
  }
  if (sum === 0n) throw new RangeError('at least one weight must be positive')
  const magnitude = BigInt(Math.abs(total))
  const parts = weights.map((weight) => Number((magnitude * BigInt(weight)) / sum))
  const remainders = weights.map((weight) => (magnitude * BigInt(weight)) % sum)
  const left = Math.abs(total) - parts.reduce((a, b) => a + b, 0)
  const byRemainder = weights.map((_, index) => index)
  byRemainder.sort((a, b) => (remainders[a]! === remainders[b]! ? a - b : remainders[a]! > remainders[b]! ? -1 : 1))
  for (const index of byRemainder.slice(0, left)) parts[index]! += 1
  return total < 0 ? parts.map((part) => 0 - part) : parts
}
