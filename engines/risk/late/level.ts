/**
 * How high chances really were: said in log odds, moved and stretched (Platt 1999) by what came of those that are known
 * already, younger ones counting more. Few outcomes leave the word as it is.
 */
import { logit, sigmoid } from './odds.ts'

export interface Level {
  readonly move: number
  readonly stretch: number
}

export interface Outcome {
  readonly chance: number
  readonly isLate: boolean
  /** Days since it became known. */
  readonly age: number
}

/** An outcome counts half as much when it is so many days older. */
const HALF_LIFE = 120
/** As a ridge in log odds: how sure it is beforehand that the word needs no moving, and no stretching. */
const SURE_OF_MOVE = 1
const SURE_OF_STRETCH = 10
const STEPS = 30

export function learnLevel(outcomes: readonly Outcome[]): Level {
  let [move, stretch] = [0, 1]
  const rows = outcomes.map(({ chance, isLate, age }) => ({
    said: logit(chance),
    late: isLate ? 1 : 0,
    weight: 2 ** (-age / HALF_LIFE),
  }))
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1] = [-SURE_OF_MOVE * move, -SURE_OF_STRETCH * (stretch - 1)]
    let [h00, h01, h11] = [SURE_OF_MOVE, 0, SURE_OF_STRETCH]
    for (const { said, late, weight } of rows) {
      const p = sigmoid(move + stretch * said)
      const w = weight * Math.max(1e-6, p * (1 - p))
      g0 += weight * (late - p)
      g1 += weight * (late - p) * said
      h00 += w
      h01 += w * said
      h11 += w * said * said
    }
    const det = h00 * h11 - h01 * h01
    const [d0, d1] = [(h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det]
    move += Math.max(-1, Math.min(1, d0))
    stretch += Math.max(-0.5, Math.min(0.5, d1))
    if (Math.abs(d0) + Math.abs(d1) < 1e-9) break
  }
  // A word that turned out upside down says nothing; it is not turned around.
  return { move, stretch: Math.max(0, stretch) }
}

export const levelled = ({ move, stretch }: Level, chance: number): number => sigmoid(move + stretch * logit(chance))
