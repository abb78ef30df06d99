export { stockEndpoints } from './stock.api.ts'
export { receiveStock, reserveStock, shipStock } from './stock.command.ts'
export { stockVerifiable } from './stock.store.ts'
