import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { formatLocalDay, parseLocalDay, weekdayOf } from './local-day.ts'
import { zoneOf } from './zone.ts'

const at = (text: string) => Date.parse(text)
const local = (text: string) => Date.parse(`${text}Z`)

describe('zone', () => {
  it('moves a local time that does not exist forward to the first that does', () => {
    const bucharest = zoneOf('Europe/Bucharest')
    expect(bucharest.instantOf(local('2026-03-29T03:30:00'))).toBe(at('2026-03-29T01:00:00Z'))
    expect(zoneOf('America/New_York').instantOf(local('2026-03-08T02:30:00'))).toBe(at('2026-03-08T07:00:00Z'))
    expect(zoneOf('Australia/Lord_Howe').instantOf(local('2026-10-04T02:15:00'))).toBe(at('2026-10-03T15:30:00Z'))
  })

  it('takes the first of a local time that occurs twice', () => {
    expect(zoneOf('Europe/Bucharest').instantOf(local('2026-10-25T03:30:00'))).toBe(at('2026-10-25T00:30:00Z'))
    expect(zoneOf('America/New_York').instantOf(local('2026-11-01T01:30:00'))).toBe(at('2026-11-01T05:30:00Z'))
  })

  it('knows days that begin at one in the morning, and a day that was skipped', () => {
    const cairo = zoneOf('Africa/Cairo')
    const day = parseLocalDay('2026-04-24')
    expect(cairo.startOfDay(day)).toBe(at('2026-04-23T22:00:00Z'))
    expect(cairo.dayAt(cairo.startOfDay(day) - 1)).toBe(day - 1)
    const apia = zoneOf('Pacific/Apia')
    expect(apia.dayAt(at('2011-12-30T09:59:59Z'))).toBe(parseLocalDay('2011-12-29'))
    expect(apia.dayAt(at('2011-12-30T10:00:00Z'))).toBe(parseLocalDay('2011-12-31'))
  })

  it('judges the day of the destination, not of the server', () => {
    const instant = at('2026-03-12T23:30:00Z')
    expect(formatLocalDay(zoneOf('Asia/Yerevan').dayAt(instant))).toBe('2026-03-13')
    expect(formatLocalDay(zoneOf('America/Los_Angeles').dayAt(instant))).toBe('2026-03-12')
  })

  it('agrees with the date library on days of any instant', () => {
    const names = fc.constantFrom('Europe/Bucharest', 'America/New_York', 'Asia/Kathmandu', 'Africa/Casablanca', 'UTC')
    const instants = fc.integer({ min: at('1985-01-01T00:00:00Z'), max: at('2045-01-01T00:00:00Z') })
    fc.assert(
      fc.property(names, instants, (name, instant) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name)
        expect(formatLocalDay(zoneOf(name).dayAt(instant))).toBe(expected.toPlainDate().toString())
        expect(zoneOf(name).startOfDay(zoneOf(name).dayAt(instant))).toBe(expected.startOfDay().epochMilliseconds)
      }),
    )
  })

  it('refuses a zone nobody knows', () => {
    expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('local day', () => {
  it('is an integer that reads back as its date', () => {
    expect(parseLocalDay('1970-01-01')).toBe(0)
    expect(formatLocalDay(parseLocalDay('2024-02-29'))).toBe('2024-02-29')
    expect([parseLocalDay('2026-03-09'), -4].map(weekdayOf)).toEqual([0, 6])
  })

  it('refuses days that do not exist', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-3-1', ''])
      expect(() => parseLocalDay(text)).toThrow(RangeError)
  })
})
