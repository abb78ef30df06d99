import { expect, test } from 'vitest'
import { readDay, readInstant, writeDay, writeInstant } from './cells.ts'

test.each(['2026-03-16 09:00:00+00', '2026-03-16 09:00:00.25+00', '1999-12-31 23:59:59.999+00'])(
  'the instant %s is written as the server writes it',
  (text) => {
    expect(writeInstant(readInstant(text))).toBe(text)
    expect(readInstant(text)).toBe(Date.parse(text.replace(' ', 'T').replace('+00', 'Z')))
  },
)

test('a day is written as it was read', () => {
  expect(writeDay(readDay('2024-02-29'))).toBe('2024-02-29')
  expect(readDay(null)).toBeNull()
})
