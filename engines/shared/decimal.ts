/** Decimal text to scaled integers and back, exactly: a value finer than the scale is refused, never rounded. */

export type DecimalRefusal = 'malformed' | 'too_fine' | 'too_large'

const PATTERN = /^([+-]?)(\d+)(?:\.(\d+))?$/

/**
 * Parses plain decimal text (`-12.5`; a point, no grouping, no exponent) to an integer scaled by 10^decimals.
 * Returns the reason instead of a number when it cannot. Trailing zeros do not make a value finer.
 * Example: `parseScaled('1.250', 3)` is 1250; `parseScaled('1.2505', 3)` is `too_fine`.
 */
export function parseScaled(text: string, decimals: number): number | DecimalRefusal {
  const match = PATTERN.exec(text)
  if (!match) return 'malformed'
  const fraction = match[3] ?? ''
  for (let i = decimals; i < fraction.length; i++) if (fraction.charCodeAt(i) !== 48) return 'too_fine'
  const scaled = Number(match[2] + fraction.slice(0, decimals).padEnd(decimals, '0'))
  if (scaled > Number.MAX_SAFE_INTEGER) return 'too_large'
  return match[1] === '-' ? 0 - scaled : scaled
}

/** Writes a scaled integer as plain decimal text without trailing zeros: `formatScaled(1250, 3)` is `1.25`. */
export function formatScaled(value: number, decimals: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError('value must be a safe integer')
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return (value < 0 ? '-' : '') + whole + (fraction ? `.${fraction}` : '')
}

/** A quantity in thousandths of the base unit. */
export const parseMilli = (text: string): number | DecimalRefusal => parseScaled(text, 3)

export const formatMilli = (milli: number): string => formatScaled(milli, 3)
