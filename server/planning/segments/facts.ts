/** The figures of each customer that rules of segments speak of. */
import type { ServedCustomer } from '../../../contract/costs.ts'
import type { RuleFact } from '../../../contract/segment-rules.ts'
import type { FactOf } from '../../../engines/segmentation/index.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import { answered } from '../../platform/answered.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type CustomerWeights, customerWeights, rankOf } from '../../views/needs/customer-weights.ts'
import { yearTo } from '../../views/needs/gap-map.ts'
import { currenciesOf, ratesIn } from '../../views/serving-costs/rates.ts'
import { servingCosts } from '../../views/serving-costs/serving-costs.ts'
import { namesOn } from './moves.store.ts'

export interface CustomerFacts {
  readonly customer_id: string
  readonly name: string
  readonly segment_id: string | null
  readonly segment_name: string | null
  readonly country: string | null
  readonly currency: string | null
  readonly served: ServedCustomer | null
  readonly days_since_order: number | null
  readonly weights: CustomerWeights | null
}

/** A customer's classes are among those that order in the same currency, in the one it ordered most in. */
export async function customerFacts(tx: Tx, day: string): Promise<CustomerFacts[]> {
  const period = yearTo({ to: day }, new Date(day))
  const currencies = await currenciesOf(tx, period)
  const rates = []
  for (const { currency } of currencies) rates.push(await ratesIn(tx, currency))
  const asked = [tx.tenantId, 'served customers', period, currencies, rates]
  const served = await answered(asked, () => servedIn(tx, period, currencies))
  const weights = new Map((await customerWeights(tx, period)).map((one) => [one.customer_id, one]))
  return (await namesOn(tx, day)).map(({ ...named }) => ({
    ...named,
    currency: served.get(named.customer_id)?.currency ?? null,
    served: served.get(named.customer_id)?.row ?? null,
    weights: weights.get(named.customer_id) ?? null,
  }))
}

type Served = Map<string, { readonly currency: string; readonly row: ServedCustomer }>

async function servedIn(
  tx: Tx,
  period: { from: string; to: string },
  currencies: Awaited<ReturnType<typeof currenciesOf>>,
): Promise<Served> {
  const served: Served = new Map()
  for (const { currency } of currencies)
    for (const row of (await servingCosts(tx, { ...period, currency })).rows) {
      const known = served.get(row.customer_id)
      if (!known || known.row.orders < row.orders) served.set(row.customer_id, { currency, row })
    }
  return served
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)

export const servingPercent = ({ served }: CustomerFacts): number | null =>
  served && served.value_minor > 0 ? rounded((100 * served.serving_minor) / served.value_minor) : null

const FACTS: Readonly<Record<RuleFact, (facts: CustomerFacts, element: string) => number | string | null>> = {
  // Nothing ordered in the year is a figure, too.
  orders: ({ served }) => served?.orders ?? 0,
  days_since_order: (facts) => facts.days_since_order,
  value: ({ served, currency }) =>
    served && currency ? Math.round(served.value_minor / 10 ** currencyExponent(currency)) : 0,
  serving_percent: servingPercent,
  recency: ({ served }) => served?.rfm?.recency ?? null,
  frequency: ({ served }) => served?.rfm?.frequency ?? null,
  margin_score: ({ served }) => served?.rfm?.margin ?? null,
  need_rank: ({ weights }, element) => (weights ? rankOf(weights, element) : null),
  need_percent: ({ weights }, element) => (weights ? rounded(100 * (weights.shares.get(element) ?? 0)) : null),
  margin_class: ({ served }) => served?.abc ?? null,
  quadrant: ({ served }) => served?.quadrant ?? null,
  country: (facts) => facts.country,
}

export const factsOf =
  (facts: CustomerFacts): FactOf =>
  (fact, element) =>
    FACTS[fact as RuleFact](facts, element ?? '')
