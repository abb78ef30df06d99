/** Files of lanes and of what sites can do: what they say holds afterwards, and they come out as they went in. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../../contract/imports.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { getRecord } from '../../ledger/index.ts'
import { loadCapacity, resource } from '../../modules/capacity/index.ts'
import { lane, lanesFor } from '../../modules/carriers/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { exportFile } from './export-file.ts'
import { importFile } from './import-file.command.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
})
afterAll(() => db?.close())

const fieldsOf = (kind: string) => IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map((field) => field.name)

async function bring(kind: string, lines: readonly string[]) {
  const given = lines[0]!.split(',')
  const report = await importFile(context, {
    open: () => Readable.from([`${lines.join('\n')}\n`]),
    fileName: `${kind}.csv`,
    mapping: { kind, format: 'csv', delimiter: ',', columns: Object.fromEntries(given.map((name) => [name, name])) },
  })
  const refused = report.rejects.flatMap((row) =>
    row.problems.map((one) => `${row.row_number} ${one.field} ${one.code}`),
  )
  return { settled: report.settled, refused }
}

const LANE = 'lane_id,carrier_id,service,from_location_id,mode,departures,transit_days,valid_from'

test('several rows of one lane give it several dated prices', async () => {
  const header = `${LANE},to_country,to_postal_prefix,handling,price_valid_from,currency,base,per_kg,per_stop`
  const lane70 = 'RO-70,RAPID,STD,CHI,parcel,Mo-Fr 16:00; Sa 12:00,2,2026-01-01,RO,70,cold tail_lift'
  const { settled, refused } = await bring('lanes', [
    header,
    `${lane70},2026-01-01,EUR,5.00,0.2,3`,
    `${lane70},2026-04-01,EUR,6.00,0.25,`,
    'MD,OWN,DAY,CHI,own_van,Mo-Fr 07:30,0,2026-01-01,MD,,,,,,,',
  ])
  expect(refused).toEqual([])
  expect(settled.lane).toEqual({ added: 2, changed: 0, unchanged: 0 })
  const { state } = await inSnapshot(context, (tx) => getRecord(tx, lane, 'RO-70'))
  expect(state).toMatchObject({ handling: ['cold', 'tail_lift'], is_expedite: false, to_postal_prefix: '70' })
  expect(state.prices).toMatchObject([
    { valid_from: '2026-01-01', base_minor: 500, per_kg: 0.2, per_stop_minor: 300, fuel_percent: 0 },
    { valid_from: '2026-04-01', base_minor: 600, per_stop_minor: 0 },
  ])
  const destination = { location_id: 'NORD-1', country: 'RO', postal_code: '700100' }
  const found = await inSnapshot(context, (tx) => lanesFor(tx, { siteIds: ['CHI'], destination, day: '2026-05-04' }))
  expect(found).toMatchObject([{ lane_id: 'RO-70', price: { base_minor: 600 } }])
})

test('a lane that leads nowhere, leaves never or is no one’s service is refused with its reason', async () => {
  const row = (id: string, change: Partial<Record<string, string>>) => {
    const values = {
      ...{ lane_id: id, carrier_id: 'RAPID', service: 'STD', from_location_id: 'CHI', mode: 'parcel' },
      ...{ departures: 'Mo-Fr 16:00', transit_days: '2', valid_from: '2026-01-01', to_country: 'RO' },
      ...change,
    } as Record<string, string>
    return `${LANE},to_country,to_location_id,to_postal_prefix,handling,valid_to`
      .split(',')
      .map((name) => values[name] ?? '')
      .join(',')
  }
  const { refused, settled } = await bring('lanes', [
    `${LANE},to_country,to_location_id,to_postal_prefix,handling,valid_to`,
    row('X1', { to_country: '' }),
    row('X2', { to_location_id: 'NORD-1' }),
    row('X3', { departures: 'every day' }),
    row('X4', { service: 'NIGHT' }),
    row('X5', { to_postal_prefix: '70 1' }),
    row('X6', { handling: 'cold fragile' }),
    row('X7', { valid_to: '2025-12-31' }),
    row('X8', { from_location_id: 'NONE' }),
    // What is stored leads to Romania already.
    row('RO-70', { to_country: '', to_location_id: 'NORD-1' }),
  ])
  expect(refused.sort()).toEqual([
    '10 to_location_id contradicts_other_row',
    '2 to_country missing_value',
    '3 to_location_id contradicts_other_row',
    '4 departures unknown_value',
    '5 service unknown_carrier',
    '6 to_postal_prefix unknown_value',
    '7 handling unknown_value',
    '8 valid_to time_order',
    '9 from_location_id unknown_location',
  ])
  expect(settled.lane ?? { added: 0 }).toMatchObject({ added: 0 })
})

const WEEK = 'monday,tuesday,wednesday,thursday,friday,saturday,sunday'
const RESOURCE = `resource_id,location_id,kind,name,${WEEK}`
const SLOT = 'to_country,starts_at,ends_at,cutoff_days,cutoff_at,price,currency'

test('what a site can do comes in, with its slots', async () => {
  const { refused, settled } = await bring('resources', [
    `${RESOURCE},${SLOT}`,
    'CHI-PICK,CHI,pick_lines,Picking,400,400,400,400,320,0,0,,,,,,,',
    'CHI-AM,CHI,slot,Morning,4,4,4,4,4,0,0,RO,09:00,11:00,1,16:00,9.50,EUR',
  ])
  expect(refused).toEqual([])
  expect(settled.resource).toMatchObject({ added: 2 })
  const view = await inSnapshot(context, (tx) => loadCapacity(tx, ['CHI'], '2026-03-20', '2026-03-21'))
  expect(Array.from(view.find('CHI', 'pick_lines')!.quantity)).toEqual([320, 0])
  expect((await inSnapshot(context, (tx) => getRecord(tx, resource, 'CHI-AM'))).state).toMatchObject({
    price_minor: 950,
  })
})

test('a second resource of a kind, half a slot, and a resource that changes its site are refused', async () => {
  const { refused } = await bring('resources', [
    `${RESOURCE},${SLOT}`,
    'CHI-PICK-2,CHI,pick_lines,Picking,1,1,1,1,1,1,1,,,,,,,',
    'IAS-DOCK,IAS,dock,Dock,1,1,1,1,1,1,1,,,,,,,',
    'IAS-DOCK-2,IAS,dock,Dock,1,1,1,1,1,1,1,,,,,,,',
    'CHI-PM,CHI,slot,Afternoon,4,4,4,4,4,0,0,RO,13:00,,1,16:00,,',
    'CHI-NOON,CHI,slot,Noon,4,4,4,4,4,0,0,RO,13:00,12:00,1,16:00,,',
    'CHI-PICK,IAS,pick_lines,Picking,1,1,1,1,1,1,1,,,,,,,',
    'EVN-DOCK,EVN,dock,Dock,1,1,1,1,1,1,1,AM,,,,,,',
  ])
  expect(refused.sort()).toEqual([
    '2 kind duplicate_key',
    '4 kind duplicate_key',
    '5 ends_at missing_value',
    '6 ends_at time_order',
    '7 kind contradicts_other_row',
    '8 to_country out_of_range',
  ])
})

test('overtime comes in with what one costs and from when, and stands only by lines to pick and stops of the van', async () => {
  const header = `${RESOURCE},overtime_quantity,overtime_cost,currency,overtime_from,overtime_to`
  const week = '4,4,4,4,4,0,0'
  const { refused, settled } = await bring('resources', [
    header,
    `EVN-PICK,EVN,pick_lines,Picking,${week},3,1.50,EUR,2026-03-17,2026-03-18`,
    `EVN-MIN,EVN,service_minutes,Fitters,${week},3,,,,`,
    `EVN-VAN,EVN,vehicle_stops,Van,${week},,1.50,EUR,,`,
    `IAS-VAN,IAS,vehicle_stops,Van,${week},3,1.50,,,`,
    `IAS-PICK,IAS,pick_lines,Picking,${week},3,,,2026-03-18,2026-03-17`,
  ])
  expect(refused.sort()).toEqual([
    '3 overtime_quantity out_of_range',
    '4 overtime_quantity missing_value',
    '5 overtime_cost currency_missing',
    '6 overtime_to time_order',
  ])
  expect(settled.resource).toMatchObject({ added: 1 })
  const view = await inSnapshot(context, (tx) => loadCapacity(tx, ['EVN'], '2026-03-16', '2026-03-21'))
  expect(Array.from(view.find('EVN', 'pick_lines')!.overtime!)).toEqual([0, 3, 3, 0, 0, 0])
  expect((await inSnapshot(context, (tx) => getRecord(tx, resource, 'EVN-PICK'))).state).toMatchObject({
    overtime_cost_minor: 150,
  })
})

test('a carrier’s file says on which days it moves', async () => {
  const { settled } = await bring('carriers', [
    'carrier_id,name,service,mode,country,zone,openings',
    'RAPID,Rapid Parcel,STD,parcel,RO,Europe/Bucharest,Mo-Sa 06:00-20:00',
  ])
  expect(settled.carrier).toMatchObject({ changed: 1 })
})

test('a season comes in with what it changes besides demand', async () => {
  const { refused, settled } = await bring('seasons', [
    'season_id,location_id,name,first_day,last_day,kind,demand_percent,capacity_percent,extra_lead_days,staffing',
    'DEC,,December,2026-12-05,2026-12-23,busy,150,120,1,two more pickers',
    'AUG,CHI,August,2026-08-01,2026-08-31,slow,80,,,',
    'BACK,CHI,Backwards,2026-08-31,2026-08-01,slow,80,,,',
    'NO,NONE,Nowhere,2026-08-01,2026-08-31,slow,80,,,',
  ])
  expect(refused.sort()).toEqual(['4 last_day time_order', '5 location_id unknown_location'])
  expect(settled.season).toMatchObject({ added: 2 })
})

test.each(['lanes', 'resources', 'carriers', 'seasons'])(
  '%s come out as they went in, and coming in again change nothing',
  async (kind) => {
    const file = await text(await exportFile(context, kind, 'csv'))
    const lines = file.trim().split('\r\n')
    expect(lines.length).toBeGreaterThan(2)
    const { settled, refused } = await bring(kind, [fieldsOf(kind).join(','), ...lines.slice(1)])
    expect(refused).toEqual([])
    for (const count of Object.values(settled)) expect(count).toMatchObject({ added: 0, changed: 0 })
  },
)
