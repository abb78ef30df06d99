/** Everything a promise is made from: what is known on the morning of a day, and nothing younger. */
import type { Calibration } from './calibration.ts'
import type { Clock } from './clock.ts'
import type { Dictionaries } from './factors.ts'
import type { Ladder } from './levels.ts'
import type { Locator } from './location.ts'

export interface LeadTimeModel {
  /** Everything before the morning of this day is known. */
  day: number
  readonly isBusiness: boolean
  readonly numberCount: number
  readonly dictionaries: Dictionaries
  clock: Clock
  /** Work expected from this morning to the end of each day ahead. */
  readonly ahead: Float64Array
  /** Deliveries and expected deliveries of the last days, younger ones counting more. */
  readonly pace: { ended: number; expected: number; now: number }
  /** The same since the last fit, by weekday. */
  readonly weekdays: { readonly ended: Float64Array; readonly expected: Float64Array }
  /** Null until there are cases enough. */
  locator: Locator | null
  ladder: Ladder | null
  /** The day from which weights grow. */
  readonly epoch: number
  readonly calibration: Calibration
  readonly seed: number
}
