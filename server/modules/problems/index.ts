export { disruption, isOnWay, type OpenDisruption, type Way } from './disruption.ts'
export { openDisruptions } from './disruptions.store.ts'
export { disruptionEndpoints } from './problems.api.ts'
