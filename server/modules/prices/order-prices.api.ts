/** Endpoints that price a wish, and set our prices beside those of competitors. */
import { ComparisonQuery, PriceComparison, PricedOrder, PriceWish } from '../../../contract/prices.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { comparePrices } from './comparison.store.ts'
import { priceOrder } from './price-order.ts'
import { toAnswer } from './priced-order.ts'
import { pricesFor } from './prices.store.ts'

/** Lists and agreements change at midnight UTC for who names no day; a promise is priced for the day it names. */
const today = ({ clock }: Context): string => clock.now().toISOString().slice(0, 10)

export const orderPriceEndpoints = [
  endpoint({
    method: 'POST',
    path: '/order-prices',
    tag: 'prices',
    permission: 'prices.read',
    summary: 'Price an order as it is wished, charges, tax and competitors beside it; nothing is kept',
    body: PriceWish,
    answer: PricedOrder,
    handle: (context, { body }) =>
      inSnapshot(context, async (tx) => {
        const prices = await pricesFor(tx, { ...body, day: body.day ?? today(context) })
        const options = { isExpedited: body.is_expedited ?? false, isSlotBooked: body.is_slot_booked ?? false }
        return toAnswer(prices, priceOrder(prices, options))
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/price-comparison',
    tag: 'prices',
    permission: 'prices.read',
    summary: "Our prices on a list beside competitors' best, the dearest against them first",
    query: ComparisonQuery,
    answer: PriceComparison,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => ({
        rows: await comparePrices(tx, { ...query, day: query.day ?? today(context) }),
      })),
  }),
]
