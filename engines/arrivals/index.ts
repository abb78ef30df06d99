/** When a vehicle reaches its next doors. */
export { distanceKm, type Point } from './distance.ts'
export { type Arrival, foretellArrivals, type VehicleNow } from './foretell.ts'
export { learnPace, type Pace, type PastLeg } from './pace.ts'
