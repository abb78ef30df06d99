import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/index.ts'
import { cellOf, curveOf, deviationAt, newLevel, shareBy } from './curves.ts'

/** Deviations in the middle of a cell of width 0.02, further apart than a step is smoothed (12 cells). */
const AT = { early: 0.01, usual: 0.61, late: 1.21 }

function levelOf(ended: readonly number[], open: readonly number[]) {
  const level = newLevel()
  for (const deviation of ended) {
    level.ended[cellOf(deviation)]! += 1
    level.cases += 1
  }
  for (const deviation of open) level.open[cellOf(deviation)]! += 1
  return level
}

describe('how lead times scatter', () => {
  it('counts open orders as longer than they have been open (Kaplan-Meier, by hand)', () => {
    // 4 at risk, 1 ends: 3/4 left. 1 is taken off the risk. 2 at risk, 1 ends: 3/8 left. Then the last.
    const curve = curveOf(levelOf([AT.early, AT.usual, AT.late], [0.31]), null, 1)
    expect(shareBy(curve, 0.3)).toBeCloseTo(1 / 4, 6)
    expect(shareBy(curve, 0.9)).toBeCloseTo(5 / 8, 6)
    expect(shareBy(curve, 1.5)).toBeCloseTo(1, 6)
  })

  it('would be too short if open orders were left out', () => {
    const open = Array.from({ length: 20 }, () => AT.usual)
    const seen = curveOf(levelOf([AT.early, AT.early, AT.late], []), null, 1)
    const all = curveOf(levelOf([AT.early, AT.early, AT.late], open), null, 1)
    expect(shareBy(seen, 0.3)).toBeCloseTo(2 / 3, 6)
    expect(shareBy(all, 0.3)).toBeCloseTo(2 / 23, 6)
  })

  it('leans on the level above in proportion to its cases: 200 of its own are half', () => {
    const above = curveOf(levelOf([AT.early], []), null, 1)
    const own = curveOf(
      levelOf(
        Array.from({ length: 200 }, () => AT.late),
        [],
      ),
      above,
      1,
    )
    expect(shareBy(own, 0.6)).toBeCloseTo(0.5, 6)
  })

  it('answers a share that was never reached by the longest ever seen', () => {
    const curve = curveOf(levelOf([AT.early], [AT.early]), null, 1)
    expect(deviationAt(curve, 0.9)).toBeLessThan(AT.usual)
    expect(deviationAt(curve, 0.25)).toBeCloseTo(AT.early, 2)
  })

  it('spreads a step over the cells around it, never falls, and keeps the middle where it was', () => {
    const curve = curveOf(levelOf([AT.usual], []), null, 1)
    expect(shareBy(curve, AT.usual - 0.1)).toBeGreaterThan(0)
    expect(shareBy(curve, AT.usual + 0.1)).toBeLessThan(1)
    expect(shareBy(curve, AT.usual)).toBeCloseTo(0.5, 6)
    expect(curve.every((share, c) => c === 0 || share >= curve[c - 1]! - 1e-12)).toBe(true)
  })

  it('answers a higher share by a longer time, whatever the counts', () => {
    const random = seededRandom(3)
    for (let round = 0; round < 50; round++) {
      const drawn = () => Array.from({ length: random.below(40) }, () => 4 * random.unit() - 2)
      const curve = curveOf(levelOf([0, ...drawn()], drawn()), null, 1)
      const asked = [0.5, 0.65, 0.8, 0.9, 0.95, 0.99].map((share) => deviationAt(curve, share))
      expect(asked).toEqual([...asked].sort((a, b) => a - b))
    }
  })

  it('is not biased by open orders: of simulated ones, half of them seen only in part, the true share is found', () => {
    const random = seededRandom(5)
    const [ended, open]: [number[], number[]] = [[], []]
    for (let i = 0; i < 20_000; i++) {
      const [took, seen] = [2 * random.unit() - 1, 2.4 * random.unit() - 1]
      if (took <= seen) ended.push(took)
      else open.push(seen)
    }
    const curve = curveOf(levelOf(ended, open), null, 1)
    expect(ended.length).toBeLessThan(13_000)
    for (const share of [0.3, 0.5, 0.8, 0.9]) expect(shareBy(curve, 2 * share - 1)).toBeCloseTo(share, 1.7)
  })
})
