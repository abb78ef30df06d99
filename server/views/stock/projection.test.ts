import { expect, test } from 'vitest'
import { coveredDay, stockOutDay } from './projection.ts'

const step = (day: number, quantity: number) => ({ day, quantityMilli: quantity * 1000 })
const pool = (onHand: number, supplies = [step(0, 0)], reserved = [step(0, 0)]) => ({
  onHandMilli: onHand * 1000,
  supplies,
  reserved,
})
const ask = { today: 100, dailyDemand: 2, lastDay: 160 }

test('goods that last five days at the usual rate are gone on the sixth', () => {
  expect(stockOutDay(pool(10), ask)).toBe(105)
  expect(stockOutDay(pool(0), ask)).toBe(100)
})

test('supply that comes in time puts the day off, and overdue supply counts today', () => {
  expect(stockOutDay(pool(10, [step(104, 20)]), ask)).toBe(115)
  expect(stockOutDay(pool(10, [step(90, 20)]), ask)).toBe(115)
})

test('a full order book runs out earlier than the average says', () => {
  expect(stockOutDay(pool(10, [], [step(101, 11)]), ask)).toBe(101)
})

test('goods that nobody asks for never run out', () => {
  expect(stockOutDay(pool(1), { ...ask, dailyDemand: 0 })).toBeNull()
})

test('reservations are covered again when supply catches up, and not where it never does', () => {
  expect(coveredDay(pool(5, [step(110, 10)], [step(102, 8)]), 100)).toBe(110)
  expect(coveredDay(pool(5, [], [step(102, 4)]), 100)).toBe(100)
  expect(coveredDay(pool(5, [], [step(102, 8)]), 100)).toBeNull()
})
