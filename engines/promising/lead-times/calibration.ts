/**
 * Promises at a quantile must be kept that often. Where they are not, the quantile asked of the curves is moved until
 * they are: adaptive conformal inference (Gibbs and Candès 2021), in log odds so that it never leaves 0 … 1.
 * A promise is judged on the day it falls due, never before: kept ones are known early and would flatter.
 */

/** Quantiles at which promises are followed; between them the move is interpolated in log odds. */
export const GRID = [0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99] as const
const ODDS = GRID.map((q) => Math.log(q / (1 - q)))
const G = GRID.length

/**
 * A promise moves the odds by its error over this many cases; over more where many promises are on their way, since a
 * move that comes before the answers to the last one overshoots.
 */
const FEWEST_CASES = 250
const WAITING_SHARE = 60
/** The same for a segment's own move, which corrects less and so may be quicker. */
const SEGMENT_WAITING_SHARE = 8
/** A segment's own move returns to none by this share with every promise of its own. */
const LEAK = 0.01
const FURTHEST = 3

export interface Calibration {
  /** Move in log odds at each quantile of the grid: of all, then of each segment. */
  moves: Float64Array
  /** Promises not yet due, of all, then of each segment. */
  waiting: Float64Array
}

export const newCalibration = (segments: number): Calibration => ({
  moves: new Float64Array((segments + 1) * G),
  waiting: new Float64Array(segments + 1),
})

/** Makes room for segments met since. */
export function widenCalibration(calibration: Calibration, segments: number): void {
  if (calibration.waiting.length > segments) return
  const { moves, waiting } = newCalibration(segments)
  moves.set(calibration.moves)
  waiting.set(calibration.waiting)
  Object.assign(calibration, { moves, waiting })
}

const known = ({ waiting }: Calibration, segment: number) => segment >= 0 && segment + 1 < waiting.length

/** Move in log odds at a place between the quantiles of the grid. */
function moveAt(calibration: Calibration, segment: number, g: number): number {
  const own = known(calibration, segment) ? calibration.moves[(segment + 1) * G + g]! : 0
  return Math.max(-FURTHEST, Math.min(FURTHEST, calibration.moves[g]! + own))
}

const chanceOf = (odds: number) => 1 / (1 + Math.exp(-odds))

/** Which share of the curve to ask for, so that the promise is kept with chance `quantile`. */
export function shareToAsk(calibration: Calibration, segment: number, quantile: number): number {
  const odds = Math.log(quantile / (1 - quantile))
  return chanceOf(through(odds, ODDS, movedOdds(calibration, segment)))
}

/** The chance that a share of the curve has turned out to be. */
export function chanceOfShare(calibration: Calibration, segment: number, share: number): number {
  if (share <= 0 || share >= 1) return Math.max(0, Math.min(1, share))
  return chanceOf(through(Math.log(share / (1 - share)), movedOdds(calibration, segment), ODDS))
}

/** Odds to ask for at each quantile of the grid, rising. */
function movedOdds(calibration: Calibration, segment: number): Float64Array {
  const odds = new Float64Array(G)
  for (let g = 0; g < G; g++) {
    odds[g] = ODDS[g]! + moveAt(calibration, segment, g)
    if (g > 0 && odds[g]! <= odds[g - 1]!) odds[g] = odds[g - 1]! + 1e-6
  }
  return odds
}

/** Piecewise linear, of slope one outside. */
function through(x: number, from: ArrayLike<number>, to: ArrayLike<number>): number {
  if (x <= from[0]!) return to[0]! + x - from[0]!
  for (let g = 1; g < G; g++)
    if (x <= from[g]!) return to[g - 1]! + ((to[g]! - to[g - 1]!) * (x - from[g - 1]!)) / (from[g]! - from[g - 1]!)
  return to[G - 1]! + x - from[G - 1]!
}

/** `share` is 1 for one promise a case, and so much less where a case is promised at several quantiles. */
export function promiseMade({ waiting }: Calibration, { segment, share }: Omit<Settled, 'g'>): void {
  waiting[0]! += share
  if (segment >= 0) waiting[segment + 1]! += share
}

/** A promise at quantile `GRID[g]` fell due. */
export function settle(calibration: Calibration, { segment, g, share }: Settled, isKept: boolean): void {
  const { moves, waiting } = calibration
  const missRate = 1 - GRID[g]!
  const error = ((isKept ? 0 : 1) - missRate) / (missRate * (1 - missRate))
  moves[g]! += error / Math.max(FEWEST_CASES, WAITING_SHARE * arrived(waiting, 0, share))
  if (!known(calibration, segment)) return
  const own = (segment + 1) * G + g
  const still = SEGMENT_WAITING_SHARE * arrived(waiting, segment + 1, share)
  moves[own] = moves[own]! * (1 - LEAK) + error / Math.max(FEWEST_CASES, still)
}

/** One promise less is on its way; how many still are. */
function arrived(waiting: Float64Array, at: number, share: number): number {
  waiting[at] = Math.max(0, waiting[at]! - share)
  return waiting[at]!
}

export interface Settled {
  /** Code of the segment; −1: none. */
  readonly segment: number
  readonly g: number
  readonly share: number
}
