/** A seeded wholesaler: twelve months of orders, promises, deliveries, bills and ratings out of a seed and an end instant. */

export { COMPANY_NAME } from './company.ts'
export { historyFlattener } from './history.ts'
export { claimStories, type DeliveredOrder, feedbackStories } from './opinions.ts'
export { type AskedOrder, questionStories } from './questions.ts'
export {
  type HistoryRecord,
  MASTER_KINDS,
  type MasterRecords,
  ORDER_KINDS,
  type OrderRecords,
} from './records.ts'
export { orderStories } from './simulate.ts'
export { type StockKeeper, stockKeeper } from './stock.ts'
export { STOCK_KINDS, type StockRecords } from './stock-records.ts'
export { TERM_RECORD_KINDS, type TermRecords } from './term-records.ts'
export { termRecords } from './terms.ts'
export { type VanDay, type VanDoor, vanStory } from './van-days.ts'
export { buildWorld, masterRecords, type SimulationOptions, type World } from './world.ts'
