import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessSecondsBetween } from './business-time.ts'
import { buildCalendar } from './calendar.ts'
import { parseLocalDay } from './local-day.ts'
import { openTime } from './open-time.ts'

const at = (text: string) => Date.parse(text)
const hours = (from: number, to: number) => ({ fromMinute: from * 60, toMinute: to * 60 })
const office = [hours(8, 12), hours(13, 17)]
const calendars = [
  buildCalendar({
    zone: 'Europe/Bucharest',
    weekly: [office, office, office, office, office, [], []],
    exceptions: [
      { day: parseLocalDay('2026-12-25'), openings: [] },
      { day: parseLocalDay('2026-03-28'), openings: [hours(9, 11)] },
    ],
  }),
  // A night shift that the morning shift of the next day begins inside of.
  buildCalendar({
    zone: 'America/New_York',
    weekly: Array.from({ length: 7 }, () => [hours(5, 9), hours(22, 30)]),
    exceptions: [],
  }),
]

describe('open time', () => {
  it('is the business time between the same instants, whatever was asked before', () => {
    const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') })
    const kept = calendars.map(openTime)
    fc.assert(
      fc.property(fc.constantFrom(0, 1), instants, instants, (which, from, to) => {
        const expected = businessSecondsBetween(calendars[which]!, from, to)
        expect(kept[which]!.secondsBetween(from, to)).toBeCloseTo(expected, 6)
      }),
    )
  })

  it('leaves out the weekend between a Friday afternoon and a Monday morning', () => {
    const seconds = openTime(calendars[0]!).secondsBetween(at('2026-03-13T14:00:00Z'), at('2026-03-16T07:00:00Z'))
    expect(seconds).toBe(2 * 3600)
  })
})
