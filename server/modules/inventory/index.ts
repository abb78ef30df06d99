import { countEndpoints } from './counts.api.ts'
import { lotEndpoints } from './lots.api.ts'
import { stockEndpoints } from './stock.api.ts'
import { supplyEndpoints } from './supplies.api.ts'

export { adjustStock, scrapStock } from './adjust-stock.command.ts'
export { allocateStock, releaseAllocations } from './allocate-stock.command.ts'
export { followCancelledLines } from './cancelled-lines.followers.ts'
export type { Candidate, ShelfLife } from './choose-stock.ts'
export {
  type ClaimKey,
  type ClaimMove,
  findReservations,
  moveReservations,
  releaseReservations,
  releaseUnwanted,
  writeReservations,
} from './claims.store.ts'
export { countStock } from './count-stock.command.ts'
export { lotVerifiable } from './lots.store.ts'
export { moveStock } from './move-stock.command.ts'
export { type Claim, type PoolKey, poolId, type StockPool } from './pool.ts'
export { loadPools, loadPoolsOf, lockPools, type Pools } from './pools.store.ts'
export { liftRecall, recallLot } from './recall-lot.command.ts'
export { receiveGoods } from './receive-goods.command.ts'
export { receiveStock } from './receive-stock.command.ts'
export { reserveStock } from './reserve-stock.command.ts'
export { reverseMovement } from './reverse-movement.command.ts'
export { settleReservations } from './settle-reservations.store.ts'
export { settleStock } from './settle-stock.store.ts'
export { settleSupplies } from './settle-supplies.store.ts'
export { shipLines, shipStock } from './ship-stock.command.ts'
export { stockVerifiable } from './stock.store.ts'
export { findSupply, supplyVerifiable } from './supplies.store.ts'
export { changeSupply, registerSupply } from './supply.command.ts'
export { takeBack } from './take-back.command.ts'
export { transferStock } from './transfer-stock.command.ts'

export const inventoryEndpoints = [...stockEndpoints, ...countEndpoints, ...lotEndpoints, ...supplyEndpoints]
