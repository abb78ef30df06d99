/**
 * One sum of safety stock over many products, so that the fewest units are short a year: the exchange curve
 * (Silver, Pyke and Thomas). At the optimum 1 − Φ(z) = λ·v·Q/D for every product, λ the price of the sum.
 */
import { normalQuantile, unitLoss } from '../shared/index.ts'

export interface StockedProduct {
  /** Units a year, and units an order. */
  readonly demand: number
  readonly order: number
  /** Deviation of the demand during the lead time. */
  readonly deviation: number
  /** Worth of a unit. */
  readonly value: number
}

export interface Exchange {
  /** Units short a year that one more unit of money in stock would save. */
  readonly price: number
  readonly factors: readonly number[]
  /** Expected units short a year. */
  readonly short: number
  readonly invested: number
}

/** Beyond them a product is as good as always, or never, covered. */
const [LEAST, MOST] = [-4, 6]

export function exchangeCurve(products: readonly StockedProduct[], invested: number): Exchange {
  const factorAt = (price: number) => (product: StockedProduct) => {
    const share = (price * product.value * product.order) / product.demand
    return Math.min(MOST, Math.max(LEAST, share >= 1 ? LEAST : normalQuantile(Math.max(share, 1e-300)) * -1))
  }
  const price = pricedAt((at) => moneyOf(products, products.map(factorAt(at))) > invested)
  return told(products, { price, factors: products.map(factorAt(price)) })
}

/** The same sum with one factor for all. */
export function equalFactors(products: readonly StockedProduct[], invested: number): Exchange {
  const all = moneyOf(
    products,
    products.map(() => 1),
  )
  return told(products, { price: 0, factors: products.map(() => invested / all) })
}

/** The same sum with one fill rate for all. */
export function equalFillRates(products: readonly StockedProduct[], invested: number): Exchange & { fillRate: number } {
  const factorsAt = (fillRate: number) => products.map((product) => factorOfFill(product, fillRate))
  let [low, high] = [0.001, 0.999999999]
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (moneyOf(products, factorsAt(middle)) < invested) low = middle
    else high = middle
  }
  return { ...told(products, { price: 0, factors: factorsAt(low) }), fillRate: low }
}

const moneyOf = (products: readonly StockedProduct[], factors: readonly number[]) =>
  products.reduce((sum, { value, deviation }, at) => sum + value * deviation * factors[at]!, 0)

/** 1 − σ·G(z)/Q = β. */
function factorOfFill({ order, deviation }: StockedProduct, fillRate: number): number {
  const wanted = ((1 - fillRate) * order) / deviation
  let [low, high] = [-40, 40]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (unitLoss(middle) > wanted) low = middle
    else high = middle
  }
  return low
}

/** The price at which a falling sum passes what there is; geometric halving, since prices are of any size. */
function pricedAt(isAbove: (price: number) => boolean): number {
  let [low, high] = [1e-12, 1]
  while (isAbove(high) && high < 1e12) high *= 10
  for (let step = 0; step < 200; step++) {
    const middle = Math.sqrt(low * high)
    if (isAbove(middle)) low = middle
    else high = middle
  }
  return Math.sqrt(low * high)
}

function told(products: readonly StockedProduct[], { price, factors }: Pick<Exchange, 'price' | 'factors'>): Exchange {
  const short = products.reduce(
    (sum, { demand, order, deviation }, at) => sum + (demand / order) * deviation * unitLoss(factors[at]!),
    0,
  )
  return { price, factors, short, invested: moneyOf(products, factors) }
}
