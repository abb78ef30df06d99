/** Check digits of GS1 keys (GTIN, GLN, SSCC; GS1 General Specifications, section 7.9) and of postal numbers (UPU S10). */

const digitAt = (text: string, index: number) => text.charCodeAt(index) - 48

/** Check digit for the body of a GS1 key: weights 3, 1, 3, 1 … from the right, modulo 10. `gs1CheckDigit('400638133393')` is 1. */
export function gs1CheckDigit(body: string): number {
  if (!/^\d+$/.test(body)) throw new RangeError('a GS1 key has digits only')
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += digitAt(body, body.length - 1 - i) * (i % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

/** True for a complete GS1 key of a known length (8, 12, 13, 14, 17 or 18 digits) whose last digit checks. */
export function isGs1Key(key: string): boolean {
  return /^(\d{8}|\d{12,14}|\d{17,18})$/.test(key) && gs1CheckDigit(key.slice(0, -1)) === digitAt(key, key.length - 1)
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** Check digit of the eight-digit serial of an S10 postal number: `s10CheckDigit('47312482')` is 9. */
export function s10CheckDigit(serial: string): number {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('an S10 serial has eight digits')
  const sum = S10_WEIGHTS.reduce((total, weight, i) => total + weight * digitAt(serial, i), 0)
  const digit = 11 - (sum % 11)
  return digit === 10 ? 0 : digit === 11 ? 5 : digit
}
