/** Distance as the crow flies, on a sphere (haversine). */

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

const EARTH_KM = 6371.0088
const RADIANS = Math.PI / 180

/** Example: from Chișinău (47.01, 28.86) to Iași (47.16, 27.59) it is 97.6 km. */
export function distanceKm(a: Point, b: Point): number {
  const dLatitude = (b.latitude - a.latitude) * RADIANS
  const dLongitude = (b.longitude - a.longitude) * RADIANS
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * Math.sin(dLongitude / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}
