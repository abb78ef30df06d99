import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PositionReport } from '../../../contract/positions.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import { changeRecord, createRecord, verifyLedger } from '../../ledger/index.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { readLiveMap } from '../../views/on-the-road/live-map.ts'
import { showTrip } from '../../views/on-the-road/trips.ts'
import { location } from '../locations/index.ts'
import { member } from '../people/index.ts'
import { changePositionSetting } from './change-position-setting.command.ts'
import { forgetPositions } from './forget-positions.command.ts'
import { giveConsent } from './give-consent.command.ts'
import { changeTrip, planTrip } from './plan-trip.command.ts'
import { endTrip, startTrip } from './run-trip.command.ts'
import { takePositions } from './take-positions.command.ts'
import { requireOwnNames } from './trips.store.ts'
import { USUAL_SETTING, vehicle } from './vehicle.ts'

const NOW = Date.parse('2026-03-16T08:00:00Z')
const MINUTE = 60_000
const DOOR = { latitude: 47.17, longitude: 27.6 }

let db: TestDatabase
let context: Context
const later = (minutes: number, actor = 'key:box'): Context => ({
  ...context,
  clock: fixedClock(new Date(NOW + minutes * MINUTE)),
  principal: { ...context.principal, actor },
})
/** So many kilometers north of the door. */
const seen = (minute: number, km: number, more: Partial<PositionReport> = {}): PositionReport => ({
  vehicle_id: 'VAN-1',
  at: new Date(NOW + minute * MINUTE).toISOString(),
  latitude: DOOR.latitude + km / 111.195,
  longitude: DOOR.longitude,
  ...more,
})

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  for (const shipment of ['SH-1', 'SH-2']) await sendShipment(context, shipment)
  await inTransaction(context, async (tx) => {
    await changeRecord(context, tx, location, 'NORD-1', () => DOOR)
    for (const user_id of ['driver-1', 'driver-2'])
      await createRecord(context, tx, member, { user_id, role: 'driver', is_removed: false })
    for (const nth of [1, 2])
      await createRecord(context, tx, vehicle, {
        ...{ vehicle_id: `VAN-${nth}`, name: `Van ${nth}`, driver_id: `driver-${nth}`, device: `box-${nth}` },
        is_active: true,
      })
  })
  await planTrip(later(0), {
    ...{ trip_id: 'TR-1', vehicle_id: 'VAN-1', day: '2026-03-16' },
    stops: [{ stop_number: 1, shipment_id: 'SH-1' }],
  })
})
afterAll(() => db.close())

test('a trip takes dispatched shipments and our own people alone', async () => {
  const plan = (change: object) =>
    planTrip(later(0), {
      ...{ vehicle_id: 'VAN-1', day: '2026-03-16', stops: [{ stop_number: 1, shipment_id: 'SH-2' }], ...change },
    })
  await expect(plan({ vehicle_id: 'VAN-9' })).rejects.toMatchObject({ code: 'unknown_vehicle' })
  await expect(plan({ driver_id: 'nobody' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(plan({ stops: [{ stop_number: 1, shipment_id: 'SH-9' }] })).rejects.toMatchObject({
    code: 'unknown_shipment',
  })
})

test('goods ride on one trip at a time, and on another once that has ended', async () => {
  const wish = { day: '2026-03-16', stops: [{ stop_number: 1, shipment_id: 'SH-1' }] }
  const plan = (trip_id: string, vehicle_id = 'VAN-2') => planTrip(later(0), { ...wish, trip_id, vehicle_id })
  await expect(plan('TR-TWICE')).rejects.toMatchObject({
    ...{ code: 'wrong_state', details: { shipment_id: 'SH-1', trip_id: 'TR-1', reason: 'on_another_trip' } },
  })
  const free = { ...wish, stops: [{ stop_number: 1, shipment_id: 'SH-2' }] }
  const both = await Promise.allSettled(
    ['TR-A', 'TR-B'].map((trip_id) => planTrip(later(0), { ...free, trip_id, vehicle_id: 'VAN-2' })),
  )
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const won = both[0]!.status === 'fulfilled' ? 'TR-A' : 'TR-B'
  await expect(changeTrip(later(0), 'TR-1', { stops: free.stops })).rejects.toMatchObject({ code: 'wrong_state' })
  await changeTrip(later(0), won, { ...free, day: '2026-03-17' })
  await startTrip(later(0), won)
  await endTrip(later(0), won)
})

test('no vehicle bears the name of another or of its device', async () => {
  const names = (id: string, device: string | null) => inTransaction(context, (tx) => requireOwnNames(tx, id, device))
  for (const [id, device] of [
    ['box-1', null],
    ['VAN-9', 'box-1'],
    ['VAN-9', 'VAN-1'],
  ] as const)
    await expect(names(id, device)).rejects.toMatchObject({ code: 'already_exists' })
  await expect(names('VAN-1', 'VAN-1')).resolves.toBeUndefined()
  await expect(names('VAN-9', 'box-9')).resolves.toBeUndefined()
})

test('before the trip nothing is kept, whoever tells; on it a program is heard', async () => {
  expect(await takePositions(later(1), [seen(0, 5)])).toMatchObject({
    added: 0,
    refused: [{ index: 0, reason: 'outside_trip' }],
  })
  await startTrip(later(2), 'TR-1')
  await expect(startTrip(later(2), 'TR-1')).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await takePositions(later(4), [seen(3, 5, { vehicle_id: 'box-1' }), seen(4, 4)])).toMatchObject({ added: 2 })
  expect(await takePositions(later(4), [seen(4, 4)])).toMatchObject({ added: 0, known: 1 })
})

test('what cannot be is refused by its place in the list, and the rest is kept', async () => {
  const taken = await takePositions(later(6), [
    seen(5, 300),
    seen(5, 3),
    seen(60, 3),
    seen(5.5, 0, { latitude: 0, longitude: 0 }),
    seen(5.5, 0, { vehicle_id: 'VAN-9' }),
  ])
  expect(taken).toMatchObject({
    added: 1,
    refused: [
      { index: 0, reason: 'impossible_speed' },
      { index: 2, reason: 'future' },
      { index: 3, reason: 'zero_place' },
      { index: 4, reason: 'unknown_vehicle' },
    ],
  })
})

test("a driver's phone is heard on the own trip, with consent and no longer", async () => {
  const driver = (minutes: number) => later(minutes, 'user:driver-1')
  const tell = async (minutes: number, actor = 'user:driver-1') =>
    (await takePositions(later(minutes, actor), [seen(minutes, 2.5)])).refused[0]?.reason ?? 'kept'
  expect(await tell(7)).toBe('no_consent')
  await expect(
    giveConsent(later(8, 'user:driver-2'), { trip_id: 'TR-1', driver_id: 'driver-2', is_given: true }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await giveConsent(driver(8), { trip_id: 'TR-1', driver_id: 'driver-1', is_given: true })
  expect(await tell(9)).toBe('kept')
  expect(await tell(9.5, 'user:driver-2')).toBe('outside_trip')
  // Of the time before consent was given nothing is taken afterwards either.
  expect((await takePositions(driver(10), [seen(7.5, 2.5)])).refused[0]?.reason).toBe('no_consent')
  await giveConsent(driver(11), { trip_id: 'TR-1', driver_id: 'driver-1', is_given: false })
  expect(await tell(12)).toBe('no_consent')
})

test('ahead of the door the map and the trip foretell when it is reached', async () => {
  const [map, trip] = await inSnapshot(later(12), async (tx) => {
    const now = new Date(NOW + 12 * MINUTE)
    return [await readLiveMap(tx, {}, now), await showTrip(tx, 'TR-1', now)] as const
  })
  expect(map.vans).toMatchObject([{ vehicle_id: 'VAN-1', stops_ahead: 1, trip_id: 'TR-1' }])
  const arrival = trip.stops[0]!.arrival!
  expect(Date.parse(arrival.mid)).toBeGreaterThan(NOW + 12 * MINUTE)
  expect(arrival.low <= arrival.mid && arrival.mid <= arrival.high).toBe(true)
  const consignment = map.consignments.find(({ shipment_id }) => shipment_id === 'SH-1')
  expect(consignment).toMatchObject({ is_live: true, stops_before: 0, vehicle_id: 'VAN-1' })
})

test('the first position at the door is the arrival, once', async () => {
  expect(await takePositions(later(20), [seen(18, 0.1)])).toMatchObject({ arrived: ['SH-1'] })
  expect(await takePositions(later(20), [seen(19, 0.05)])).toMatchObject({ arrived: [] })
  expect(await takePositions(later(30), [seen(29, 2)])).toMatchObject({ added: 1, arrived: [] })
  expect(await seenOf(context, 'SH-1')).toMatchObject([{ milestone: 'arrived_consignee', day: '2026-03-16' }])
  const trip = await inSnapshot(context, (tx) => showTrip(tx, 'TR-1', new Date(NOW + 30 * MINUTE)))
  expect(trip.stops[0]).toMatchObject({
    state: 'left',
    arrived_at: '2026-03-16T08:18:00.000Z',
    left_at: '2026-03-16T08:29:00.000Z',
  })
})

test('with the end of the trip consent ends, and nobody is followed home', async () => {
  await giveConsent(later(31, 'user:driver-1'), { trip_id: 'TR-1', driver_id: 'driver-1', is_given: true })
  await endTrip(later(32), 'TR-1')
  const taken = await takePositions(later(40, 'user:driver-1'), [seen(39, 2)])
  expect(taken.refused).toEqual([{ index: 0, reason: 'outside_trip' }])
  const open = await inSnapshot(context, (tx) =>
    tx.query(sql`SELECT 1 FROM vehicles.consent WHERE tenant_id = ${tx.tenantId}::uuid AND withdrawn_at IS NULL`),
  )
  expect(open).toEqual([])
})

test('positions go when their days are over, and no place of a person ever stood on the ledger', async () => {
  await changePositionSetting(context, { ...USUAL_SETTING, retention_days: 1 })
  expect(await forgetPositions(later(60))).toBe(0)
  expect(await forgetPositions(later(60 * 24 * 2))).toBeGreaterThan(4)
  const events = await inSnapshot(context, (tx) =>
    tx.query<{ text: string }>(sql`SELECT data::text AS text FROM ledger.event WHERE tenant_id = ${tx.tenantId}::uuid
      AND subject_type IN ('trip', 'vehicle', 'position_consent', 'position_setting')`),
  )
  expect(events.length).toBeGreaterThan(6)
  for (const { text } of events) expect(text).not.toContain('latitude')
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
