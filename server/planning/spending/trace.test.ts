import { expect, test } from 'vitest'
import type { SpendingRow, TracedNeed } from '../../../contract/spending.ts'
import { askedBy, sorted, totals } from './trace.ts'

const need = (more: Partial<TracedNeed> = {}): TracedNeed => ({
  ...{ element_id: 'speed', statement_id: 'S', valid_from: '2026-01-01', kano: null },
  ...{ weight: 0.2, weight_low: 0.15, weight_high: 0.25, weight_n: 40 },
  ...more,
})
const stated = [need(), need({ element_id: 'price', weight: 0.6 }), need({ element_id: 'frequency', weight: 0.2 })]

test('a floor or a need that weighs asks for it', () => {
  expect(askedBy(null, [{ floor_id: 'F', reason: 'contract' }], stated)).toBe('floor')
  expect(askedBy(need(), [], stated)).toBe('need')
  expect(askedBy(need({ weight: null, kano: 'M' }), [], stated)).toBe('need')
})

test('nobody asked where nothing was stated, or too few were asked', () => {
  expect(askedBy(null, [], stated)).toBe('nobody')
  expect(askedBy(need({ weight_n: 4 }), [], stated)).toBe('nobody')
})

test('what surely hardly counts was not asked for either', () => {
  expect(askedBy(need({ weight: 0.05, weight_high: 0.1 }), [], stated)).toBe('unwanted')
  expect(askedBy(need({ kano: 'I' }), [], stated)).toBe('unwanted')
})

test('what nobody asked for stands first, and savings do not shrink its cost', () => {
  const row = (cost: number | null, asked_by: SpendingRow['asked_by']) =>
    ({ cost, asked_by, term: String(cost) }) as SpendingRow
  const rows = sorted([row(50, 'need'), row(null, 'nobody'), row(10, 'nobody'), row(-5, 'unwanted')])
  expect(rows.map(({ term }) => term)).toEqual(['10', '-5', 'null', '50'])
  expect(totals(rows)).toEqual({ unasked_cost: 10, cost: 60 })
})
