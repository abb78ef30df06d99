import { expect, test } from 'vitest'
import { changedSearch } from './address.ts'

test('keeps the other filters and drops the emptied one', () => {
  const next = changedSearch(new URLSearchParams('q=bolt&segment=key'), { q: '', site_id: 'W1' })
  expect(next.toString()).toBe('segment=key&site_id=W1')
})
