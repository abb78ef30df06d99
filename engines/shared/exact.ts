/** Exact integer arithmetic for products that outgrow 53 bits, and rounding half away from zero. */

/** Rounds to an integer, halves away from zero: 0.5 to 1, −0.5 to −1. */
export function roundHalfAway(value: number): number {
  const rounded = Math.round(Math.abs(value))
  return value < 0 ? 0 - rounded : rounded
}

/**
 * `a × b ÷ divisor` for integers, rounded half away from zero; divisor must be positive.
 * Exact as long as the answer is a safe integer; beyond that it is the nearest double, which the caller must refuse.
 * Example: `multiplyDivide(10_005, 1000, 10_000)` is 1001.
 */
export function multiplyDivide(a: number, b: number, divisor: number): number {
  const product = a * b
  if (Number.isSafeInteger(product) && Number.isSafeInteger(2 * divisor)) {
    const magnitude = Math.abs(product)
    const rest = magnitude % divisor
    const quotient = (magnitude - rest) / divisor + (2 * rest >= divisor ? 1 : 0)
    return product < 0 ? 0 - quotient : quotient
  }
  return multiplyDivideLarge(BigInt(a), BigInt(b), BigInt(divisor))
}

function multiplyDivideLarge(a: bigint, b: bigint, divisor: bigint): number {
  const product = a * b
  const magnitude = product < 0n ? -product : product
  const quotient = (2n * magnitude + divisor) / (2n * divisor)
  return Number(product < 0n ? -quotient : quotient)
}
