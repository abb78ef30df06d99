import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addBusinessDays, businessDaysBetween } from './business-days.ts'
import { addBusinessTime, businessSecondsBetween, nextOpenAt } from './business-time.ts'
import { buildCalendar, type CalendarDefinition } from './calendar.ts'
import { cutOffDay } from './cut-off.ts'
import { parseLocalDay } from './local-day.ts'
import { seasonFactor } from './season.ts'

const at = (text: string) => Date.parse(text)
const hours = (from: number, to: number) => ({ fromMinute: from * 60, toMinute: to * 60 })
const office = [hours(8, 12), hours(13, 17)]
const definition: CalendarDefinition = {
  zone: 'Europe/Bucharest',
  weekly: [office, office, office, office, office, [], []],
  exceptions: [
    { day: parseLocalDay('2026-12-25'), openings: [] },
    { day: parseLocalDay('2026-03-28'), openings: [hours(9, 11)] },
  ],
}
const calendar = buildCalendar(definition)
const nights = buildCalendar({
  zone: 'Europe/Bucharest',
  weekly: Array.from({ length: 7 }, () => [{ fromMinute: 1320, toMinute: 1800 }]),
  exceptions: [],
})
const closed = buildCalendar({ zone: 'UTC', weekly: [[], [], [], [], [], [], []], exceptions: [] })

describe('business time', () => {
  it('skips lunch, nights and weekends', () => {
    // Friday 2026-03-13 16:00 local is 14:00Z in winter time.
    expect(addBusinessTime(calendar, at('2026-03-13T14:00:00Z'), 2 * 3600)).toBe(at('2026-03-16T07:00:00Z'))
    expect(addBusinessTime(calendar, at('2026-03-16T06:00:00Z'), 4 * 3600)).toBe(at('2026-03-16T10:00:00Z'))
    expect(nextOpenAt(calendar, at('2026-03-16T10:30:00Z'))).toBe(at('2026-03-16T11:00:00Z'))
  })

  it('keeps opening hours on the local clock when clocks move', () => {
    expect(nextOpenAt(calendar, at('2026-03-27T20:00:00Z'))).toBe(at('2026-03-28T07:00:00Z'))
    expect(nextOpenAt(calendar, at('2026-03-28T20:00:00Z'))).toBe(at('2026-03-30T05:00:00Z'))
  })

  it('counts a night shift of seven hours in the night that loses one, and of nine when one is won', () => {
    expect(businessSecondsBetween(nights, at('2026-03-28T12:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(7 * 3600)
    expect(businessSecondsBetween(nights, at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z'))).toBe(9 * 3600)
  })

  it('knows holidays and extra shifts', () => {
    expect(nextOpenAt(calendar, at('2026-12-24T16:00:00Z'))).toBe(at('2026-12-28T06:00:00Z'))
  })

  it('adding what lies between comes back to the same open instant', () => {
    const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') })
    fc.assert(
      fc.property(fc.constantFrom(calendar, nights), instants, fc.nat(2_000_000), (any, instant, seconds) => {
        const end = addBusinessTime(any, instant, seconds)
        expect(businessSecondsBetween(any, instant, end)).toBeCloseTo(seconds, 6)
      }),
      { numRuns: 50 },
    )
  })

  it('survives durations of many years', () => {
    expect(addBusinessTime(calendar, at('2026-01-05T06:00:00Z'), 8 * 3600 * 1000)).toBeGreaterThan(
      at('2029-06-01T00:00:00Z'),
    )
  })

  it('refuses a calendar that never opens', () => {
    expect(() => nextOpenAt(closed, 0)).toThrow(RangeError)
    expect(() => addBusinessDays(closed, 0, 1)).toThrow(RangeError)
    expect(() => cutOffDay(closed, 0, 600)).toThrow(RangeError)
  })

  it('refuses overlapping openings and a week of six days', () => {
    expect(() => buildCalendar({ ...definition, weekly: definition.weekly.slice(1) })).toThrow(RangeError)
    const overlapping = [hours(8, 12), hours(11, 13)]
    expect(() => buildCalendar({ ...definition, exceptions: [{ day: 1, openings: overlapping }] })).toThrow(RangeError)
  })
})

describe('public holidays', () => {
  const [nationalDay, dayAfter] = [parseLocalDay('2026-12-01'), parseLocalDay('2026-12-02')]
  const observing = buildCalendar({ ...definition, holidays: new Set([nationalDay, parseLocalDay('2026-03-28')]) })

  it('close a place on a day on which it would be open', () => {
    expect([nationalDay, dayAfter].map(observing.isBusinessDay)).toEqual([false, true])
    expect(addBusinessDays(observing, nationalDay - 1, 1)).toBe(dayAfter)
    expect(cutOffDay(observing, at('2026-12-01T07:00:00Z'), 15 * 60)).toBe(dayAfter)
    expect(nextOpenAt(observing, at('2026-11-30T18:00:00Z'))).toBe(at('2026-12-02T06:00:00Z'))
  })

  it('give way to an exception of the place itself', () => {
    expect(observing.openingsOn(parseLocalDay('2026-03-28'))).toEqual([hours(9, 11)])
  })
})

describe('business days', () => {
  const friday = parseLocalDay('2026-03-13')

  it('go from Friday to Monday and back', () => {
    expect(addBusinessDays(calendar, friday, 1)).toBe(friday + 3)
    expect(addBusinessDays(calendar, friday + 3, -1)).toBe(friday)
    expect(addBusinessDays(calendar, friday + 1, 0)).toBe(friday + 1)
  })

  it('count an extra Saturday shift and skip a holiday', () => {
    expect(businessDaysBetween(calendar, parseLocalDay('2026-03-27'), parseLocalDay('2026-03-30'))).toBe(2)
    expect(businessDaysBetween(calendar, parseLocalDay('2026-12-24'), parseLocalDay('2026-12-28'))).toBe(1)
    expect(businessDaysBetween(calendar, friday + 3, friday)).toBe(-1)
  })
})

describe('cut-off', () => {
  const minute = 15 * 60
  it('counts equality as before, in the zone of the place', () => {
    expect(cutOffDay(calendar, at('2026-03-13T13:00:00.000Z'), minute)).toBe(parseLocalDay('2026-03-13'))
    expect(cutOffDay(calendar, at('2026-03-13T13:00:00.001Z'), minute)).toBe(parseLocalDay('2026-03-16'))
  })

  it('moves what comes on a closed day to the next open one', () => {
    expect(cutOffDay(calendar, at('2026-03-14T08:00:00Z'), minute)).toBe(parseLocalDay('2026-03-16'))
  })
})

describe('seasons', () => {
  it('multiply where they overlap and include their last day', () => {
    const seasons = [
      { name: 'before Christmas', fromDay: 10, toDay: 20, factor: 1.5 },
      { name: 'clearance', fromDay: 20, toDay: 25, factor: 2 },
    ]
    expect([9, 10, 20, 25, 26].map((day) => seasonFactor(seasons, day))).toEqual([1, 1.5, 3, 2, 1])
  })
})
