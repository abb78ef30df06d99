/** Which lanes lead to a door, and what they cost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord, createRecord, type State, verifiableOf, verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { carrier, carrierCalendars, freightMinor, lane, lanesFor } from './index.ts'

let db: TestDatabase
let context: Context

const lanes: State[] = [
  { lane_id: 'RO', to_country: 'RO' },
  { lane_id: 'RO-70', to_country: 'RO', to_postal_prefix: '70' },
  { lane_id: 'RO-7001', to_country: 'RO', to_postal_prefix: '7001', min_weight_grams: 50_000 },
  { lane_id: 'RO-7001-LIGHT', to_country: 'RO', to_postal_prefix: '7001', max_weight_grams: 50_000 },
  { lane_id: 'MD', to_country: 'MD' },
  {
    lane_id: 'VANS-NORD',
    carrier_id: 'OWN',
    service: 'DAY',
    mode: 'own_van',
    to_location_id: 'NORD-1',
    transit_days: 0,
  },
  { lane_id: 'IAS-RO', from_location_id: 'IAS', to_country: 'RO', valid_to: '2026-03-31' },
  { lane_id: 'IAS-RO-NEW', from_location_id: 'IAS', to_country: 'RO', valid_from: '2026-04-01' },
]

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    for (const state of lanes) await createRecord(context, tx, lane, { ...USUAL, ...state })
  })
})
afterAll(() => db?.close())

const USUAL = {
  carrier_id: 'RAPID',
  service: 'STD',
  from_location_id: 'CHI',
  mode: 'parcel',
  departures: 'Mo-Fr 16:00',
  transit_days: 2,
  is_expedite: false,
  handling: ['tail_lift'],
  valid_from: '2026-01-01',
  prices: [price('2026-01-01', 500), price('2026-03-16', 600)],
}

function price(valid_from: string, base_minor: number) {
  return {
    valid_from,
    currency: 'EUR',
    base_minor,
    per_kg: 0.2,
    per_stop_minor: 300,
    minimum_minor: 900,
    fuel_percent: 10,
  }
}

const NORD = { location_id: 'NORD-1', country: 'RO', postal_code: null }
const leading = (
  postal_code: string | null,
  rest: { siteIds?: string[]; day?: string; country?: string | null } = {},
) =>
  inSnapshot(context, (tx) =>
    lanesFor(tx, {
      siteIds: rest.siteIds ?? ['CHI'],
      destination: { location_id: 'NORD-1', country: rest.country === undefined ? 'RO' : rest.country, postal_code },
      day: rest.day ?? '2026-03-16',
    }),
  )
const idsOf = async (found: ReturnType<typeof leading>) => (await found).map((one) => one.lane_id)

describe('the lanes to a door', () => {
  test('are the most particular of each service, the door itself first', async () => {
    expect(await idsOf(leading('700123'))).toEqual(['VANS-NORD', 'RO-7001', 'RO-7001-LIGHT'])
    expect(await idsOf(leading('70 99'))).toEqual(['VANS-NORD', 'RO-70'])
    expect(await idsOf(leading(null))).toEqual(['VANS-NORD', 'RO'])
  })

  test('are only those to the door itself where its country is not known', async () => {
    expect(await idsOf(leading('700123', { country: null }))).toEqual(['VANS-NORD'])
  })

  test('start at any of the sites asked for and hold on that day', async () => {
    expect(await idsOf(leading('1', { siteIds: ['CHI', 'IAS'] }))).toEqual(['VANS-NORD', 'IAS-RO', 'RO'])
    expect(await idsOf(leading('1', { siteIds: ['IAS'], day: '2026-03-31' }))).toEqual(['IAS-RO'])
    expect(await idsOf(leading('1', { siteIds: ['IAS'], day: '2026-04-01' }))).toEqual(['IAS-RO-NEW'])
    expect(await idsOf(leading('1', { siteIds: ['EVN'] }))).toEqual([])
  })

  test('carry the price of the day', async () => {
    const before = await leading(null, { day: '2026-03-15' })
    const after = await leading(null)
    expect(before[1]).toMatchObject({ price: { base_minor: 500, per_kg_micro: 200_000 }, handling: ['tail_lift'] })
    expect(after[1]!.price!.base_minor).toBe(600)
    expect((await leading(null, { day: '2026-01-01' }))[1]!.price).not.toBeNull()
  })

  test('go by the days on which their carrier moves, as soon as those change', async () => {
    const days = ['2026-03-19', '2026-03-20', '2026-03-21'].map(parseLocalDay)
    const moves = () =>
      inSnapshot(context, async (tx) => {
        const found = await lanesFor(tx, { siteIds: ['IAS'], destination: NORD, day: '2026-03-16' })
        const calendars = await carrierCalendars(tx, found, '2026-03-16')
        return days.map((day) => calendars.get('RAPID')!.isBusinessDay(day))
      })
    expect(await moves()).toEqual([true, true, false])
    await inTransaction(context, (tx) =>
      changeRecord(context, tx, carrier, 'RAPID', () => ({
        openings: 'Mo-Sa 06:00-20:00',
        exceptions: [{ day: '2026-03-20', openings: null, reason: 'Depot moves house' }],
      })),
    )
    expect(await moves()).toEqual([true, false, true])
  })

  test('are explained by the ledger', async () => {
    const report = await verifyLedger(context, [verifiableOf(lane), verifiableOf(carrier)])
    expect(report.mismatches.filter(({ problem }) => problem !== 'unknown_subject_type')).toEqual([])
    expect(report.subjects).toBe(lanes.length + 2)
  })
})

describe('freight', () => {
  const euro = {
    currency: 'EUR',
    base_minor: 500,
    per_kg_micro: 200_000,
    per_stop_minor: 300,
    minimum_minor: 900,
    fuel_percent: 10,
  }

  test('is at least the minimum, then fuel, then the stops', () => {
    expect(freightMinor(euro, 10_000)).toBe(900 + 90 + 300)
    expect(freightMinor(euro, 100_000)).toBe(2500 + 250 + 300)
    expect(freightMinor(euro, 100_000, 3)).toBe(2500 + 250 + 900)
  })

  test('is rounded to the currency’s own minor unit', () => {
    expect(freightMinor({ ...euro, currency: 'JPY', minimum_minor: 0, fuel_percent: 0 }, 12_499)).toBe(500 + 2 + 300)
    expect(freightMinor({ ...euro, minimum_minor: 0, fuel_percent: 12.345 }, 1_000)).toBe(520 + 64 + 300)
  })
})
