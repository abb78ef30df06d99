/**
 * What a look at a place decides. A first look within tolerance is believed and the record adjusted to it; beyond
 * tolerance nothing is changed until somebody looks again, and the second look is believed whatever it shows.
 */
import { milli } from './pool.ts'

export interface Look {
  readonly look: 1 | 2
  /** What the records say lay there at the time of the look. */
  readonly expected: number
  readonly counted: number
  readonly tolerance_percent: number
  readonly hasSerial: boolean
}

export type Outcome = 'exact' | 'adjusted' | 'look_again'

/** Example: 99 counted of 100 expected is adjusted at a tolerance of 1 %, and asks for a second look at 0.5 %. */
export function decideLook({ look, expected, counted, tolerance_percent, hasSerial }: Look): Outcome {
  const off = Math.abs(milli(counted) - milli(expected))
  if (off === 0) return 'exact'
  if (look === 2) return 'adjusted'
  if (hasSerial) return 'look_again'
  return off * 100 <= milli(expected) * tolerance_percent ? 'adjusted' : 'look_again'
}
