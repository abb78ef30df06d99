import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/index.ts'
import { chanceOfShare, GRID, newCalibration, settle, shareToAsk } from './calibration.ts'

const g = GRID.indexOf(0.9)

describe('promises at a quantile', () => {
  it('ask for more of the curve after they were missed too often, and for less after they were kept too often', () => {
    const calibration = newCalibration(0)
    settle(calibration, { segment: -1, g, share: 1 }, false)
    expect(shareToAsk(calibration, -1, 0.9)).toBeGreaterThan(0.9)
    for (let i = 0; i < 30; i++) settle(calibration, { segment: -1, g, share: 1 }, true)
    expect(shareToAsk(calibration, -1, 0.9)).toBeLessThan(0.9)
  })

  it('are kept that often in the end, though the curve is wrong', () => {
    const calibration = newCalibration(0)
    const random = seededRandom(7)
    let kept = 0
    // The curve says a share of s; in truth only s squared have come by then.
    for (let i = 0; i < 6000; i++) {
      const isKept = random.unit() < shareToAsk(calibration, -1, 0.9) ** 2
      settle(calibration, { segment: -1, g, share: 1 }, isKept)
      if (i >= 2000 && isKept) kept += 1
    }
    expect(kept / 4000).toBeGreaterThan(0.885)
    expect(kept / 4000).toBeLessThan(0.915)
  })

  it('move for one segment without moving the others much', () => {
    const calibration = newCalibration(2)
    for (let i = 0; i < 40; i++) settle(calibration, { segment: 0, g, share: 1 }, false)
    expect(shareToAsk(calibration, 0, 0.9)).toBeGreaterThan(shareToAsk(calibration, 1, 0.9))
  })

  it('tell the chance as the way back from the share asked', () => {
    const calibration = newCalibration(0)
    for (let i = 0; i < 40; i++) settle(calibration, { segment: -1, g, share: 1 }, false)
    for (const quantile of [0.6, 0.9, 0.97])
      expect(chanceOfShare(calibration, -1, shareToAsk(calibration, -1, quantile))).toBeCloseTo(quantile, 9)
  })
})
