import { expect, test } from 'vitest'
import type { ClaimWay } from '../../../../contract/claims.ts'
import { latestWays, wayOf } from './claim-ways.ts'

const way = (kind: ClaimWay['kind'], until: string, is_open: boolean, is_concealed = false): ClaimWay => ({
  ...{ kind, is_concealed, until, is_open },
})
const lines = [
  { line_number: 1, ways: [way('damage', '2026-03-04', false), way('damage', '2026-03-08', false, true)] },
  { line_number: 2, ways: [way('damage', '2026-03-14', true), way('damage', '2026-03-18', true, true)] },
  { line_number: 3, ways: [] },
]

test('damage that showed after unpacking has a day of its own', () => {
  expect(wayOf(lines, 1, { kind: 'damage', isConcealed: false })?.until).toBe('2026-03-04')
  expect(wayOf(lines, 1, { kind: 'damage', isConcealed: true })?.until).toBe('2026-03-08')
})

test('what was not delivered, and what only people take in, has no day', () => {
  expect(wayOf(lines, 3, { kind: 'damage', isConcealed: false })).toBeUndefined()
  expect(wayOf(lines, 1, { kind: 'return', isConcealed: false })).toBeUndefined()
})

test('of each kind the latest line counts', () => {
  expect(latestWays(lines).map(({ until, is_open }) => [until, is_open])).toEqual([
    ['2026-03-14', true],
    ['2026-03-18', true],
  ])
})
