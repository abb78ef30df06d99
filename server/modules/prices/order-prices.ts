/** What is known of an order's prices before it is priced: facts of lists, agreements, taxes and competitors. */
import type { ChargeKind, CompetitorPrice, PricedOrder, TAX_TREATMENTS } from '../../../contract/prices.ts'
import { parseScaled } from '../../../engines/shared/index.ts'
import type { UnitPrice } from './unit-price.ts'

/** The words of EN 16931 for why a rate is what it is. */
export type TaxCategory = 'S' | 'Z' | 'G' | 'K' | 'AE' | 'E'

export interface LineTax {
  readonly category: TaxCategory
  /** Thousandths of a percent. */
  readonly percentMilli: number
}

/** The lowest of the competitors' latest prices, per base unit. */
export interface CompetitorsBest {
  readonly competitor: string
  readonly unit_price: string
  readonly seen_on: string
  readonly evidence: CompetitorPrice['evidence']
  readonly age_days: number
  /** Seen longer ago than a year: shown, but no basis for a judgment. */
  readonly is_old: boolean
}

export interface LinePrice {
  readonly line_number: number
  readonly kind: 'goods' | 'service'
  readonly product_id: string
  /** Base units, in thousandths. */
  readonly quantityMilli: number
  /** Null: no list that holds for this customer has the product. Unknown, never zero. */
  readonly price: UnitPrice | null
  /** `given` by hand, `service` of the catalogue, `list:` and its code; null with the price. */
  readonly price_source: string | null
  readonly agreement_id: string | null
  /** Null: no rate is known for the destination's country and the product's class. */
  readonly tax: LineTax | null
  /** Of one base unit; null: not known. */
  readonly weightGrams: number | null
  readonly competitor: CompetitorsBest | null
  /** Null: not priced by a list. */
  readonly basis: PriceBasis | null
}

export type PriceBasis = NonNullable<PricedOrder['lines'][number]['basis']>

export interface ChargeRate {
  readonly zone: string
  /** Millionths of the major unit, or of a kilogram. */
  readonly fromMicro: number
  readonly fixedMicro: number
  readonly percentMilli: number
  readonly perKilogramMicro: number
}

export interface ChargeTerms {
  readonly charge_id: string
  readonly name: string
  readonly kind: ChargeKind
  readonly basis: 'order_value' | 'weight'
  readonly rates: readonly ChargeRate[]
}

export interface OrderPrices {
  /** Null: neither asked for nor known of the customer. */
  readonly currency: string | null
  readonly payment_days: number | null
  readonly country: string | null
  readonly postal_code: string | null
  readonly lines: readonly LinePrice[]
  /** That hold for this customer, the closest first. */
  readonly agreements: PricedOrder['agreements']
  /** At most one of each kind: the one agreed, else the one for everybody. */
  readonly charges: readonly ChargeTerms[]
}

const TREATED: Readonly<Record<(typeof TAX_TREATMENTS)[number], TaxCategory>> = {
  export: 'G',
  intra_community: 'K',
  reverse_charge: 'AE',
  exempt: 'E',
}

/** The agreement's reason for no tax comes first; else the rate found for country and class, if any. */
export function taxOf(treatment: (typeof TAX_TREATMENTS)[number] | null, percentMilli: number | null): LineTax | null {
  if (treatment) return { category: TREATED[treatment], percentMilli: 0 }
  return percentMilli === null ? null : { category: percentMilli === 0 ? 'Z' : 'S', percentMilli }
}

/** A decimal of the database as a scaled integer. */
export function scaled(text: string, decimals: number): number {
  const value = parseScaled(text, decimals)
  if (typeof value !== 'number') throw new RangeError(`not a stored decimal: ${text}`)
  return value
}
