import { expect, test } from 'vitest'
import { listDays } from './calendar-day.ts'

const day = (text: string) => Date.parse(text) / 86_400_000
const holidays = {
  names: new Map([
    [day('2026-12-25'), 'Christmas'],
    [day('2026-12-26'), 'Second day of Christmas'],
  ]),
  has: (one: number) => holidays.names.has(one),
  nameOn: (one: number, language: string) => `${holidays.names.get(one)} in ${language}`,
}
const hours = {
  zone: 'Europe/Bucharest',
  openings: 'Mo-Fr 08:00-12:00; Mo-Fr 13:00-17:00; Sa 09:00-12:00',
  exceptions: [{ day: '2026-12-26', openings: '10:00-14:00', reason: 'Stocktaking' }],
}
const wish = { from: '2026-12-24', to: '2026-12-27', language: 'ro' }

test('a holiday closes its day with its name, and an exception wins over it with its reason', () => {
  expect(listDays(hours, holidays, wish)).toEqual([
    { day: '2026-12-24', isOpen: true, openings: '08:00-12:00; 13:00-17:00', because: 'week', name: null },
    { day: '2026-12-25', isOpen: false, openings: '', because: 'holiday', name: 'Christmas in ro' },
    { day: '2026-12-26', isOpen: true, openings: '10:00-14:00', because: 'exception', name: 'Stocktaking' },
    { day: '2026-12-27', isOpen: false, openings: '', because: 'week', name: null },
  ])
})

test('a place that observes no holidays is open on them', () => {
  expect(listDays(hours, undefined, wish)[1]).toMatchObject({ isOpen: true, because: 'week' })
})
