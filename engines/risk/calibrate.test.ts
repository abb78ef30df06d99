import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import { calibrated, learnCalibration, UNCALIBRATED } from './calibrate.ts'
import { harmOf } from './harm.ts'
import { shrunkDays } from './learned.ts'

describe('calibration', () => {
  it('leaves the word of the model as long as nothing is known', () => {
    expect(learnCalibration([])).toEqual(UNCALIBRATED)
    for (const chance of [0, 0.13, 0.5, 1]) expect(calibrated(UNCALIBRATED, chance)).toBeCloseTo(chance, 9)
  })

  it('learns that a model which says twice as much as happens does so', () => {
    const random = seededRandom(7)
    const outcomes = Array.from({ length: 20_000 }, () => {
      const chance = random.unit()
      return { chance, isLate: random.unit() < chance / 2 }
    })
    const learned = learnCalibration(outcomes)
    for (const chance of [0.1, 0.3, 0.6, 0.9])
      expect(Math.abs(calibrated(learned, chance) - chance / 2)).toBeLessThan(0.03)
  })

  it('few outcomes move it little', () => {
    const learned = learnCalibration([{ chance: 0.5, isLate: false }])
    expect(Math.abs(calibrated(learned, 0.5) - 0.5)).toBeLessThan(0.05)
  })

  it('never turns a higher chance into a lower one', () => {
    const outcome = fc.record({ chance: fc.double({ min: 0, max: 1, noNaN: true }), isLate: fc.boolean() })
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 60 }), chance, chance, (outcomes, a, b) => {
        const learned = learnCalibration(outcomes)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(calibrated(learned, low)).toBeLessThanOrEqual(calibrated(learned, high) + 1e-9)
        expect(calibrated(learned, high)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300, examples: [[[{ chance: 5.4e-323, isLate: true }], 6e-323, 5.4e-323]] },
    )
  })
})

describe('what a broken promise does', () => {
  const facts = { expectedDaysLate: 2, dealBreaker: null, tier: null, valueMinor: 1000, usualValueMinor: 1000 }
  it('is counted in late days of a usual line', () => {
    expect(harmOf(facts)).toBe(2)
    expect(harmOf({ ...facts, valueMinor: 3000 })).toBe(6)
    expect(harmOf({ ...facts, valueMinor: null })).toBe(2)
    expect(harmOf({ ...facts, tier: 1 })).toBe(4)
  })
  it('is raised by what the customer does not forgive, as far as that is likely', () => {
    expect(harmOf({ ...facts, dealBreaker: { factor: 5, chance: 1 } })).toBe(10)
    expect(harmOf({ ...facts, dealBreaker: { factor: 5, chance: 0.25 } })).toBe(4)
  })
})

it('counted days are pulled towards the prior where they are few, and stay chances', () => {
  expect(shrunkDays([], [0.5, 0.5])).toEqual([0.5, 0.5])
  const many = shrunkDays([0, 0, 1980], [0.5, 0.5])
  expect(many[2]).toBeCloseTo(0.99, 6)
  expect(many.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
})
