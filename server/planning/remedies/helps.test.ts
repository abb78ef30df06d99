import { expect, test } from 'vitest'
import type { RemedyKind } from '../../../contract/remedies.ts'
import { helps } from './helps.ts'

const way = (kind: RemedyKind, to_date: string, keeps_promise = false) => ({ kind, to_date, keeps_promise })

test('another site that is later than doing nothing is no way out', () => {
  expect(helps(way('other_site', '2026-03-20'), '2026-03-18')).toBe(false)
  expect(helps(way('other_site', '2026-03-18'), '2026-03-18')).toBe(true)
  expect(helps(way('reallocate', '2026-03-20'), null)).toBe(true)
})

test('a surer day, a part at once and what keeps the promise stay', () => {
  expect(helps(way('later_date', '2026-03-20'), '2026-03-18')).toBe(true)
  expect(helps(way('in_parts', '2026-03-20'), '2026-03-18')).toBe(true)
  expect(helps(way('substitute', '2026-03-20', true), '2026-03-18')).toBe(true)
})
