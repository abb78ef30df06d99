/** A vehicle's emissions shared by those whose goods it carried: by tonne-kilometers of each, not by stops. */
import { allocate } from '../shared/index.ts'

/** Whole grams that add up to the trip's; a trip without any tonne-kilometers shares nothing out. */
export function shareTripEmission(tripGrams: number, tonneKm: readonly number[]): number[] {
  // Kilogram-kilometers keep small consignments above zero and stay whole numbers.
  const weights = tonneKm.map((each) => Math.round(each * 1000))
  return weights.some((weight) => weight > 0) ? allocate(tripGrams, weights) : weights.map(() => 0)
}
