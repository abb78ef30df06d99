/**
 * How much to keep for better classes. Littlewood (1972): keep y for the higher class so that one more unit kept for it is
 * worth as much as one sold to the lower class now, P(D_high > y) = p_low / p_high. For more than two classes each level
 * keeps for all classes above it together, at their average price (Belobaba's EMSR-b).
 */
import { normalQuantile } from '../shared/index.ts'

export interface ClassDemand {
  /** Demand of the period in units. */
  readonly mean: number
  readonly deviation: number
  /** What a unit earns. */
  readonly price: number
}

/** Whole units to keep. Example: demand 60 ± 20, prices as 0.6 to 1: 54.9, so 55. */
export function protectionLevel({ mean, deviation }: Omit<ClassDemand, 'price'>, priceRatio: number): number {
  if (priceRatio >= 1) return 0
  if (priceRatio <= 0) return Number.POSITIVE_INFINITY
  return Math.max(0, Math.ceil(mean + deviation * normalQuantile(1 - priceRatio)))
}

/** By class, best first: what is kept for it and all above it. The last class has nobody below it, so there is no level. */
export function protectionLevels(classes: readonly ClassDemand[]): number[] {
  let [mean, variance, worth, least] = [0, 0, 0, 0]
  return classes.slice(0, -1).map((own, at) => {
    mean += own.mean
    variance += own.deviation ** 2
    worth += own.mean * own.price
    const average = mean > 0 ? worth / mean : own.price
    const level =
      average > 0 ? protectionLevel({ mean, deviation: Math.sqrt(variance) }, classes[at + 1]!.price / average) : 0
    // Nested: what is kept for one class is kept for every class above the next as well.
    least = Math.max(least, Math.min(level, Number.MAX_SAFE_INTEGER))
    return least
  })
}
