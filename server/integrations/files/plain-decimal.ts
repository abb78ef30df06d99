/** Writes a number given in any notation as plain decimal text, digit for digit. */

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/
/** Beyond this a number is no quantity, price or position. */
const EXPONENT_MAX = 40

/** `1.5E3` is `1500`. Gives undefined for what is no number or absurdly large or small. */
export function plainDecimal(text: string): string | undefined {
  const found = NUMBER.exec(text)
  if (!found) return undefined
  const [, minus = '', whole = '', fraction = '', exponent = '0'] = found
  const shift = Number(exponent)
  if (Math.abs(shift) > EXPONENT_MAX) return undefined
  const digits = whole + fraction
  const point = whole.length + shift
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const after = padded.slice(at).replace(/0+$/, '')
  return after === '' ? minus + before : `${minus}${before}.${after}`
}
