import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/index.ts'
import { lateBackTest } from './back-test.ts'
import { boost, boostedChance } from './boost.ts'
import { encode, type LateCase } from './encode.ts'
import { judge } from './judge.ts'
import { learnLevel, levelled } from './level.ts'
import { believed } from './mixture.ts'

/** Late where both or neither of two signs are there: no straight line tells them apart. */
function crossed(count: number): LateCase[] {
  const random = seededRandom(11)
  return Array.from({ length: count }, (_, at) => {
    const [a, b] = [random.unit() * 2 - 1, random.unit() * 2 - 1]
    const isLate = random.unit() < (a * b > 0 ? 0.35 : 0.05)
    const day = 100 + Math.floor(at / 10)
    return { day, dueDay: day + 2, cameDay: day + (isLate ? 3 : 2), names: ['x'], numbers: [a, b] }
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

  it('knows of a name only promises whose day had passed, those in time no sooner than those late', () => {
    const one = (day: number, dueDay: number, cameDay: number): LateCase => ({
      ...{ day, dueDay, cameDay, names: ['A'], numbers: [] },
    })
    // The first is there on day 2, long before its day; the second is late.
    const { columns } = encode([one(1, 5, 2), one(1, 5, 9), one(5, 9, 9), one(6, 9, 9)])
    const everybody = columns.at(-1)!
    expect(everybody[2]).toBe(everybody[0])
    expect(everybody[3]).toBeGreaterThan(everybody[2]!)
    // Of the name itself no more is known than of everybody until then.
    expect(columns[0]![2]).toBe(0)
    // Of two that had four days one took longer.
    expect(columns[1]![3]).toBeGreaterThan(columns[1]![2]!)
  })

  it('finds what a straight line cannot, and says it as high as it comes', () => {
    const report = lateBackTest(crossed(3_000), { judgedShare: 0.3 })
    expect(report.model.auc).toBeGreaterThan(report.logistic.auc + 0.1)
    // 0.03 is chance here; the rest is that trees of few cases say too little, and of more no longer do.
    expect(report.model.calibrationError).toBeLessThan(0.07)
    expect(report.model.cases).toBe(900)
    expect(report.times).toBeNull()
  })

  it('never says less where a name was late oftener, whatever else is known', () => {
    const random = seededRandom(5)
    const cases = Array.from({ length: 2_000 }, (_, at): LateCase => {
      const name = random.below(5)
      const day = 100 + Math.floor(at / 10)
      const late = random.unit() < 0.05 + 0.1 * name
      return { day, dueDay: day + 3, cameDay: day + (late ? 4 : 3), names: [`N${name}`], numbers: [random.unit()] }
    })
    const encoded = encode(cases)
    const late = Uint8Array.from(cases, ({ cameDay, dueDay }) => Number(cameDay > dueDay))
    const grown = boost(encoded, late, { rows: cases.map((_, i) => i) })
    const chances = [-2, -1, 0, 1, 2].map((share) => {
      const asked = { ...encoded, columns: encoded.columns.map((column, f) => (f === 0 ? [share] : [column[0]!])) }
      return boostedChance(grown, asked as never, 0)
    })
    expect(chances).toEqual([...chances].sort((a, b) => a - b))
    expect(chances[4]! - chances[0]!).toBeGreaterThan(0.1)
  })

  it('believes the times where they foretell better, and the trees where they do', () => {
    const truth = (cases: LateCase[], say: (one: LateCase) => number) =>
      cases.map((one) => ({ ...one, byTimes: say(one) }))
    const cases = crossed(2_000)
    const right = truth(cases, ({ numbers: [a, b] }) => (a! * b! > 0 ? 0.35 : 0.05))
    const wrong = truth(cases, ({ numbers: [a] }) => (a! > 0 ? 0.6 : 0.02))
    const [good, bad] = [right, wrong].map((some) => lateBackTest(some, { judgedShare: 0.3 }))
    expect(good!.model.brier).toBeCloseTo(good!.times!.brier, 2)
    expect(bad!.model.auc).toBeGreaterThan(bad!.times!.auc + 0.05)
  })

  it('moves chances to where they turned out to be, and hardly at all for a few', () => {
    const said = (cases: number) =>
      Array.from({ length: cases }, (_, i) => ({ chance: 0.1, isLate: i % 10 > 6, age: 0 }))
    expect(levelled(learnLevel(said(2_000)), 0.1)).toBeCloseTo(0.3, 1)
    expect(levelled(learnLevel(said(0)), 0.1)).toBeCloseTo(0.1, 10)
    expect(levelled(learnLevel(said(8)), 0.1)).toBeLessThan(0.2)
  })

  it('weighs two foretellers by what came', () => {
    expect(believed([])).toBe(0.5)
    expect(believed(Array(50).fill([0.8, 0.2, true]))).toBe(0.95)
    expect(believed(Array(50).fill([0.8, 0.2, false]))).toBe(0.05)
  })

  it('tells what distance between said and come is chance', () => {
    const random = seededRandom(3)
    const chances = Array.from({ length: 2_000 }, () => 0.05 + 0.3 * random.unit())
    const rounds = Array.from({ length: 30 }, () =>
      judge(
        chances,
        chances.map((chance) => random.unit() < chance),
      ),
    )
    const mean = rounds.reduce((sum, { calibrationError }) => sum + calibrationError, 0) / rounds.length
    expect(mean).toBeCloseTo(rounds[0]!.errorByChance, 2)
  })

  it('gives the same report for the same cases', () => {
    const cases = crossed(600)
    expect(lateBackTest(cases, { judgedShare: 0.3 })).toEqual(lateBackTest(cases, { judgedShare: 0.3 }))
  })
})
