/** Minor units of ISO 4217 currencies, and the worth of a quantity. */
import { multiplyDivide } from './exact.ts'

/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). Everything else active has two decimals. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

/** Decimals of a currency's minor unit: JPY 0, EUR 2, KWD 3. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2
}

/** Minor units in 1000 major units, so that milli-quantities times micro-prices divide exactly: 10^(9 − exponent). */
const DIVISORS = [1e9, 1e8, 1e7, 1e6, 1e5]

/**
 * Worth of a quantity in minor units, rounded half away from zero: thousandths of a unit times millionths of the major unit.
 * Example: 3 units at 10.005 EUR: `worthMinor(3000, 10_005_000, 'EUR')` is 3002.
 */
export function worthMinor(quantityMilli: number, unitPriceMicro: number, currency: string): number {
  return multiplyDivide(quantityMilli, unitPriceMicro, DIVISORS[currencyExponent(currency)]!)
}
