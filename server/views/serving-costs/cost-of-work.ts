/** Drivers times rates: what serving cost, each part opening to the rates it is made of. What has no rate stays unknown and is counted. */
import { COST_DRIVERS, type CostDriver } from '../../../contract/cost-drivers.ts'
import type { CostPart, ServedFigures } from '../../../contract/costs.ts'
import type { ServedWork } from './served-work.ts'

export interface Rate {
  readonly rate_id: string
  readonly driver: CostDriver
  /** Null: every site without a rate of its own. */
  readonly site_id: string | null
  readonly valid_from: string
  readonly amount: number
}

/** First days on which any rate begins, each once. */
export const changesOf = (rates: readonly Rate[]): string[] =>
  [...new Set(rates.map(({ valid_from }) => valid_from))].toSorted()

/** The rate of a driver at a site once so many changes have passed: the site's own latest, else the general one's. */
export function rateAt(rates: readonly Rate[], at: { driver: CostDriver; site_id: string; since: string | undefined }) {
  if (at.since === undefined) return undefined
  const begun = rates.filter(({ driver, valid_from }) => driver === at.driver && valid_from <= at.since!)
  const latest = (some: readonly Rate[]) => some.toSorted((a, b) => (a.valid_from < b.valid_from ? 1 : -1))[0]
  return (
    latest(begun.filter(({ site_id }) => site_id === at.site_id)) ?? latest(begun.filter((one) => one.site_id === null))
  )
}

const COUNTED: Readonly<Record<CostDriver, keyof ServedWork>> = {
  order: 'orders',
  line: 'lines',
  pick: 'picks',
  stop: 'stops',
  attempt: 'attempts',
  kilogram: 'kilograms',
  kilogram_day: 'kilogram_days',
  service: 'services',
  repack: 'repacks',
  goods_return: 'returns',
  problem: 'problems',
  inquiry: 'inquiries',
  claim: 'claims',
  invoice: 'invoices',
  credit_note: 'credit_notes',
}
const NOT_TOLD: Partial<Record<CostDriver, keyof ServedWork>> = { kilogram: 'unweighed', kilogram_day: 'uncovered' }

export interface Pricing {
  readonly rates: readonly Rate[]
  readonly changes: readonly string[]
  /** Minor units in one unit of the currency. */
  readonly factor: number
}

/** Example: 12 picks at 0.40 and 3 at 0.45 since March: 6.15, of two rates. */
export function figuresOf(work: readonly ServedWork[], pricing: Pricing): ServedFigures {
  const parts = [...COST_DRIVERS.map((driver) => partOf(work, driver, pricing)), freightOf(work)].filter(
    ({ count, not_told }) => count > 0 || not_told > 0,
  )
  const sum = (name: keyof ServedWork) => work.reduce((total, row) => total + Number(row[name]), 0)
  const goods = Math.round(sum('goods_major') * pricing.factor)
  const value = sum('value_minor')
  return {
    orders: sum('orders'),
    value_minor: value,
    charges_minor: sum('charges_minor'),
    unbilled: sum('unbilled'),
    goods_minor: goods,
    goods_unknown: sum('goods_unknown'),
    value_unknown_minor: sum('value_unknown_minor'),
    margin_minor: value - sum('value_unknown_minor') - goods,
    serving_minor: parts.reduce((total, { cost_minor }) => total + cost_minor, 0),
    parts,
  }
}

function partOf(work: readonly ServedWork[], driver: CostDriver, { rates, changes, factor }: Pricing): CostPart {
  const taken = new Map<string, { amount: number; count: number }>()
  let [count, without] = [0, 0]
  for (const row of work) {
    const units = Number(row[COUNTED[driver]])
    if (units === 0) continue
    count += units
    const rate = rateAt(rates, { driver, site_id: row.site_id, since: changes[row.epoch - 1] })
    if (rate === undefined) without += units
    else taken.set(rate.rate_id, { amount: rate.amount, count: (taken.get(rate.rate_id)?.count ?? 0) + units })
  }
  const cost = [...taken.values()].reduce((sum, one) => sum + one.amount * one.count, 0)
  const notTold = NOT_TOLD[driver]
  return {
    part: driver,
    count,
    cost_minor: Math.round(cost * factor),
    without_rate: without,
    not_told: notTold ? work.reduce((sum, row) => sum + Number(row[notTold]), 0) : 0,
    rates: [...taken].map(([rate_id, one]) => ({ rate_id, ...one })),
  }
}

const freightOf = (work: readonly ServedWork[]): CostPart => ({
  part: 'freight',
  count: work.reduce((sum, row) => sum + row.billed_shipments, 0),
  cost_minor: Math.round(work.reduce((sum, row) => sum + row.freight_minor, 0)),
  without_rate: 0,
  not_told: work.reduce((sum, row) => sum + row.foreign_bills, 0),
  rates: [],
})
