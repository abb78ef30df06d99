export {
  type ClaimKey,
  type ClaimMove,
  findReservations,
  moveReservations,
  releaseReservations,
  writeReservations,
} from './claims.store.ts'
export { type Claim, type PoolKey, poolId, type StockPool } from './pool.ts'
export { loadPools, loadPoolsOf, lockPools, type Pools } from './pools.store.ts'
export { receiveStock } from './receive-stock.command.ts'
export { reserveStock } from './reserve-stock.command.ts'
export { shipLines, shipStock } from './ship-stock.command.ts'
export { stockEndpoints } from './stock.api.ts'
export { stockVerifiable } from './stock.store.ts'
