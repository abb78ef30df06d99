/** What other rooms may use of costs. */
export { costEndpoints } from './costs.api.ts'
export { costRate, freightBill, productCost } from './records.ts'
