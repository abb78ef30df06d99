import { listedProductEndpoints } from './listed-products.api.ts'
import { orderPriceEndpoints } from './order-prices.api.ts'
import { priceRecordEndpoints } from './prices.api.ts'

export { agreement, charge } from './agreement.ts'
export { fitOf } from './fit.ts'
export type { ChargeTerms, CompetitorsBest, LinePrice, LineTax, OrderPrices } from './order-prices.ts'
export { competitorPrice, listedProduct, priceList, productTax, taxRate } from './price-list.ts'
export { type OrderPrice, type PricedCharge, type PricedLine, type PricingOptions, priceOrder } from './price-order.ts'
export { type PriceQuestion, pricesFor, pricesUnder } from './prices.store.ts'
export { type Terms, termsFor } from './terms.store.ts'
export { perBaseUnit } from './unit-price.ts'
export const priceEndpoints = [...priceRecordEndpoints, ...listedProductEndpoints, ...orderPriceEndpoints]
