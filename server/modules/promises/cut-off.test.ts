import { expect, test } from 'vitest'
import { buildCalendar, parseLocalDay, parseOpenings, walkedTime } from '../../../engines/calendars/index.ts'
import { type CutOffRule, cutOffBefore } from './cut-off.ts'

const calendar = walkedTime(
  buildCalendar({ zone: 'Europe/Chisinau', weekly: parseOpenings('Mo-Fr 07:00-18:00'), exceptions: [] }),
)
const site = { calendar, cutoff: null as string | null }
const until = (day: string, rule: CutOffRule, cutoff: string | null = null, fromAt: number | null = null) => {
  const found = cutOffBefore({ toDay: parseLocalDay(day), fromAt }, rule, {
    site: { ...site, cutoff },
    destination: site,
  })
  return found === null ? null : new Date(found).toISOString()
}

test('one open day before a Monday ends with the Friday', () => {
  expect(until('2026-03-16', { amount: 1, unit: 'open_days' })).toBe('2026-03-13T16:00:00.000Z')
  expect(until('2026-03-16', { amount: 1, unit: 'open_days' }, '14:00')).toBe('2026-03-13T12:00:00.000Z')
})

test('no open day before is the promised day itself, or the last open one before it', () => {
  expect(until('2026-03-17', { amount: 0, unit: 'open_days' })).toBe('2026-03-17T16:00:00.000Z')
  expect(until('2026-03-15', { amount: 0, unit: 'open_days' })).toBe('2026-03-13T16:00:00.000Z')
})

test('hours count back from the beginning of the day, or of the slot that is promised', () => {
  expect(until('2026-03-17', { amount: 24, unit: 'hours' })).toBe('2026-03-15T22:00:00.000Z')
  const slot = Date.parse('2026-03-17T12:00:00Z')
  expect(until('2026-03-17', { amount: 24, unit: 'hours' }, null, slot)).toBe('2026-03-16T12:00:00.000Z')
})
