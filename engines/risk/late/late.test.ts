import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/index.ts'
import { lateBackTest } from './back-test.ts'
import { encode, type LateCase } from './encode.ts'
import { judge } from './judge.ts'

/** Late where both or neither of two signs are there: no straight line tells them apart. */
function crossed(count: number): LateCase[] {
  const random = seededRandom(11)
  return Array.from({ length: count }, (_, at) => {
    const [a, b] = [random.unit() * 2 - 1, random.unit() * 2 - 1]
    const isLate = random.unit() < (a * b > 0 ? 0.35 : 0.05)
    return {
      day: 100 + Math.floor(at / 10),
      knownDay: 103 + Math.floor(at / 10),
      isLate,
      names: ['x'],
      numbers: [a, b],
    }
  })
}

describe('late risk', () => {
  it('counts the order and the level of chances as the definitions say', () => {
    const perfect = judge([0.1, 0.2, 0.8, 0.9], [false, false, true, true])
    expect(perfect).toMatchObject({ auc: 1, cases: 4, late: 2 })
    expect(judge([0.5, 0.5, 0.5, 0.5], [false, false, true, true]).auc).toBe(0.5)
    expect(
      judge(
        Array(100).fill(0.3),
        Array.from({ length: 100 }, (_, i) => i % 10 < 3),
      ).calibrationError,
    ).toBeLessThan(0.05)
  })

  it('knows of a name only what had come by the day before the question', () => {
    const one = (day: number, knownDay: number, isLate: boolean): LateCase => ({
      day,
      knownDay,
      isLate,
      names: ['A'],
      numbers: [],
    })
    const { columns } = encode([one(1, 5, true), one(5, 9, false), one(6, 9, false)])
    // Counts: nothing before day 5, nothing on it, one case on day 6.
    expect([...columns[1]!]).toEqual([0, 0, Math.log1p(1)])
    expect(columns[0]![2]!).toBeGreaterThan(columns[0]![1]!)
  })

  it('finds what a straight line cannot, and says it as high as it comes', () => {
    const report = lateBackTest(crossed(3_000), { judgedShare: 0.3 })
    expect(report.model.auc).toBeGreaterThan(report.logistic.auc + 0.1)
    expect(report.model.calibrationError).toBeLessThan(0.05)
    expect(report.model.cases).toBe(900)
  })

  it('gives the same report for the same cases', () => {
    const cases = crossed(600)
    expect(lateBackTest(cases, { judgedShare: 0.3 })).toEqual(lateBackTest(cases, { judgedShare: 0.3 }))
  })
})
