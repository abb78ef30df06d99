/** 95 % Wilson score interval of a share of counted cases, and the sample size below which a share is shown greyed. */
export const FEW_CASES = 30

const Z = 1.959964

export type Interval = { low: number; high: number }

/** The interval of `numerator / denominator`; `undefined` without cases. */
export function wilsonInterval(numerator: number, denominator: number): Interval | undefined {
  if (denominator <= 0) return undefined
  const share = numerator / denominator
  const z2 = Z * Z
  const center = (share + z2 / (2 * denominator)) / (1 + z2 / denominator)
  const spread = Math.sqrt((share * (1 - share)) / denominator + z2 / (4 * denominator ** 2))
  const half = (Z * spread) / (1 + z2 / denominator)
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) }
}
