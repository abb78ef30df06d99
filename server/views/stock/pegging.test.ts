import fc from 'fast-check'
import { expect, test } from 'vitest'
import { peg } from './pegging.ts'

const need = (need_on: string, quantity: number) => ({ need_on, quantity })
const supply = (counted_on: string, open: number) => ({ counted_on, open })

test('what lies there goes to whoever needs it first; the others hang on what comes', () => {
  const [monday, tuesday, friday] = [need('2026-03-16', 5), need('2026-03-17', 5), need('2026-03-20', 5)]
  const [first, second] = [supply('2026-03-17', 4), supply('2026-03-19', 10)]
  expect(peg(6, [first, second], [monday, tuesday, friday])).toEqual([
    { need: tuesday, supply: first, quantity: 4 },
    { need: friday, supply: second, quantity: 5 },
  ])
})

test('a need that one delivery does not meet hangs on two', () => {
  const wanted = need('2026-03-16', 10)
  const pegs = peg(1, [supply('2026-03-14', 4), supply('2026-03-15', 20)], [wanted])
  expect(pegs.map((one) => one.quantity)).toEqual([4, 5])
})

test('never gives out more of a supply than is to come, nor more to a need than it wants', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), amounts, amounts, (onHand, opens, wants) => {
      const supplies = opens.map((open) => supply('2026-03-16', open))
      const needs = wants.map((quantity) => need('2026-03-16', quantity))
      const pegs = peg(onHand, supplies, needs)
      const sum = (of: readonly { quantity: number }[]) => of.reduce((total, one) => total + one.quantity, 0)
      for (const one of supplies) expect(sum(pegs.filter((p) => p.supply === one))).toBeLessThanOrEqual(one.open)
      for (const one of needs) expect(sum(pegs.filter((p) => p.need === one))).toBeLessThanOrEqual(one.quantity)
      const wanted = sum(needs)
      expect(sum(pegs)).toBeCloseTo(
        Math.min(Math.max(0, wanted - onHand), sum(opens.map((quantity) => ({ quantity })))),
        6,
      )
    }),
  )
})
