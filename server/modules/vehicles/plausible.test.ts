import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenAtDoors } from './geofence.ts'
import { type Between, faultAlone, tooFast } from './plausible.ts'
import { USUAL_SETTING } from './vehicle.ts'

const NOW = Date.parse('2026-03-16T08:00:00Z')
const MINUTE = 60_000
const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString()
const report = (change: object) => ({ latitude: 47.01, longitude: 28.86, at: at(-1), ...change })

test.each([
  [{ latitude: 91 }, 'out_of_range'],
  [{ longitude: -180.5 }, 'out_of_range'],
  [{ latitude: 0, longitude: 0.001 }, 'zero_place'],
  [{ at: at(10) }, 'future'],
  [{ at: at(-60 * 24 * 31) }, 'too_old'],
  [{ accuracy_m: 5_000 }, 'inaccurate'],
  [{ at: at(1) }, null],
  [{ latitude: 0.5, longitude: 0 }, null],
])('a report with %o is %s', (change, fault) => {
  expect(faultAlone(report(change), USUAL_SETTING, NOW)).toBe(fault)
})

const fix = (minute: number, km: number, more: Partial<Between> = {}): Between => ({
  at: NOW + minute * MINUTE,
  latitude: 47 + km / 111.195,
  longitude: 28.86,
  before: null,
  after: null,
  ...more,
})

test('a jump and back is one fault, not two', () => {
  const [first, jump, back] = [fix(0, 0), fix(1, 40), fix(2, 1)]
  expect([...tooFast([first, jump, back], 160)]).toEqual([jump])
})

test('what stands in the books before and after counts as well', () => {
  const before = fix(0, 0)
  expect(tooFast([fix(1, 40, { before })], 160).size).toBe(1)
  expect(tooFast([fix(1, 40, { after: fix(2, 0) })], 160).size).toBe(1)
  expect(tooFast([fix(30, 40, { before })], 160).size).toBe(0)
})

test('a device that does not know its place exactly is not blamed for it', () => {
  expect(tooFast([fix(0, 0, { accuracy_m: 500 }), fix(0.2, 1.2, { accuracy_m: 500 })], 160).size).toBe(0)
})

test('the order in which reports come in changes nothing', () => {
  const fixes = fc.array(fc.tuple(fc.nat(600), fc.nat(60)), { minLength: 2, maxLength: 12 })
  fc.assert(
    fc.property(fixes, (drawn) => {
      const all = [...new Map(drawn.map(([minute, km]) => [minute, fix(minute, km)])).values()]
      const said = (order: readonly Between[]) => [...tooFast(order, 100)].map((one) => one.at).sort()
      expect(said([...all].reverse())).toEqual(said(all))
    }),
  )
})

const stop = { trip_id: 'T', stop_number: 1, shipment_id: 'SH', latitude: 47, longitude: 28.86, arrived_at: null }
const onTrip = (minute: number, km: number, more: object = {}) => ({ ...fix(minute, km), trip_id: 'T', ...more })

test('the first fix within the fence is the arrival, the first well outside it the end of the stay', () => {
  const way = [onTrip(9, 3), onTrip(0, 2), onTrip(3, 0.1), onTrip(5, 0.2), onTrip(6, 0.05)]
  expect(seenAtDoors([stop], way, 150)).toMatchObject([
    { isArrival: true, arrived_at: NOW + 3 * MINUTE, left_at: NOW + 9 * MINUTE },
  ])
})

test('a fix less sure than the fence is wide says nothing of a door', () => {
  expect(seenAtDoors([stop], [onTrip(3, 0.1, { accuracy_m: 400 })], 150)).toEqual([])
})

test('a door that was reached before is only left', () => {
  const standing = { ...stop, arrived_at: NOW }
  expect(seenAtDoors([standing], [onTrip(3, 0.1)], 150)).toEqual([])
  expect(seenAtDoors([standing], [onTrip(8, 1)], 150)).toMatchObject([{ isArrival: false, left_at: NOW + 8 * MINUTE }])
})
