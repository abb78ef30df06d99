export { settleObservations, trackingVerifiable } from './observations.store.ts'
export { recordObservations } from './record-observations.command.ts'
export { trackingEndpoints } from './tracking.api.ts'
