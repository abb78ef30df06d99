/** Emission factors of freight: dated data with their source, never a number in a formula. */

/** How the distance behind an intensity was measured; a factor must only meet distances of its own kind. */
export type DistanceType = 'shortest_feasible' | 'great_circle'

export interface EmissionFactor {
  /** Milligrams of CO₂e for a tonne carried a kilometer, from the tank (burning) and from the well to the tank. */
  readonly tankToWheelMg: number
  readonly wellToTankMg: number
}

export interface FactorSet {
  readonly id: string
  readonly source: string
  readonly license: string
  readonly region: string
  /** First day on which the set is used; a later set takes over from its own first day. */
  readonly validFrom: string
  /** Which warming potentials turn other gases into CO₂e; sets of different ones must not be added up unseen. */
  readonly warmingPotentials: 'AR5' | 'AR6'
  readonly distanceType: DistanceType
  readonly factors: Readonly<Record<string, EmissionFactor>>
}

/** The set in use on a day (ISO date): the latest that has begun, else the earliest there is. */
export function factorSetOn(sets: readonly FactorSet[], day: string): FactorSet {
  const inOrder = sets.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const found = inOrder.findLast((set) => set.validFrom <= day) ?? inOrder[0]
  if (!found) throw new RangeError('there is no set of emission factors')
  return found
}
