import { expect, test } from 'vitest'
import { dayReadAs, numberReadAs } from './read-as.ts'

test('the same digits are two days', () => {
  expect(dayReadAs('03/04/2026', 'd/M/yyyy')).toBe('2026-04-03')
  expect(dayReadAs('03/04/2026', 'M/d/yyyy')).toBe('2026-03-04')
  expect(dayReadAs('20260403', 'yyyyMMdd')).toBe('2026-04-03')
  expect(dayReadAs('2026-04-03', 'iso')).toBe('2026-04-03')
})

test('two digits of a year fall into the hundred years that begin where the reader says', () => {
  expect(dayReadAs('02.06.45', 'd.M.yy', 1930)).toBe('1945-06-02')
  expect(dayReadAs('02.06.45', 'd.M.yy', 1970)).toBe('2045-06-02')
})

test('a month written as a word is left to the server', () => {
  expect(dayReadAs('02-Jun-06', 'd-MMM-yy')).toBeUndefined()
})

test('the same digits are two numbers', () => {
  expect(numberReadAs('1.234', '.')).toBe(1.234)
  expect(numberReadAs('1.234', ',')).toBe(1234)
})
