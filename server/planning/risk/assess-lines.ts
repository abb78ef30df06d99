/** A page of lines, assessed: the rows of the list. */
import { CONSEQUENCE_FACTOR, LEVEL_FROM } from '../../../contract/risk.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { assessPromise, calibrated, type Eta, harmOf, type Reason } from '../../../engines/risk/index.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import { type KnownOfLine, questionOf } from './causes.ts'
import type { LineFacts } from './facts.store.ts'
import type { Lanes, RiskSetting } from './setting.ts'

export interface RiskRow {
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly product_id: string
  readonly site_id: string | null
  readonly carrier_id: string | null
  readonly location_id: string | null
  readonly quantity: number
  readonly promise_version: number
  readonly to_date: string
  readonly is_under_way: boolean
  readonly shipment_id: string | null
  readonly said: number
  readonly chance: number
  readonly late_days: number
  readonly harm: number
  readonly level: number
  readonly eta_on: string | null
  readonly eta_low80: string | null
  readonly eta_high80: string | null
  readonly eta_low95: string | null
  readonly eta_high95: string | null
  readonly reasons: readonly Reason[]
  readonly first_reason: string | null
  readonly value_minor: number | null
  readonly currency: string | null
  readonly deal_breaker_id: string | null
  readonly is_short: boolean
  /** Days until the promised day. */
  readonly days_left: number
}

/** From this chance on a deal-breaker is worth naming. */
const BREAKER_TOLD_FROM = 0.1

export function assessLine(known: KnownOfLine, setting: RiskSetting, lanes: Lanes): RiskRow {
  const { line, shipment, gaps } = known
  const question = questionOf(known, setting, lanes)
  const found = assessPromise(question)
  const chance = calibrated(setting.calibration, found.chance)
  // What calibration does to the chance it does to the days that are to be expected.
  const share = found.chance > 0 ? chance / found.chance : 1
  const breaker = setting.breakers.get(line.customer_id) ?? null
  const value_minor = worthOf(line)
  const harm = harmOf({
    expectedDaysLate: found.expectedDaysLate * share,
    dealBreaker: breaker && {
      factor: CONSEQUENCE_FACTOR[breaker.consequence],
      chance: Math.min(1, found.unforgivenChance * share),
    },
    tier: line.tier,
    valueMinor: value_minor,
    usualValueMinor: line.currency === null ? null : (setting.usualValues[line.currency] ?? null),
  })
  return {
    order_id: line.order_id,
    line_number: line.line_number,
    customer_id: line.customer_id,
    product_id: line.product_id,
    site_id: line.site_id,
    carrier_id: line.shipment_carrier_id ?? line.carrier_id,
    location_id: line.location_id,
    quantity: line.wanted,
    promise_version: line.version,
    to_date: line.to_date,
    is_under_way: shipment !== null,
    shipment_id: line.shipment_id,
    said: rounded(found.chance),
    chance: rounded(chance),
    late_days: rounded(found.expectedDaysLate * share),
    harm: rounded(harm),
    level: levelOf(chance),
    ...daysOf(found.eta),
    reasons: found.reasons
      .slice(0, REASONS_TOLD_MAX)
      .map((one) => ({ ...one, contribution: rounded(one.contribution) })),
    first_reason: found.reasons[0]?.code ?? null,
    value_minor,
    currency: line.currency,
    deal_breaker_id: breaker && found.unforgivenChance * share >= BREAKER_TOLD_FROM ? breaker.deal_breaker_id : null,
    is_short: gaps.length > 0,
    days_left: parseLocalDay(line.to_date) - question.today,
  }
}

const REASONS_TOLD_MAX = 5

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

export function levelOf(chance: number): number {
  if (chance >= LEVEL_FROM.tell) return 3
  if (chance >= LEVEL_FROM.act) return 2
  return chance >= LEVEL_FROM.watch ? 1 : 0
}

function worthOf({ unit_price, wanted, currency }: LineFacts): number | null {
  if (unit_price === null || currency === null) return null
  return Math.round(unit_price * wanted * 10 ** currencyExponent(currency))
}

const NO_DAYS = { eta_on: null, eta_low80: null, eta_high80: null, eta_low95: null, eta_high95: null }

function daysOf(eta: Eta | null) {
  if (!eta) return NO_DAYS
  const text = (day: number | null) => (day === null ? null : formatLocalDay(day))
  return {
    eta_on: text(eta.likely),
    eta_low80: text(eta.low80),
    eta_high80: text(eta.high80),
    eta_low95: text(eta.low95),
    eta_high95: text(eta.high95),
  }
}
