/** Settles the price of one line out of what was found for it. */
import { Refusal } from '../../../contract/refusals.ts'
import { type CompetitorsBest, type LinePrice, type PriceBasis, scaled, taxOf } from './order-prices.ts'
import { BASE_UNIT, inBaseUnits, lessDiscount, type PackRatio, type UnitPrice } from './unit-price.ts'

export interface WishedLine {
  readonly line_number: number
  readonly kind?: 'goods' | 'service' | null
  /** A product, or for a service its code in the catalogue. */
  readonly product_id: string
  readonly quantity: number
  /** A pack of the product; absent: its base unit. */
  readonly unit?: string | null
  /** Agreed by hand, per base unit; absent: found. */
  readonly unit_price?: number | null
}

/** What the database holds about a line; decimals as text. */
export interface FoundLine {
  readonly base_unit: string | null
  readonly weight_grams: number | null
  /** The pack that the wish is counted in, where it names one. */
  readonly pack: PackRatio | null
  readonly agreement_id: string | null
  readonly list_id: string | null
  readonly unit_price: string | null
  readonly price_unit: string | null
  readonly price_pack: PackRatio | null
  readonly scale: Pick<PriceBasis, 'from_quantity' | 'valid_from' | 'valid_to'> | null
  readonly percent: string | null
  readonly competitor: CompetitorsBest | null
}

/** What holds for every line of the order, and what services cost its customer. */
export interface LineTerms {
  readonly agreements: readonly {
    readonly agreement_id: string
    readonly discount_percent: string
    readonly tax_treatment: Parameters<typeof taxOf>[0]
  }[]
  /** By code; null where the price is not known or the service not offered. */
  readonly services: ReadonlyMap<string, string | null>
}

type Priced = Pick<LinePrice, 'price' | 'price_source' | 'agreement_id' | 'basis'>
const UNKNOWN: Priced = { price: null, price_source: null, agreement_id: null, basis: null }

/** Refuses `unknown_product`, `unknown_service`, and `unknown_unit` for a unit in which the product is not counted. */
export function toLinePrice(wish: WishedLine, found: FoundLine, terms: LineTerms): LinePrice {
  const { line_number, product_id } = wish
  const kind = wish.kind ?? 'goods'
  return {
    line_number,
    kind,
    product_id,
    quantityMilli: quantityOf(wish, found, terms),
    ...pricedAs(wish, found, terms),
    tax: taxOf(terms.agreements[0]?.tax_treatment ?? null, found.percent === null ? null : scaled(found.percent, 3)),
    weightGrams: kind === 'service' ? 0 : found.weight_grams,
    competitor: found.competitor,
  }
}

function quantityOf({ kind, product_id, quantity, unit }: WishedLine, found: FoundLine, terms: LineTerms): number {
  if (kind === 'service' && !terms.services.has(product_id)) throw new Refusal('unknown_service', { product_id })
  if (kind !== 'service' && found.base_unit === null) throw new Refusal('unknown_product', { product_id })
  const pack = kind === 'service' || !unit || unit === found.base_unit ? BASE_UNIT : found.pack
  const quantityMilli = pack && inBaseUnits(Math.round(quantity * 1_000), pack)
  if (quantityMilli === null) throw new Refusal('unknown_unit', { product_id, unit })
  return quantityMilli
}

/** By hand, else of the catalogue for a service, else of the list that came first. */
function pricedAs(wish: WishedLine, found: FoundLine, terms: LineTerms): Priced {
  if (wish.unit_price != null) {
    const price = { micro: Math.round(wish.unit_price * 1e6), per: BASE_UNIT }
    return { price, price_source: 'given', agreement_id: null, basis: null }
  }
  if (wish.kind === 'service') {
    const micro = terms.services.get(wish.product_id)
    if (micro == null) return UNKNOWN
    return { ...UNKNOWN, price: { micro: scaled(micro, 6), per: BASE_UNIT }, price_source: 'service' }
  }
  const price = listPrice(found, terms)
  if (!price) return UNKNOWN
  const { list_id, agreement_id } = found
  return { price, price_source: `list:${list_id}`, agreement_id, basis: basisOf(found, terms) }
}

function basisOf({ unit_price, price_unit, agreement_id, scale }: FoundLine, { agreements }: LineTerms): PriceBasis {
  const agreement = agreements.find((one) => one.agreement_id === agreement_id)!
  return {
    ...scale!,
    list_price: unit_price!,
    unit: price_unit,
    discount_percent: Number(agreement.discount_percent),
  }
}

/** A price for a pack that the product no longer has says nothing. */
function listPrice(found: FoundLine, { agreements }: LineTerms): UnitPrice | null {
  const agreement = agreements.find((one) => one.agreement_id === found.agreement_id)
  const per = found.price_unit === null || found.price_unit === found.base_unit ? BASE_UNIT : found.price_pack
  if (found.unit_price === null || !agreement || !per) return null
  return lessDiscount({ micro: scaled(found.unit_price, 6), per }, scaled(agreement.discount_percent, 3))
}
