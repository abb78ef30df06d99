import { expect, test } from 'vitest'
import { answered } from './answered.ts'

/** A clock that only moves when something is reckoned. */
function clockwork() {
  let now = 0
  let reckoned = 0
  const ask = (key: string, takes: number) =>
    answered(
      [key],
      async () => {
        now += takes
        return ++reckoned
      },
      () => now,
    )
  return { ask, wait: (ms: number) => (now += ms) }
}

test('what takes long is kept for fifty times as long, ten minutes at most', async () => {
  const { ask, wait } = clockwork()
  expect(await ask('long', 2_000)).toBe(1)
  wait(99_000)
  expect(await ask('long', 2_000)).toBe(1)
  wait(2_000)
  expect(await ask('long', 60_000)).toBe(2)
  wait(599_000)
  expect(await ask('long', 1)).toBe(2)
  wait(2_000)
  expect(await ask('long', 1)).toBe(3)
})

test('what is quick is reckoned anew, and shared only while it is being reckoned', async () => {
  const { ask } = clockwork()
  expect(await Promise.all([ask('quick', 10), ask('quick', 10)])).toEqual([1, 1])
  expect(await ask('quick', 10)).toBe(2)
})

test('what failed is asked again', async () => {
  await expect(answered(['failed'], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await answered(['failed'], async () => 1)).toBe(1)
})
