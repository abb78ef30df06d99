import { expect, test } from 'vitest'
import type { RecurringTerms } from '../../../contract/recurring-orders.ts'
import { buildCalendar, parseLocalDay, parseOpenings, walkedTime } from '../../../engines/calendars/index.ts'
import { deliveryDay, regularDays } from './recurring-days.ts'

const daily: RecurringTerms = {
  valid_from: '2026-03-16',
  location_id: 'P',
  weekdays: ['Mo', 'We'],
  every_weeks: 1,
  closed_day_rule: 'after',
  lines: [{ line_number: 1, kind: 'goods', product_id: 'BREAD', quantity: 5 }],
}
const days = (terms: RecurringTerms[], from: string, to: string, ends_on: string | null = null) =>
  regularDays({ starts_on: '2026-03-16', ends_on, terms }, { from, to }).map(({ day }) => day.slice(5))

test('days of the week, not before the beginning nor after the end', () => {
  expect(days([daily], '2026-03-01', '2026-03-31')).toEqual(['03-16', '03-18', '03-23', '03-25', '03-30'])
  expect(days([daily], '2026-03-20', '2026-03-31', '2026-03-24')).toEqual(['03-23'])
})

test('every second week counts from the week in which the terms begin', () => {
  expect(days([{ ...daily, every_weeks: 2 }], '2026-03-16', '2026-04-05')).toEqual(['03-16', '03-18', '03-30', '04-01'])
})

test('every third day runs on over weekends', () => {
  const terms = { ...daily, weekdays: null, every_weeks: null, every_days: 3 }
  expect(days([terms], '2026-03-16', '2026-03-27')).toEqual(['03-16', '03-19', '03-22', '03-25'])
})

test('from a day on the new terms hold, and the old ones before it', () => {
  const later: RecurringTerms = { ...daily, valid_from: '2026-03-23', weekdays: ['Fr'] }
  expect(days([daily, later], '2026-03-16', '2026-03-31')).toEqual(['03-16', '03-18', '03-27'])
})

test('a closed day moves by the rule, or falls out', () => {
  const holiday = [{ day: parseLocalDay('2026-03-18'), openings: [] }]
  const calendar = walkedTime(
    buildCalendar({ zone: 'Europe/Chisinau', weekly: parseOpenings('Mo-Fr 08:00-16:00'), exceptions: holiday }),
  )
  const on = (closed_day_rule: RecurringTerms['closed_day_rule'], day = '2026-03-18') =>
    deliveryDay({ day, terms: { ...daily, closed_day_rule } }, calendar)
  expect([on('before'), on('after'), on('skip')]).toEqual(['2026-03-17', '2026-03-19', null])
  expect(on('skip', '2026-03-16')).toBe('2026-03-16')
})
