/** A price on a list is for a unit; what is bought is counted in base units. Both meet here, exactly. */
import { currencyExponent, multiplyDivide } from '../../../engines/shared/index.ts'

/** One pack holds numerator/denominator base units. */
export interface PackRatio {
  readonly numerator: number
  readonly denominator: number
}

export const BASE_UNIT: PackRatio = { numerator: 1, denominator: 1 }

/** The price agreed: millionths of the major unit, for one pack of so many base units. */
export interface UnitPrice {
  readonly micro: number
  readonly per: PackRatio
}

/** A price less an agreed percentage (in thousandths of a percent), rounded to the millionth that prices have. */
export const lessDiscount = (price: UnitPrice, percentMilli: number): UnitPrice => ({
  ...price,
  micro: multiplyDivide(price.micro, 100_000 - percentMilli, 100_000),
})

/** For one base unit, rounded to the millionth: what an order line keeps. A price for a third of a carton has no exact one. */
export const perBaseUnit = ({ micro, per }: UnitPrice): number => multiplyDivide(micro, per.denominator, per.numerator)

/** Thousandths of a base unit in so many packs; null where that is finer than a thousandth. */
export function inBaseUnits(quantityMilli: number, pack: PackRatio): number | null {
  const base = BigInt(quantityMilli) * BigInt(pack.numerator)
  const [divisor, whole] = [BigInt(pack.denominator), base / BigInt(pack.denominator)]
  return whole * divisor === base ? Number(whole) : null
}

/** Minor units that a quantity is worth, rounded once, half away from zero: 12 at 10 the dozen are 10, though a twelfth of 10 is no decimal. */
export function netMinor(quantityMilli: number, { micro, per }: UnitPrice, currency: string): number {
  const exact = BigInt(quantityMilli) * BigInt(micro) * BigInt(per.denominator)
  const divisor = BigInt(per.numerator) * 10n ** BigInt(9 - currencyExponent(currency))
  return Number((2n * exact + divisor) / (2n * divisor))
}
