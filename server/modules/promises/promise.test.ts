import { expect, test } from 'vitest'
import { decidePromise, evolvePromise } from './promise.ts'

const ordered = { orderedQuantity: 5, orderedOn: '2026-03-16' }
const wish = { to_date: '2026-03-20', quantity: 5, cause: 'initial', ...ordered } as const

test('the first promise is version 1', () => {
  expect(decidePromise(0, wish).version).toBe(1)
})

test('refuses a second initial promise: a change must say who asked for it', () => {
  expect(() => decidePromise(1, wish)).toThrowError(expect.objectContaining({ code: 'already_exists' }))
})

test('refuses to move a promise that was never made', () => {
  expect(() => decidePromise(0, { ...wish, cause: 'company' })).toThrowError(
    expect.objectContaining({ code: 'no_promise' }),
  )
})

test('refuses a window that ends before it begins', () => {
  const backwards = () => decidePromise(0, { ...wish, from_date: '2026-03-21' })
  expect(backwards).toThrowError(expect.objectContaining({ code: 'time_order' }))
})

test('hours lie on the promised days, whatever the zone', () => {
  const at = (from_at: string, to_at: string) => decidePromise(0, { ...wish, from_at, to_at })
  expect(at('2026-03-19T20:00:00Z', '2026-03-19T22:00:00Z').version).toBe(1)
  expect(at('2026-03-21T05:00:00Z', '2026-03-21T07:00:00Z').version).toBe(1)
  const elsewhere = () => at('2026-03-23T08:00:00Z', '2026-03-23T09:00:00Z')
  expect(elsewhere).toThrowError(expect.objectContaining({ code: 'time_order' }))
})

test('keeps every version and lets a correction replace only its own', () => {
  const first = evolvePromise(null, { version: 1, to_date: '2026-03-20' })
  const moved = evolvePromise(first, { version: 2, to_date: '2026-03-22' })
  const corrected = evolvePromise(moved, { version: 1, to_date: '2026-03-19' })
  expect(corrected).toEqual({ 1: { version: 1, to_date: '2026-03-19' }, 2: { version: 2, to_date: '2026-03-22' } })
})
