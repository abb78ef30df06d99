import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceKm, foretellArrivals, learnPace, type Point } from './index.ts'

const NOW = Date.parse('2026-03-16T08:00:00Z')
const MINUTE = 60_000
const CHI: Point = { latitude: 47.01, longitude: 28.86 }
const IAS: Point = { latitude: 47.16, longitude: 27.59 }
const point = fc.record({
  latitude: fc.double({ min: 46, max: 48, noNaN: true }),
  longitude: fc.double({ min: 27, max: 29, noNaN: true }),
})
const stops = fc.array(fc.option(point), { minLength: 1, maxLength: 12 })
const usual = learnPace([], [])

test('distances are those of a sphere', () => {
  expect(distanceKm(CHI, IAS)).toBeCloseTo(97.6, 1)
  expect(distanceKm({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 })).toBeCloseTo(22.24, 1)
  expect(distanceKm(CHI, CHI)).toBe(0)
})

describe('the pace', () => {
  test('without own cases is the prior, and with many it is what was seen', () => {
    expect(usual).toMatchObject({ legs: 0, minutesPerKm: { mid: 2.5 }, stopMinutes: { mid: 10 } })
    const fast = learnPace(
      Array.from({ length: 2_000 }, () => ({ km: 10, minutes: 12 })),
      Array.from({ length: 2_000 }, () => 6),
    )
    expect(fast.legs).toBe(2_000)
    expect(fast.minutesPerKm.mid).toBeCloseTo(1.2, 1)
    expect(fast.stopMinutes.mid).toBeCloseTo(6, 0)
  })

  test('learns nothing from a night on the yard or a leg around the corner', () => {
    expect(
      learnPace(
        [
          { km: 0.1, minutes: 9 },
          { km: 3, minutes: 900 },
        ],
        [900, 0],
      ),
    ).toEqual(usual)
  })
})

describe('arrivals', () => {
  const foretell = (at: Point, way: readonly (Point | null)[], seenAt = NOW) =>
    foretellArrivals({ place: at, seenAt, isAtStop: false }, way, { pace: usual })

  test('four kilometers take ten minutes, and the door behind it a stay more', () => {
    const near = { latitude: CHI.latitude + 4 / 111.195, longitude: CHI.longitude }
    const [first, second] = foretell(CHI, [near, CHI])
    expect((first!.mid - NOW) / MINUTE).toBeCloseTo(10, 1)
    expect((second!.mid - NOW) / MINUTE).toBeCloseTo(30, 1)
  })

  test('lie within their interval, not before the last sign of life, and one behind the other', () => {
    fc.assert(
      fc.property(point, stops, fc.nat(300), (at, way, age) => {
        const seen = NOW - age * MINUTE
        let last = seen
        for (const { low, mid, high } of foretell(at, way, NOW - age * MINUTE)) {
          expect(low).toBeLessThanOrEqual(mid)
          expect(mid).toBeLessThanOrEqual(high)
          expect(low).toBeGreaterThanOrEqual(seen)
          expect(mid).toBeGreaterThanOrEqual(last)
          last = mid
        }
      }),
    )
  })

  test('one more stop on the way never makes the last one earlier', () => {
    fc.assert(
      fc.property(point, point, point, (at, between, door) => {
        const direct = foretell(at, [door])[0]!
        const around = foretell(at, [between, door])[1]!
        expect(around.mid).toBeGreaterThanOrEqual(direct.mid - 1)
      }),
    )
  })

  test('count from the last sign of life: silence moves nothing', () => {
    fc.assert(
      fc.property(point, point, fc.nat(600), (at, door, age) => {
        const [then] = foretell(at, [door], NOW - age * MINUTE)
        expect(then!.mid - foretell(at, [door])[0]!.mid).toBeCloseTo(-age * MINUTE, 0)
      }),
    )
  })
})
