/**
 * How lead times scatter about their location: a Kaplan-Meier curve of the deviation for every level, open ones counted
 * as "longer than", younger cases counted more. Each curve leans on the curve of the level above it.
 */
import { CURVE_SHRINK } from './settings.ts'

/** Deviations from −2.56 to 2.56 in log work, that is from a thirteenth to thirteen times what is expected. */
export const CELLS = 256
const WIDTH = 0.02
const LOWEST = -2.56

export const cellOf = (deviation: number) => Math.max(0, Math.min(CELLS - 1, Math.floor((deviation - LOWEST) / WIDTH)))

/** Counts of one level, in weights that grow with the day of start; only their shares matter, so nothing ever decays. */
export interface Level {
  readonly ended: Float32Array
  readonly left: Float32Array
  readonly open: Float32Array
  /** Deliveries in weights, and how many they are. */
  cases: number
  deliveries: number
}

export const newLevel = (): Level => ({
  ended: new Float32Array(CELLS),
  left: new Float32Array(CELLS),
  open: new Float32Array(CELLS),
  cases: 0,
  deliveries: 0,
})

/** Share of cases that have ended by the end of each cell. */
export type Curve = Float64Array

/** The curve of one level, smoothed and pulled towards the curve above by `CURVE_SHRINK` cases. `now` is the weight of a case of today. */
export function curveOf(level: Level, above: Curve | null, now: number): Curve {
  const curve = smoothed(stepsOf(level))
  if (above === null) return curve
  const n = level.cases / now
  const own = n / (n + CURVE_SHRINK)
  return curve.map((share, c) => own * share + (1 - own) * above[c]!)
}

/** Kaplan and Meier: rises only where something ended. */
function stepsOf({ ended, left, open }: Level): Curve {
  const curve = new Float64Array(CELLS)
  let atRisk = 0
  for (let c = 0; c < CELLS; c++) atRisk += ended[c]! + left[c]! + open[c]!
  let surviving = 1
  for (let c = 0; c < CELLS; c++) {
    if (atRisk > 0) surviving *= Math.max(0, 1 - ended[c]! / atRisk)
    atRisk -= ended[c]! + left[c]! + open[c]!
    curve[c] = 1 - surviving
  }
  return curve
}

/** Cells on either side of a running mean; three of them come close to a normal kernel of 4.5 cells, a twelfth of the time. */
const REACH = 4
const PASSES = 3

/**
 * The steps of a curve are those of the few cases that happened to end there. What one day more would buy is read from
 * its slope, and by the slope of single cases days would be bought where nothing is to be had.
 */
function smoothed(steps: Curve): Curve {
  let curve = steps
  for (let pass = 0; pass < PASSES; pass++) curve = runningMean(curve)
  return curve
}

/** Before the first cell nothing has ended; behind the last one it stays as it is. */
function runningMean(curve: Curve): Curve {
  const mean = new Float64Array(CELLS)
  let sum = 0
  for (let c = 0; c < REACH; c++) sum += curve[c]!
  for (let c = 0; c < CELLS; c++) {
    sum += curve[Math.min(CELLS - 1, c + REACH)]!
    mean[c] = sum / (2 * REACH + 1)
    if (c >= REACH) sum -= curve[c - REACH]!
  }
  return mean
}

/** Share ended by a deviation, between the ends of cells in a straight line. */
export function shareBy(curve: Curve, deviation: number): number {
  const place = (deviation - LOWEST) / WIDTH
  if (place <= 0) return 0
  const cell = Math.floor(place)
  if (cell >= CELLS) return curve[CELLS - 1]!
  const before = cell === 0 ? 0 : curve[cell - 1]!
  return before + (curve[cell]! - before) * (place - cell)
}

/** Smallest deviation by which a share has ended. A share never reached is answered by the longest ever seen. */
export function deviationAt(curve: Curve, wanted: number): number {
  const share = Math.min(wanted, curve[CELLS - 1]!)
  let [low, high] = [0, CELLS - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (curve[middle]! >= share) high = middle
    else low = middle + 1
  }
  const before = low === 0 ? 0 : curve[low - 1]!
  const rise = curve[low]! - before
  return LOWEST + WIDTH * (low + (rise > 0 ? (share - before) / rise : 1))
}
