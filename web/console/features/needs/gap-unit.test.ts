import { expect, test } from 'vitest'
import { GAP_KINDS } from '../../../../contract/gap-map.ts'
import { countedFor, unitOfGap } from './gap-unit.ts'

test('differences of shares are told in points, those of marks on their scale', () => {
  expect(GAP_KINDS.filter((kind) => unitOfGap(kind) === 'marks')).toEqual(['perception', 'competitor'])
})

test('order lines are never called people', () => {
  expect(countedFor('delivery', 'punctuality')).toBe('lines')
  expect(countedFor('delivery', 'answers')).toBe('cases')
  expect(countedFor('capability', 'punctuality')).toBe('cases')
  expect(countedFor('knowledge', 'punctuality')).toBe('people')
})
