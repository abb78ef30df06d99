export { location, season } from './location.ts'
export { locationEndpoints } from './locations.api.ts'
export { findOnlyLocation, localDayAt, localDaysAt, requireLocation } from './locations.store.ts'
export { loadPlaces, type Place, type PlaceSeason } from './places.store.ts'
