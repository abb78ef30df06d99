/** How far goods go: as somebody measured it, else estimated from two positions. */

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

export interface Distance {
  readonly km: number
  /** `stated`: measured or told by the carrier; `estimated`: great circle times a detour factor. */
  readonly basis: 'stated' | 'estimated'
}

/** Mean radius of the Earth (IUGG). */
const EARTH_KM = 6371.0088

/** Shortest way over a sphere (haversine). */
export function greatCircleKm(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [a, b] = [radians(from.latitude), radians(to.latitude)]
  const north = Math.sin((b - a) / 2) ** 2
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(north + Math.cos(a) * Math.cos(b) * east)))
}

/** What roads and rails add to the straight line; ships go round land, so their way cannot be told from two points. */
const DETOUR: Readonly<Record<string, number>> = { own_van: 1.3, parcel: 1.3, road: 1.3, rail: 1.3, air: 1 }

/** Null where no distance is stated and none can be estimated: an unknown position, or a mode that goes round land. */
export function distanceOf(way: {
  readonly statedKm: number | null
  readonly mode: string
  readonly from: Position | null
  readonly to: Position | null
}): Distance | null {
  if (way.statedKm !== null) return { km: way.statedKm, basis: 'stated' }
  const detour = DETOUR[way.mode]
  if (detour === undefined || way.from === null || way.to === null) return null
  return { km: greatCircleKm(way.from, way.to) * detour, basis: 'estimated' }
}
