import { expect, test } from 'vitest'
import { addressOf } from './http.ts'

test('leaves empty filters out of the address and repeats lists', () => {
  expect(addressOf('/orders', { q: '', segment: undefined, state: ['open', 'late'], limit: 50 })).toBe(
    '/orders?state=open&state=late&limit=50',
  )
  expect(addressOf('/orders')).toBe('/orders')
})
