import { expect, test } from 'vitest'
import { limitGuesses } from './guesses.ts'

const LIMITS = { wrongMax: 3, lookedUpMax: 5, windowMs: 60_000 }
let time = 0
const open = () => limitGuesses(() => time, LIMITS)

test('different wrong ones from one address are counted, and the wait is said', () => {
  const guesses = open()
  const waits = [1, 2, 3, 4, 5].map((nth) => guesses.noteWrong('192.0.2.1', `key ${nth}`))
  expect(waits).toEqual([0, 0, 0, 60, 60])
  expect(guesses.noteWrong('192.0.2.2', 'key 1')).toBe(0)
})

test('the same wrong one again and again is one', () => {
  const guesses = open()
  for (let nth = 0; nth < 100; nth++) expect(guesses.noteWrong('192.0.2.1', 'ended session')).toBe(0)
})

test('who has a right one goes on beside a guesser; what is new is looked up until the second bound', () => {
  const guesses = open()
  guesses.noteRight('good')
  for (let nth = 0; nth < 4; nth++) guesses.noteWrong('192.0.2.1', `key ${nth}`)
  expect(guesses.waitFor('192.0.2.1', 'new and good')).toBe(0)
  for (let nth = 4; nth < 6; nth++) guesses.noteWrong('192.0.2.1', `key ${nth}`)
  expect(guesses.waitFor('192.0.2.1', 'new and good')).toBe(60)
  expect(guesses.waitFor('192.0.2.1', 'good')).toBe(0)
  expect(guesses.waitFor('192.0.2.9', 'new and good')).toBe(0)
  time += 60_000
  expect(guesses.waitFor('192.0.2.1', 'new and good')).toBe(0)
})

test('addresses of one network of version six are one', () => {
  const guesses = open()
  for (let nth = 0; nth < 4; nth++) guesses.noteWrong(`2001:db8:1:2::${nth}`, `key ${nth}`)
  expect(guesses.noteWrong('2001:db8:1:2:3:4:5:6', 'key 9')).toBe(60)
  expect(guesses.noteWrong('2001:db8:1:3::1', 'key 9')).toBe(0)
})
