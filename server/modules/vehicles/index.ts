/** What other rooms may use of vehicles. */
export {
  type HeldBroker,
  holdBroker,
  knownNames,
  leaveBroker,
  noteBrokerFailure,
  noteConnected,
  noteHeard,
  putNextConnecting,
  showBroker,
} from './broker.store.ts'
export { brokerSeal, nextConnecting, positionBroker } from './broker.ts'
export { forgetPositions } from './forget-positions.command.ts'
export { forgetPositionsTask } from './forget-positions.task.ts'
export { planTrip } from './plan-trip.command.ts'
export { endTrip, startTrip } from './run-trip.command.ts'
export { setBroker } from './set-broker.command.ts'
export { takePositions } from './take-positions.command.ts'
export { tripEndpoints } from './trips.api.ts'
export { positionConsent, positionSetting, trip, vehicle } from './vehicle.ts'
export { vehicleEndpoints } from './vehicles.api.ts'
