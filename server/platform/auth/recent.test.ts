import { expect, test } from 'vitest'
import { recentAnswers } from './recent.ts'

test('a question asked twice within seconds reaches the database once', async () => {
  const recent = recentAnswers()
  let asked = 0
  const find = async () => ++asked
  expect([await recent.ask('q', find), await recent.ask('q', find)]).toEqual([1, 1])
})

test('after a change of rights it is asked again', async () => {
  const recent = recentAnswers()
  let asked = 0
  await recent.ask('q', async () => ++asked)
  recent.forget()
  expect(await recent.ask('q', async () => ++asked)).toBe(2)
})

test('an answer grows old', async () => {
  const recent = recentAnswers(0)
  let asked = 0
  await recent.ask('q', async () => ++asked)
  expect(await recent.ask('q', async () => ++asked)).toBe(2)
})

test('a failure is not remembered', async () => {
  const recent = recentAnswers()
  await expect(recent.ask('q', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await recent.ask('q', async () => 'up')).toBe('up')
})
