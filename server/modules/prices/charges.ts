/** What an order costs beside its lines: the rate of the zone and step, and how it is spread over the lines. */
import { allocate, currencyExponent, multiplyDivide } from '../../../engines/shared/index.ts'
import type { ChargeRate, ChargeTerms, OrderPrices } from './order-prices.ts'

export interface ChargeBasis extends Pick<OrderPrices, 'country' | 'postal_code'> {
  readonly currency: string
  /** Net worth of the lines; null while a price is unknown. */
  readonly netMinor: number | null
  /** Null while a weight is unknown. */
  readonly weightGrams: number | null
}

/** Whether a rate's zone covers the destination: `*`, a country, or a country and the beginning of the postal code. */
function covers(zone: string, { country, postal_code: code }: ChargeBasis): boolean {
  if (zone === '*') return true
  const [land, beginning = ''] = zone.split(':')
  return land === country && (code ?? '').startsWith(beginning)
}

/** The rates of the narrowest zone that covers the destination. */
function zoneRates(rates: readonly ChargeRate[], basis: ChargeBasis): ChargeRate[] {
  const covering = rates.filter((rate) => covers(rate.zone, basis))
  const narrowest = Math.max(...covering.map((rate) => rate.zone.length))
  return covering.filter((rate) => rate.zone.length === narrowest)
}

/**
 * Minor units of a charge; null where it cannot be known: no rate for the destination, or the value or weight that decides
 * it is unknown. Below the first step there is nothing to pay.
 */
export function chargeMinor(charge: ChargeTerms, basis: ChargeBasis): number | null {
  const rates = zoneRates(charge.rates, basis)
  const amountMicro = decidingAmount(charge, basis)
  if (!rates.length || amountMicro === null) return null
  const reached = rates.filter((rate) => rate.fromMicro <= amountMicro)
  if (!reached.length) return 0
  return rateMinor(
    reached.reduce((best, rate) => (rate.fromMicro > best.fromMicro ? rate : best)),
    basis,
  )
}

function decidingAmount(charge: ChargeTerms, { netMinor, weightGrams, currency }: ChargeBasis): number | null {
  if (charge.basis === 'weight') return weightGrams === null ? null : weightGrams * 1_000
  return netMinor === null ? null : netMinor * 10 ** (6 - currencyExponent(currency))
}

function rateMinor(rate: ChargeRate, { netMinor, weightGrams, currency }: ChargeBasis): number | null {
  if (rate.percentMilli > 0 && netMinor === null) return null
  if (rate.perKilogramMicro > 0 && weightGrams === null) return null
  const perMinor = 10 ** (6 - currencyExponent(currency))
  return (
    multiplyDivide(rate.fixedMicro, 1, perMinor) +
    multiplyDivide(netMinor ?? 0, rate.percentMilli, 100_000) +
    multiplyDivide(weightGrams ?? 0, rate.perKilogramMicro, 1_000 * perMinor)
  )
}

/** Spreads the charges over the lines by their worth, so that the parts add up; equally where every line is worth nothing. */
export function spread(totalMinor: number, netsMinor: readonly number[]): number[] {
  if (!netsMinor.length) return []
  return allocate(totalMinor, netsMinor.some((net) => net > 0) ? netsMinor : netsMinor.map(() => 1))
}
