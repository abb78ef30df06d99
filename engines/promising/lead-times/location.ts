/** Where a lead time is expected to lie, in log work: effects of names, trees over numbers, and what changed lately. */
import { seededRandom } from '../../shared/index.ts'
import type { Location } from './censored.ts'
import { type Effects, effectOf, fitEffects, fitFactor, ofCode } from './effects.ts'
import { DESTINATION } from './factors.ts'
import { type Forest, type ForestSettings, forestOf, growForest } from './forest.ts'
import { LOCATION_HALF_LIFE, RECENT_HALF_LIFE, RECENT_SHRINK } from './settings.ts'

export interface Locator {
  readonly effects: Effects
  readonly forest: Forest
  /** What has changed lately at each destination: regions have their own strikes, peaks and recoveries. */
  readonly recent: Float64Array
}

const FOREST: ForestSettings = {
  trees: 100,
  leaves: 6,
  rate: 0.06,
  minimumRows: 25,
  shrinkCases: 1.25,
  rowShare: 0.7,
  featureShare: 0.7,
}

/** Weights halve with LOCATION_HALF_LIFE and are 1 today. */
export interface Training extends Location {
  readonly codes: Int32Array
  readonly sizes: readonly number[]
  /** One column a number; the effect is added as the last. */
  readonly columns: readonly Float64Array[]
}

export function fitLocator(training: Training, seed: number): Locator {
  const { codes, sizes, columns, location, weight } = training
  const effects = fitEffects(training, codes, sizes)
  const features = [...columns, location.slice()]
  const forest = growForest(training, features, { settings: FOREST, random: seededRandom(seed) })
  const younger = weight.map((w) => w ** (LOCATION_HALF_LIFE / RECENT_HALF_LIFE))
  const factor = { codes, f: DESTINATION, shrink: RECENT_SHRINK }
  return { effects, forest, recent: fitFactor({ ...training, weight: younger }, factor, sizes[DESTINATION]!) }
}

export interface Case {
  readonly codes: Int32Array
  readonly at: number
  /** With a free place at its end, where the effect goes. */
  readonly numbers: Float64Array
}

export function locate({ effects, forest, recent }: Locator, { codes, at, numbers }: Case): number {
  const effect = effectOf(effects, codes, at)
  numbers[numbers.length - 1] = effect
  return effect + forestOf(forest, numbers) + ofCode(recent, codes[at + DESTINATION]!)
}
