import { expect, test } from 'vitest'
import { allOf, chosenOf } from './chosen-quantities.ts'

const rows = [
  { key: 1, max: 5 },
  { key: 2, max: 3 },
  { key: 3, max: 4, isDisabled: true },
]

test('nothing is chosen until somebody chooses it', () => {
  expect(chosenOf(rows, new Map())).toEqual([])
  expect(
    chosenOf(
      rows,
      new Map<number, number | ''>([
        [1, 0],
        [2, ''],
      ]),
    ),
  ).toEqual([])
})

test('one line alone can be chosen, and all of them at once save those that may not be touched', () => {
  expect(chosenOf(rows, new Map([[2, 1]]))).toEqual([{ row: rows[1], quantity: 1 }])
  expect([...allOf(rows)]).toEqual([
    [1, 5],
    [2, 3],
  ])
  expect(chosenOf(rows, new Map([...allOf(rows), [3, 4]])).map(({ row }) => row.key)).toEqual([1, 2])
})
