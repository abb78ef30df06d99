import { expect, test } from 'vitest'
import { togetherByOrder } from './together.ts'

test('lines of one order stand together where its first line stood', () => {
  const lines = ['A 1', 'B 1', 'A 2', 'C 1', 'B 2'].map((name) => ({ order_id: name[0]!, name }))
  expect(togetherByOrder(lines).map((order) => order.map(({ name }) => name))).toEqual([
    ['A 1', 'A 2'],
    ['B 1', 'B 2'],
    ['C 1'],
  ])
  expect(togetherByOrder([])).toEqual([])
})
