import { describe, expect, it } from 'vitest'
import { buildCalendar, type CalendarDefinition } from './calendar.ts'
import { compileCalendar } from './compiled.ts'
import { nextDeparture } from './departures.ts'
import { formatLocalDay, parseLocalDay } from './local-day.ts'
import { narrowCalendar, type ReceivingWish } from './narrow.ts'
import { followChain, type PromiseChain } from './promise-chain.ts'
import { dayPromise, slotPromise } from './promise-window.ts'
import { releaseAt } from './release.ts'
import { parseDepartures, parseMinute, parseOpenings } from './weekly-text.ts'
import { zoneOf } from './zone.ts'

const at = (text: string) => Date.parse(text)
const day = parseLocalDay
const iso = (instant: number | undefined) =>
  instant === undefined ? null : new Date(instant).toISOString().slice(0, 16)

function workingTime(zone: string, openings: string, more: { closed?: string[]; wish?: ReceivingWish } = {}) {
  const exceptions = (more.closed ?? []).map((closed) => ({ day: day(closed), openings: [] }))
  const definition: CalendarDefinition = { zone, weekly: parseOpenings(openings), exceptions }
  return compileCalendar(
    buildCalendar(more.wish ? narrowCalendar(definition, more.wish) : definition),
    day('2026-01-01'),
  )
}

const site = workingTime('Europe/Chisinau', 'Mo-Fr 07:00-18:00', { closed: ['2026-05-01'] })
const carrier = workingTime('Europe/Chisinau', 'Mo-Sa 00:00-24:00')
const lane = { weekly: parseDepartures('Mo-Fr 16:00; Sa 12:00'), site, carrier }
const chain: PromiseChain = {
  desk: workingTime('Europe/Chisinau', 'Mo-Fr 08:00-17:00'),
  lane,
  cutOffMinute: parseMinute('14:00'),
  workMinutes: 90,
  transitDays: 2,
  receiving: workingTime('Europe/Bucharest', 'Mo-Fr 08:00-15:00'),
}
const steps = (given: PromiseChain, now: string, available: string | null = null) => {
  const times = followChain(given, at(now), available === null ? null : day(available))
  return (
    times && {
      taken: iso(times.takenAt),
      release: formatLocalDay(times.releaseDay),
      departs: iso(times.departsAt),
      received: iso(times.received.start),
    }
  )
}

describe('the cut-off', () => {
  it('counts equality as before and a second later as the next open day', () => {
    expect(formatLocalDay(releaseAt(site, at('2026-03-16T12:00:00Z'), 14 * 60)!.day)).toBe('2026-03-16')
    expect(formatLocalDay(releaseAt(site, at('2026-03-16T12:00:01Z'), 14 * 60)!.day)).toBe('2026-03-17')
    expect(formatLocalDay(releaseAt(site, at('2026-03-20T12:00:01Z'), 14 * 60)!.day)).toBe('2026-03-23')
  })

  it('releases work when it comes, and what comes at night when the site opens', () => {
    expect(iso(releaseAt(site, at('2026-03-16T09:20:00Z'), null)!.instant)).toBe('2026-03-16T09:20')
    expect(iso(releaseAt(site, at('2026-03-16T01:00:00Z'), null)!.instant)).toBe('2026-03-16T05:00')
  })
})

describe('a departure', () => {
  it('takes what is ready as the carrier collects, and a moment later the next one does', () => {
    expect(iso(nextDeparture(lane, at('2026-03-16T14:00:00Z'))!.instant)).toBe('2026-03-16T14:00')
    expect(iso(nextDeparture(lane, at('2026-03-16T14:00:01Z'))!.instant)).toBe('2026-03-17T14:00')
  })

  it('needs both an open site and a moving carrier', () => {
    // Saturday has a departure, but the site is closed.
    expect(formatLocalDay(nextDeparture(lane, at('2026-03-20T15:00:00Z'))!.day)).toBe('2026-03-23')
    const stopped = {
      ...lane,
      carrier: workingTime('UTC', 'Mo-Fr 00:00-24:00', { closed: ['2026-03-16', '2026-03-17'] }),
    }
    expect(formatLocalDay(nextDeparture(stopped, at('2026-03-16T08:00:00Z'))!.day)).toBe('2026-03-18')
  })

  it('may come several times a day, and never where nothing leaves', () => {
    const twice = { ...lane, weekly: parseDepartures('Mo-Fr 16:00; Mo-Fr 11:00') }
    expect(iso(nextDeparture(twice, at('2026-03-16T08:00:00Z'))!.instant)).toBe('2026-03-16T09:00')
    expect(nextDeparture({ ...lane, weekly: parseDepartures('Su 10:00') }, at('2026-03-16T08:00:00Z'))).toBeNull()
  })
})

describe('the way of an order', () => {
  it('before the cut-off leaves the same day and arrives after the carrier’s days', () => {
    expect(steps(chain, '2026-03-16T09:00:00Z')).toEqual({
      taken: '2026-03-16T09:00',
      release: '2026-03-16',
      departs: '2026-03-16T14:00',
      received: '2026-03-18T06:00',
    })
  })

  it('on Friday evening waits for the desk, and the carrier’s Saturday counts though the door is shut', () => {
    expect(steps(chain, '2026-03-13T19:00:00Z')).toMatchObject({
      taken: '2026-03-16T06:00',
      received: '2026-03-18T06:00',
    })
    // Ready on Thursday, two days of the carrier later is Saturday: received on Monday.
    expect(steps(chain, '2026-03-12T09:00:00Z')).toMatchObject({
      departs: '2026-03-12T14:00',
      received: '2026-03-16T06:00',
    })
  })

  it('waits for its goods, and what comes in on a closed day is worked on the next open one', () => {
    expect(steps(chain, '2026-03-16T09:00:00Z', '2026-03-21')).toMatchObject({ release: '2026-03-23' })
    expect(steps(chain, '2026-04-29T12:30:00Z')).toMatchObject({ release: '2026-04-30', departs: '2026-04-30T13:00' })
  })

  it('misses the departure when the work takes longer than the day leaves', () => {
    expect(steps({ ...chain, workMinutes: 300 }, '2026-03-16T09:00:00Z')).toMatchObject({ departs: '2026-03-16T14:00' })
    expect(steps({ ...chain, workMinutes: 301 }, '2026-03-16T09:00:00Z')).toMatchObject({ departs: '2026-03-17T14:00' })
  })

  it('with own vans arrives as it leaves, within the hours of the door', () => {
    const vans = { ...chain, transitDays: 0, lane: { ...lane, weekly: parseDepartures('Mo-Fr 12:30') } }
    expect(steps(vans, '2026-03-16T07:00:00Z')).toMatchObject({
      departs: '2026-03-16T10:30',
      received: '2026-03-16T10:30',
    })
    const late = { ...vans, lane: { ...lane, weekly: parseDepartures('Mo-Fr 16:00') } }
    expect(steps(late, '2026-03-16T07:00:00Z')).toMatchObject({ received: '2026-03-17T06:00' })
  })

  it('never ends where the door never opens, and says so instead of failing', () => {
    expect(
      steps({ ...chain, receiving: workingTime('UTC', 'Mo 10:00-11:00', { wish: NEVER }) }, '2026-03-16T09:00:00Z'),
    ).toBeNull()
  })

  it('goes over the day on which clocks move without losing or winning a day', () => {
    // Friday before the change: two carrier days later is Monday in local time, in each zone of the door.
    expect(steps(chain, '2026-03-27T09:00:00Z')).toMatchObject({ received: '2026-03-30T05:00' })
    expect(steps(chain, '2026-10-23T08:00:00Z')).toMatchObject({ received: '2026-10-26T06:00' })
    const newYork = { ...chain, receiving: workingTime('America/New_York', 'Mo-Fr 08:00-15:00') }
    expect(steps(newYork, '2026-03-06T09:00:00Z')).toMatchObject({ received: '2026-03-09T12:00' })
    expect(steps(newYork, '2026-10-30T09:00:00Z')).toMatchObject({ received: '2026-11-02T13:00' })
    const lordHowe = { ...chain, receiving: workingTime('Australia/Lord_Howe', 'Mo-Fr 08:00-15:00') }
    expect(steps(lordHowe, '2026-04-03T09:00:00Z')).toMatchObject({ received: '2026-04-05T21:30' })
    expect(steps(lordHowe, '2026-10-02T09:00:00Z')).toMatchObject({ received: '2026-10-04T21:00' })
  })
})

const NEVER = { hours: [{ fromMinute: 0, toMinute: 60 }], blackoutDays: [] }

describe('a customer’s own hours and blackout days', () => {
  const wish = { hours: [{ fromMinute: 540, toMinute: 660 }], blackoutDays: [day('2026-03-17')] }
  const receiving = workingTime('Europe/Bucharest', 'Mo-Fr 08:00-10:00; Mo-Fr 10:30-15:00', { wish })

  it('leave only what is both open and wished', () => {
    const first = receiving.nextWindow(at('2026-03-16T00:00:00Z'))!
    expect([iso(first.start), iso(first.end)]).toEqual(['2026-03-16T07:00', '2026-03-16T08:00'])
    expect(iso(receiving.nextWindow(first.end)!.start)).toBe('2026-03-16T08:30')
  })

  it('skip the days on which nothing may come', () => {
    expect(receiving.isBusinessDay(day('2026-03-17'))).toBe(false)
    expect(iso(receiving.nextWindow(at('2026-03-16T12:00:00Z'))!.start)).toBe('2026-03-18T07:00')
  })
})

describe('what is told', () => {
  const receiving = { start: at('2026-03-16T21:00:00Z'), end: at('2026-03-16T22:00:00Z') }

  it('is the day of the destination, whatever day it is here', () => {
    expect(dayPromise(zoneOf('Asia/Yerevan'), receiving)).toMatchObject({
      fromDay: day('2026-03-17'),
      toDay: day('2026-03-17'),
    })
    expect(dayPromise(zoneOf('Europe/Bucharest'), receiving, 1)).toMatchObject({
      fromDay: day('2026-03-15'),
      toDay: day('2026-03-16'),
    })
  })

  it('is a slot by the destination’s clock, also on the days on which it moves', () => {
    const slot = { fromMinute: 9 * 60, toMinute: 11 * 60 }
    const hours = (zone: string, on: string) => {
      const { fromAt, toAt } = slotPromise(zoneOf(zone), day(on), slot)
      return [iso(fromAt!), iso(toAt!)]
    }
    expect(hours('Europe/Bucharest', '2026-03-28')).toEqual(['2026-03-28T07:00', '2026-03-28T09:00'])
    expect(hours('Europe/Bucharest', '2026-03-29')).toEqual(['2026-03-29T06:00', '2026-03-29T08:00'])
    expect(hours('America/New_York', '2026-11-01')).toEqual(['2026-11-01T14:00', '2026-11-01T16:00'])
    expect(slotPromise(zoneOf('UTC'), day('2026-03-16'), { fromMinute: 1380, toMinute: 1500 }).toDay).toBe(
      day('2026-03-17'),
    )
    expect(slotPromise(zoneOf('UTC'), day('2026-03-16'), { fromMinute: 1320, toMinute: 1440 }).toDay).toBe(
      day('2026-03-16'),
    )
  })
})

describe('hours as people write them', () => {
  it('may overlap, run over midnight and over the end of the week', () => {
    const week = parseOpenings('Fr-Mo 22:00-06:00; Tu 08:00-12:00; Tu 11:00-13:00')
    expect(week[0]).toEqual([{ fromMinute: 1320, toMinute: 1800 }])
    expect(week[1]).toEqual([{ fromMinute: 480, toMinute: 780 }])
    expect(week[3]).toEqual([])
    expect(week[6]).toHaveLength(1)
    expect(() => buildCalendar({ zone: 'UTC', weekly: week, exceptions: [] })).not.toThrow()
  })

  it('stand for Monday to Friday where nobody wrote any', () => {
    expect(parseOpenings(null).map((openings) => openings.length)).toEqual([1, 1, 1, 1, 1, 0, 0])
  })

  it('are departures without an end', () => {
    expect(parseDepartures('Mo-We 16:00; We 11:30; Sa 12:00')).toEqual([[960], [960], [690, 960], [], [], [720], []])
  })
})
