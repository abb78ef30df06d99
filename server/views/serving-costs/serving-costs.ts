/** Value, margin and the cost of serving side by side, by customer and segment, and where each customer stands. */
import type { OrderCost, ServedCustomer, ServingCosts } from '../../../contract/costs.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { abcOf, quadrantsOf, rfmOf } from '../../../engines/segmentation/index.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import { answered } from '../../platform/answered.ts'
import type { Tx } from '../../platform/database/database.ts'
import { changesOf, figuresOf, type Pricing } from './cost-of-work.ts'
import { currenciesOf, currencyOfOrder, namesOf, ratesIn } from './rates.ts'
import { type ServedWork, servedWork } from './served-work.ts'

export interface ServingQuestion {
  readonly from: string
  readonly to: string
  readonly currency?: string | undefined
}

/** Where so much of the value has no cost of goods on record, the margin says nothing of the customer. */
const MOST_UNKNOWN = 0.2

export async function servingCosts(tx: Tx, { from, to, currency: wanted }: ServingQuestion): Promise<ServingCosts> {
  const currencies = await currenciesOf(tx, { from, to })
  const currency = wanted ?? currencies[0]?.currency ?? null
  if (currency === null) return none({ from, to })
  const pricing = await pricingIn(tx, currency)
  const asked = { from, to, currency, changes: pricing.changes }
  const work = await answered([tx.tenantId, 'served work', asked], () => servedWork(tx, asked))
  const byCustomer = groupBy(work, ({ customer_id }) => customer_id)
  const names = await namesOf(tx, [...byCustomer.keys()])
  const rows = placed(
    names.map((named) => ({ named, work: byCustomer.get(named.customer_id)! })),
    { pricing, to },
  )
  const bySegment = groupBy(rows.rows, ({ segment_id }) => segment_id)
  const segments = [...bySegment].map(([segment_id, members]) => {
    const figures = figuresOf(
      members.flatMap(({ customer_id }) => byCustomer.get(customer_id)!),
      pricing,
    )
    const net_minor = figures.margin_minor - figures.serving_minor
    return { segment_id, name: members[0]!.segment_name, customers: members.length, ...figures, net_minor }
  })
  return {
    from,
    to,
    currency,
    currencies,
    rows: rows.rows,
    segments: segments.toSorted((a, b) => b.net_minor - a.net_minor),
    total: figuresOf(work, pricing),
    middle: rows.middle,
  }
}

interface Member {
  readonly named: Awaited<ReturnType<typeof namesOf>>[number]
  readonly work: readonly ServedWork[]
}

function placed(members: readonly Member[], { pricing, to }: { pricing: Pricing; to: string }) {
  const served = members.map(({ named, work }) => {
    const figures = figuresOf(work, pricing)
    return { ...named, ...figures, net_minor: figures.margin_minor - figures.serving_minor, lastOrder: lastOf(work) }
  })
  const known = served.filter(
    ({ value_minor, value_unknown_minor }) => value_minor > 0 && value_unknown_minor <= MOST_UNKNOWN * value_minor,
  )
  const abc = abcOf(known.map(({ customer_id, margin_minor }) => ({ id: customer_id, margin: margin_minor })))
  const { places, middleNet, middleShare } = quadrantsOf(
    known.map(({ customer_id, net_minor, serving_minor, value_minor }) => ({
      id: customer_id,
      net: net_minor,
      costShare: serving_minor / value_minor,
    })),
  )
  const bought = served.flatMap(({ customer_id, lastOrder, orders, margin_minor }) =>
    lastOrder === null ? [] : [{ id: customer_id, days: daysBetween(lastOrder, to), orders, margin: margin_minor }],
  )
  const rfm = rfmOf(bought)
  const daysOf = new Map(bought.map(({ id, days }) => [id, days]))
  const rows = served.map(({ lastOrder: _, ...row }): ServedCustomer => {
    const [place, score] = [abc.get(row.customer_id), rfm.get(row.customer_id)]
    return {
      ...row,
      quadrant: places.get(row.customer_id)?.quadrant ?? null,
      abc: place?.abc ?? null,
      abc_rank: place?.rank ?? null,
      abc_of: known.length,
      abc_share: place?.cumulative ?? null,
      rfm: score ? { ...score, days: daysOf.get(row.customer_id)!, orders: row.orders } : null,
    }
  })
  return {
    rows: rows.toSorted((a, b) => b.net_minor - a.net_minor || (a.customer_id < b.customer_id ? -1 : 1)),
    middle: known.length ? { net_minor: middleNet, cost_share: middleShare } : null,
  }
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

const lastOf = (work: readonly ServedWork[]): string | null =>
  work.reduce<string | null>(
    (last, { last_order }) => (last_order !== null && (last === null || last_order > last) ? last_order : last),
    null,
  )

const daysBetween = (from: string, to: string) =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000))

export async function pricingIn(tx: Tx, currency: string): Promise<Pricing> {
  const rates = await ratesIn(tx, currency)
  return { rates, changes: changesOf(rates), factor: 10 ** currencyExponent(currency) }
}

const none = (period: { from: string; to: string }): ServingCosts => ({
  ...period,
  currency: null,
  currencies: [],
  rows: [],
  segments: [],
  total: figuresOf([], { rates: [], changes: [], factor: 1 }),
  middle: null,
})

/** Refuses `not_found` for an order that is not there. */
export async function orderCost(tx: Tx, orderId: string): Promise<OrderCost> {
  const order = await currencyOfOrder(tx, orderId)
  if (!order) throw new Refusal('not_found', { order_id: orderId })
  const { currency, ordered_on: day } = order
  if (currency === null || day === null) return { order_id: orderId, currency, ...none({ from: '', to: '' }).total }
  const pricing = await pricingIn(tx, currency)
  const work = await servedWork(tx, { from: day, to: day, currency, changes: pricing.changes, orderId })
  return { order_id: orderId, currency, ...figuresOf(work, pricing) }
}
