/** kg CO₂e = tonnes × km × the factor of the mode (ISO 14083); what published factors hold is not added a second time. */
import { type Distance, distanceOf, type Position } from './distance.ts'
import type { FactorSet } from './factor.ts'

export interface Emission {
  /** Grams of CO₂e from well to wheel, rounded, and the part of them that comes out of the vehicle. */
  readonly grams: number
  readonly tankToWheelGrams: number
  readonly tonneKm: number
  readonly kind: string
  readonly distance: Distance
  readonly factorSetId: string
  /** All of these are published averages; measured fuel of one's own would be `primary`. */
  readonly quality: 'default'
}

/** Emissions of a mass over a distance. Null: the set has no factor of that kind. */
export function emissionOf(
  set: FactorSet,
  load: { readonly grams: number; readonly kind: string; readonly distance: Distance },
): Emission | null {
  const factor = set.factors[load.kind]
  if (!factor) return null
  const tonneKm = (load.grams / 1e6) * load.distance.km
  const inGrams = (milligrams: number) => Math.round((tonneKm * milligrams) / 1000)
  return {
    grams: inGrams(factor.tankToWheelMg + factor.wellToTankMg),
    tankToWheelGrams: inGrams(factor.tankToWheelMg),
    tonneKm,
    kind: load.kind,
    distance: load.distance,
    factorSetId: set.id,
    quality: 'default',
  }
}

/** Freight flights up to this far have the factor of short ones, as the UK set divides them. */
const SHORT_HAUL_KM = 3700

/** The usual vehicle of a mode where a lane names none: parcels ride most of their way in trucks. */
export function usualKind(mode: string, km: number): string | null {
  const kinds: Readonly<Record<string, string>> = {
    own_van: 'van_diesel',
    parcel: 'truck_average',
    road: 'truck_average',
    rail: 'rail',
    sea: 'container_ship',
    air: km <= SHORT_HAUL_KM ? 'air_short' : 'air_long',
  }
  return kinds[mode] ?? null
}

export interface Way {
  readonly mode: string
  /** Null: the usual one of the mode. */
  readonly kind: string | null
  readonly statedKm: number | null
  readonly from: Position | null
  readonly to: Position | null
}

/** Emissions of a consignment on its way. Null: no distance or no factor is known; nothing is ever made up. */
export function consignmentEmission(set: FactorSet, way: Way, grams: number): Emission | null {
  const distance = distanceOf(way)
  const kind = distance && (way.kind ?? usualKind(way.mode, distance.km))
  return distance && kind ? emissionOf(set, { grams, kind, distance }) : null
}
