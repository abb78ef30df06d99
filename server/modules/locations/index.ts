export { type Destination, destinationKeys } from './destination.ts'
export { location, season } from './location.ts'
export { locationEndpoints } from './locations.api.ts'
export {
  findOnlyLocation,
  listSites,
  localDayAt,
  localDaysAt,
  requireLocation,
  requireOwnSite,
  requirePlaceFor,
} from './locations.store.ts'
export { deskHours } from './order-desk-hours.store.ts'
export { loadPlaces, type Place, type PlaceSeason } from './places.store.ts'
export { type ComingSeason, listComingSeasons } from './seasons.store.ts'
export { type CalendarOwner, type CalendarRequest, type DayException, workingTimes } from './working-times.store.ts'
