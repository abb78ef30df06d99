export { carrier } from './carrier.ts'
export { carrierEndpoints } from './carriers.api.ts'
export { requireCarrier } from './carriers.store.ts'
