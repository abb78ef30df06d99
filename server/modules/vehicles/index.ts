/** What other rooms may use of vehicles. */
export { forgetPositions } from './forget-positions.command.ts'
export { forgetPositionsTask } from './forget-positions.task.ts'
export { tripEndpoints } from './trips.api.ts'
export { positionConsent, positionSetting, trip, vehicle } from './vehicle.ts'
export { vehicleEndpoints } from './vehicles.api.ts'
