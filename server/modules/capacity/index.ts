export {
  askedByDay,
  type Booking,
  type CapacityKey,
  capacityKey,
  findSlotBookings,
  type KeptPart,
  type LockedDay,
  type LockedDays,
  lockCapacity,
  releaseBookings,
  releasePart,
  releaseSome,
  requireRoom,
  writeBookings,
} from './bookings.store.ts'
export { capacityEndpoints } from './capacity.api.ts'
export { type CapacityView, leftOf, loadCapacity, loadCapacityOf, type ResourceHorizon } from './capacity.store.ts'
export { capacityDayVerifiable } from './capacity-day.store.ts'
export { type HeldHands, heldBy, holdersOf, resourcesAt, stopsHeldBy } from './holders.store.ts'
export { resource } from './resource.ts'
export { LOOKED_BACK_DAYS, type SeasonAhead, seasonsAhead } from './seasons-ahead.store.ts'
export { slotsFor } from './slots.store.ts'
export { followUnwantedBookings } from './unwanted-bookings.followers.ts'
export { type Leaving, releaseBookingsOf, releaseUnwantedBookings } from './unwanted-bookings.store.ts'
