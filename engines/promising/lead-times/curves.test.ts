import { describe, expect, it } from 'vitest'
import { cellOf, curveOf, deviationAt, newLevel, shareBy } from './curves.ts'

/** A deviation in the middle of a cell of width 0.02. */
const AT = { early: 0.01, usual: 0.21, late: 0.41 }

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
    const curve = curveOf(levelOf([AT.early, AT.usual, AT.late], [0.11]), null, 1)
    expect(shareBy(curve, 0.1)).toBeCloseTo(1 / 4, 6)
    expect(shareBy(curve, 0.3)).toBeCloseTo(5 / 8, 6)
    expect(shareBy(curve, 0.5)).toBeCloseTo(1, 6)
  })

  it('would be too short if open orders were left out', () => {
    const open = Array.from({ length: 20 }, () => AT.usual)
    const seen = curveOf(levelOf([AT.early, AT.early, AT.late], []), null, 1)
    const all = curveOf(levelOf([AT.early, AT.early, AT.late], open), null, 1)
    expect(shareBy(seen, 0.1)).toBeCloseTo(2 / 3, 6)
    expect(shareBy(all, 0.1)).toBeCloseTo(2 / 23, 6)
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
    expect(shareBy(own, 0.2)).toBeCloseTo(0.5, 6)
  })

  it('answers a share that was never reached by the longest ever seen', () => {
    const curve = curveOf(levelOf([AT.early], [AT.early]), null, 1)
    expect(deviationAt(curve, 0.9)).toBeLessThan(AT.usual)
    expect(deviationAt(curve, 0.25)).toBeCloseTo(AT.early, 2)
  })
})
