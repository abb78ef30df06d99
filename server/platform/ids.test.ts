import { expect, test } from 'vitest'
import { randomIds } from './ids.ts'

test('codes made in the same instant are all different and have one length', () => {
  const codes = Array.from({ length: 50_000 }, () => randomIds.code('SO'))
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.filter((code) => !/^SO-[0-9A-Z]{16}$/.test(code))).toEqual([])
})

test('a later code sorts after an earlier one', async () => {
  const earlier = randomIds.code('SO')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(randomIds.code('SO') > earlier).toBe(true)
})
