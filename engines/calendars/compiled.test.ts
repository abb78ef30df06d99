import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildCalendar, type CalendarDefinition } from './calendar.ts'
import { compileCalendar } from './compiled.ts'
import { formatLocalDay, parseLocalDay } from './local-day.ts'
import { parseOpenings } from './weekly-text.ts'
import { walkedTime } from './working-time.ts'

const at = (text: string) => Date.parse(text)
const firstDay = parseLocalDay('2026-01-01')
const calendarOf = (zone: string, openings: string, closed: readonly string[] = []) =>
  buildCalendar({
    zone,
    weekly: parseOpenings(openings),
    exceptions: closed.map((day) => ({ day: parseLocalDay(day), openings: [] })),
  })
const iso = (instant: number | undefined | null) =>
  instant == null ? null : new Date(instant).toISOString().slice(0, 16)

const ZONES = ['Europe/Bucharest', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Yerevan', 'Africa/Cairo']
const WEEKS = [
  'Mo-Fr 08:00-12:00; Mo-Fr 13:00-17:00; Sa 09:00-12:00',
  'Mo-Su 22:00-06:00',
  'Mo-Fr 00:00-24:00',
  'Mo-Su 00:00-24:00',
  'We 01:30-03:30',
]
const EXCEPTIONS: CalendarDefinition['exceptions'] = [
  { day: parseLocalDay('2026-04-13'), openings: [] },
  { day: parseLocalDay('2026-10-25'), openings: [{ fromMinute: 90, toMinute: 240 }] },
]

describe('a compiled calendar', () => {
  it('answers as walking does, in every zone and on every day, inside its horizon and beyond', () => {
    const instants = fc.integer({ min: at('2025-12-20T00:00:00Z'), max: at('2027-03-01T00:00:00Z') })
    const calendars = fc.record({ zone: fc.constantFrom(...ZONES), week: fc.constantFrom(...WEEKS) })
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: -40, max: 90 }), ({ zone, week }, instant, count) => {
        const calendar = buildCalendar({ zone, weekly: parseOpenings(week), exceptions: EXCEPTIONS })
        const [fast, plain] = [compileCalendar(calendar, firstDay), walkedTime(calendar)]
        const day = calendar.zone.dayAt(instant)
        expect(fast.nextWindow(instant)).toEqual(plain.nextWindow(instant))
        expect(fast.addMinutes(instant, Math.abs(count) * 97)).toBe(plain.addMinutes(instant, Math.abs(count) * 97))
        expect(fast.isBusinessDay(day)).toBe(plain.isBusinessDay(day))
        expect(fast.nextBusinessDay(day)).toBe(plain.nextBusinessDay(day))
        expect(fast.addBusinessDays(day, count)).toBe(plain.addBusinessDays(day, count))
      }),
      { numRuns: 150 },
    )
  })

  it('says never, not an error, for a place that never opens', () => {
    const never = compileCalendar(buildCalendar({ zone: 'UTC', weekly: Array(7).fill([]), exceptions: [] }), firstDay)
    expect(never.nextWindow(at('2026-03-16T09:00:00Z'))).toBeNull()
    expect(never.addMinutes(at('2026-03-16T09:00:00Z'), 10)).toBeNull()
    expect(never.nextBusinessDay(firstDay)).toBeNull()
    expect(never.addBusinessDays(firstDay, 1)).toBeNull()
  })

  it('joins windows that touch at midnight and cuts those longer than a week', () => {
    const nights = compileCalendar(calendarOf('UTC', 'Mo 20:00-24:00; Tu 00:00-04:00'), firstDay)
    const window = nights.nextWindow(at('2026-03-16T10:00:00Z'))
    expect([iso(window?.start), iso(window?.end)]).toEqual(['2026-03-16T20:00', '2026-03-17T04:00'])
    const always = compileCalendar(calendarOf('UTC', 'Mo-Su 00:00-24:00'), firstDay)
    const week = always.nextWindow(at('2026-03-16T10:00:00Z'))
    expect([iso(week?.start), iso(week?.end)]).toEqual(['2026-03-16T10:00', '2026-03-23T10:00'])
  })
})

/** Both days of 2026 on which clocks move, in three zones: by an hour in the north, by half an hour in the south. */
describe('when clocks move', () => {
  const opens = (zone: string, openings: string, from: string) => {
    const window = compileCalendar(calendarOf(zone, openings), firstDay).nextWindow(at(from))
    return [iso(window?.start), iso(window?.end)]
  }

  it.each([
    // The hour 03:00–04:00 does not exist; the window of 02:30–04:30 is one hour long.
    ['Europe/Bucharest', '2026-03-28T23:00:00Z', ['2026-03-29T00:30', '2026-03-29T01:30']],
    // 03:00–04:00 comes twice; the first counts for an edge, so 02:30–04:30 is three hours long.
    ['Europe/Bucharest', '2026-10-24T22:00:00Z', ['2026-10-24T23:30', '2026-10-25T02:30']],
    ['America/New_York', '2026-03-08T05:00:00Z', ['2026-03-08T07:00', '2026-03-08T08:30']],
    ['America/New_York', '2026-11-01T04:00:00Z', ['2026-11-01T07:30', '2026-11-01T09:30']],
    // Half an hour: 02:00 becomes 02:30 in October, and 02:00 becomes 01:30 in April.
    ['Australia/Lord_Howe', '2026-10-03T14:00:00Z', ['2026-10-03T15:30', '2026-10-03T17:30']],
    ['Australia/Lord_Howe', '2026-04-04T14:00:00Z', ['2026-04-04T16:00', '2026-04-04T18:00']],
  ])('a door open from 02:30 to 04:30 in %s is open when its clock says so (%s)', (zone, from, expected) => {
    expect(opens(zone, 'Mo-Su 02:30-04:30', from)).toEqual(expected)
  })

  it.each([
    ['Europe/Bucharest', '2026-03-27', '2026-03-30', 71],
    ['Europe/Bucharest', '2026-10-23', '2026-10-26', 73],
    ['America/New_York', '2026-03-06', '2026-03-09', 71],
    ['America/New_York', '2026-10-30', '2026-11-02', 73],
    ['Australia/Lord_Howe', '2026-10-02', '2026-10-05', 71.5],
    ['Australia/Lord_Howe', '2026-04-03', '2026-04-06', 72.5],
  ])('a business day later in %s is the same hour of the clock, not 72 hours (%s)', (zone, friday, monday, hours) => {
    const compiled = compileCalendar(calendarOf(zone, 'Mo-Fr 08:00-16:00'), firstDay)
    const next = compiled.addBusinessDays(parseLocalDay(friday), 1)!
    expect(formatLocalDay(next)).toBe(monday)
    const opening = (day: string) => compiled.nextWindow(compiled.zone.startOfDay(parseLocalDay(day)))!.start
    expect((opening(monday) - opening(friday)) / 3_600_000).toBe(hours)
  })
})
