import { expect, test } from 'vitest'
import { nextAllowed } from './quiet-hours.ts'

const night = { zone: 'Europe/Chisinau', quiet_from: '21:00', quiet_to: '08:00', on_weekends: true }
const at = (text: string) => new Date(text)

test.each([
  ['in the middle of the day at once', '2026-03-16T10:00:00Z', '2026-03-16T10:00:00Z'],
  ['late in the evening the next morning', '2026-03-16T19:00:00Z', '2026-03-17T06:00:00Z'],
  ['before dawn the same morning', '2026-03-17T01:00:00Z', '2026-03-17T06:00:00Z'],
  ['at the last quiet minute the next one', '2026-03-17T05:59:30Z', '2026-03-17T06:00:00Z'],
  ['in the night of the summer change by the new clock', '2026-03-28T20:00:00Z', '2026-03-29T05:00:00Z'],
])('a person is told %s', (_, wanted, allowed) => {
  expect(nextAllowed(at(wanted), night)).toEqual(at(allowed))
})

test('who is left in peace on weekends is told on Monday morning', () => {
  const calm = { ...night, on_weekends: false }
  // Friday 22:00 and Saturday noon in Chisinau.
  expect(nextAllowed(at('2026-03-20T20:00:00Z'), calm)).toEqual(at('2026-03-23T06:00:00Z'))
  expect(nextAllowed(at('2026-03-21T10:00:00Z'), calm)).toEqual(at('2026-03-23T06:00:00Z'))
})

test('equal ends mean no quiet hours, and hours within one day are kept too', () => {
  const noon = { ...night, quiet_from: '12:00', quiet_to: '13:00' }
  expect(nextAllowed(at('2026-03-16T10:30:00Z'), noon)).toEqual(at('2026-03-16T11:00:00Z'))
  expect(nextAllowed(at('2026-03-16T01:00:00Z'), { ...night, quiet_to: '21:00' })).toEqual(at('2026-03-16T01:00:00Z'))
})
