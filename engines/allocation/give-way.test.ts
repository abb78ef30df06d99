import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comesBefore, type Holder, whoGivesWay } from './give-way.ts'
import type { RankKey } from './rank.ts'

const rank = (id: string, tier: number, more: Partial<RankKey> = {}): RankKey => ({
  commitment: 'none',
  hasWaited: false,
  isSafetyCritical: false,
  isAtRisk: false,
  tier,
  promiseDay: 10,
  promisedAt: 0,
  orderedAt: 0,
  id,
  ...more,
})
const newcomer = rank('NEW', 1)
const by = { newcomer, order: 'by_tier' as const }
const holder = (id: string, tier: number, amount: number, more: Partial<RankKey> = {}): Holder => ({
  rank: rank(id, tier, more),
  amount,
})

test('the worst rank gives way first, and nobody who need not', () => {
  const holders = [holder('A', 2, 5), holder('B', 3, 3), holder('C', 3, 2)]
  expect(whoGivesWay(holders, 2, by)).toEqual([2])
  expect(whoGivesWay(holders, 4, by)).toEqual([2, 1])
  expect(whoGivesWay([holder('A', 2, 5), holder('B', 3, 3)], 4, by)).toEqual([0])
  expect(whoGivesWay(holders, 11, by)).toBeNull()
})

test('who is owed by law, has waited too long, is at risk or of the same tier does not give way', () => {
  for (const more of [{ commitment: 'regulatory' }, { hasWaited: true }, { isAtRisk: true }] as const) {
    expect(whoGivesWay([holder('A', 3, 9, more)], 1, by)).toBeNull()
  }
  expect(whoGivesWay([holder('A', 1, 9, { promiseDay: 400 })], 1, by)).toBeNull()
})

test('an earlier day or need of a newcomer alone takes nothing from anybody', () => {
  const hasty = rank('NEW', 2, { isAtRisk: true, promiseDay: 1, promisedAt: -5, orderedAt: -5 })
  expect(comesBefore(hasty, rank('A', 2), 'by_tier')).toBe(false)
  expect(comesBefore(hasty, rank('A', 2), 'by_arrival')).toBe(false)
})

test('first come, first served: only duties by law, contract and safety come before', () => {
  expect(comesBefore(newcomer, rank('A', 3), 'by_arrival')).toBe(false)
  expect(comesBefore({ ...newcomer, commitment: 'contract' }, rank('A', 3), 'by_arrival')).toBe(true)
})

test('whoever is chosen holds enough together and none of them could be left out', () => {
  const anyHolder = fc.record({ tier: fc.integer({ min: 1, max: 4 }), amount: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(fc.array(anyHolder, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (given, amount) => {
      const holders = given.map((one, at) => holder(`H${at}`, one.tier, one.amount))
      const below = holders.filter((one) => one.rank.tier > 1).reduce((sum, one) => sum + one.amount, 0)
      const chosen = whoGivesWay(holders, amount, by)
      expect(chosen === null).toBe(below < amount)
      if (!chosen) return
      const sum = chosen.reduce((total, at) => total + holders[at]!.amount, 0)
      expect(sum).toBeGreaterThanOrEqual(amount)
      for (const at of chosen) {
        expect(holders[at]!.rank.tier).toBeGreaterThan(1)
        expect(sum - holders[at]!.amount).toBeLessThan(amount)
      }
    }),
  )
})
