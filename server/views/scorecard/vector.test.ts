import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COUNTERS } from './counters.ts'
import { addMonths, spansOf, writeMonth } from './month.ts'
import { addVector, Scratch, VectorReader, VectorWriter } from './vector.ts'

const amounts = fc.array(fc.tuple(fc.nat(COUNTERS - 1), fc.maxSafeInteger()), { maxLength: 30 })

function write(entries: readonly (readonly [number, number])[]): Buffer {
  const scratch = new Scratch(COUNTERS)
  for (const [index, amount] of entries) scratch.add(index, amount)
  const writer = new VectorWriter()
  scratch.flush(writer, null)
  return writer.take()
}

test('numbers of any size and sign come back as they were', () => {
  // A zigzag doubles the value, so half the safe range is what a counter may reach.
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 52) + 1, max: 2 ** 52 - 1 }), (value) => {
      const writer = new VectorWriter()
      writer.signed(value)
      expect(new VectorReader(writer.take()).signed()).toBe(value)
    }),
  )
})

test('equal counters have equal bytes, in whatever order they were counted', () => {
  const small = fc.array(fc.tuple(fc.nat(COUNTERS - 1), fc.integer({ min: -1e9, max: 1e9 })), { maxLength: 30 })
  fc.assert(fc.property(small, (entries) => write(entries).equals(write([...entries].reverse()))))
})

test('what is counted up and down again leaves no trace', () => {
  fc.assert(
    fc.property(amounts, (entries) => {
      const small = entries.map(([index, amount]) => [index, amount % 1e9] as const)
      const back = small.map(([index, amount]) => [index, -amount] as const)
      return write([...small, ...back]).length === 0
    }),
  )
})

test('a vector adds into a dense one', () => {
  const into = new Float64Array(COUNTERS)
  const first: [number, number][] = [
    [5, 7],
    [COUNTERS - 1, -3],
  ]
  addVector(into, write(first))
  addVector(into, write([[5, 1]]))
  expect([into[5], into[COUNTERS - 1]]).toEqual([8, -3])
})

const month = (days: Readonly<Record<number, number>>) =>
  writeMonth((dayIndex, into) => {
    if (days[dayIndex]) into.add(1, days[dayIndex])
  })

test('a month holds its days and their sum', () => {
  const { total, days } = month({ 0: 4, 30: 5 })!
  expect(spansOf(days).map((span) => span.dayIndex)).toEqual([0, 30])
  const sum = new Float64Array(COUNTERS)
  addVector(sum, total)
  expect(sum[1]).toBe(9)
})

test('adding a change to a month gives the bytes of counting both at once', () => {
  const sum = addMonths(month({ 3: 2, 4: 1 })!.days, month({ 4: 6, 9: 1 })!.days)!
  expect(sum).toEqual(month({ 3: 2, 4: 7, 9: 1 }))
})

test('a month whose counters have all gone back to zero is no row at all', () => {
  expect(addMonths(month({ 3: 2 })!.days, month({ 3: -2 })!.days)).toBeNull()
})
