import { expect, test } from 'vitest'
import { putBack, redact, withoutSignature } from './redact.ts'

const NONE = { names: [], codes: [] }

test('addresses, telephones, links and known names go, and come back where they stood', () => {
  const text = 'Ani Petrosyan (ani@nord.example, +374 10 12-34-56) asks; see https://nord.example/x. Ani waits.'
  const { text: left, taken } = redact(text, { ...NONE, names: ['Ani Petrosyan', 'NORD & Co'] })
  expect(left).not.toMatch(/Ani|Petrosyan|@|374|https/)
  expect(putBack(left, taken, 1_000)).toBe(text)
})

test('days, order numbers and quantities stay', () => {
  const text = 'SO-2026031 of 2026-03-12, 12.03.2026, order 4500001234: 1250 pieces'
  expect(redact(text, { names: ['Al'], codes: ['4500001234'] }).text).toBe(text)
})

test('what stands below the end of a letter goes', () => {
  expect(withoutSignature('Where is SO-1?\n\nBest regards\nAni\nNord Ltd')).toBe('Where is SO-1?')
  expect(withoutSignature('Где заказ?\nС уважением,\nАни')).toBe('Где заказ?')
  expect(withoutSignature('Where is it?')).toBe('Where is it?')
})

test('a number that stands for nothing stays as it came', () => {
  expect(putBack('[1] and [7]', ['x'], 1_000)).toBe('x and [7]')
})

test('what is repeated a thousand times makes no longer text than an answer may be', () => {
  expect(putBack('[1]'.repeat(100), ['x'.repeat(200)], 500).length).toBeLessThanOrEqual(500)
})

test('what is no address by its length goes out without its words and does not come back', () => {
  const digits = '1'.repeat(3_900)
  expect(redact(`My number: ${digits}`, NONE)).toEqual({ text: 'My number: […]', taken: [] })
})
