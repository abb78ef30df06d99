import { expect, test } from 'vitest'
import { cutOffPassed } from './cut-off-passed.ts'

const line = (hindrance: string | null, change_until: string | null) => ({ hindrance, change_until })

test('an order whose time for changes is over when it is taken says until when it was', () => {
  expect(
    cutOffPassed([line('cutoff_passed', '2026-11-28T15:00:00Z'), line('cutoff_passed', '2026-11-27T15:00:00Z')]),
  ).toBe('2026-11-28T15:00:00Z')
})

test('what can still be changed, has left or has no limit says nothing', () => {
  expect(
    cutOffPassed([line(null, '2026-11-28T15:00:00Z'), line('shipped', '2026-11-28T15:00:00Z'), line(null, null)]),
  ).toBeNull()
})
