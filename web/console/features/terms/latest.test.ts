import { expect, test } from 'vitest'
import { latestBy } from './latest.ts'

const rows = [
  { segment_id: 'A', valid_from: '2026-01-01', price: 1 },
  { segment_id: 'A', valid_from: '2026-06-01', price: 2 },
  { segment_id: 'A', valid_from: '2027-01-01', price: 3 },
  { segment_id: 'B', valid_from: '2026-07-01', price: 9 },
]
const pricesOn = (day: string) => latestBy(rows, day, (row) => row.segment_id).map((row) => row.price)

test('of each group the latest row that has begun holds', () => {
  expect(pricesOn('2026-06-01')).toEqual([2])
  expect(pricesOn('2026-12-31')).toEqual([2, 9])
  expect(pricesOn('2025-12-31')).toEqual([])
})
