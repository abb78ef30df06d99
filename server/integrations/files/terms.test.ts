/** Files of terms and prices: what they say holds afterwards, what they cannot mean is refused, and they come out as they went in. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../../contract/imports.ts'
import { TERM_KINDS } from '../../../contract/term-kinds.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord, verifyLedger } from '../../ledger/index.ts'
import { findOccurrences, getRecurring } from '../../modules/orders/index.ts'
import {
  allocationPolicyAt,
  packagesFor,
  requirementsFor,
  serviceFloor,
  servicesFor,
  substitutesFor,
} from '../../modules/policies/index.ts'
import { priceOrder, pricesFor } from '../../modules/prices/index.ts'
import { plannedDays } from '../../planning/recurring/planned-days.store.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { exportFile } from './export-file.ts'
import { importFile } from './import-file.command.ts'

const DAY = '2026-03-16'
let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
}, 60_000)
afterAll(() => db?.close())

const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(context, work)
const fieldsOf = (kind: string) => IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map((field) => field.name)

async function bring(kind: string, lines: readonly string[]) {
  const columns = Object.fromEntries(lines[0]!.split(',').map((name) => [name, name]))
  const report = await importFile(context, {
    open: () => Readable.from([`${lines.join('\n')}\n`]),
    fileName: `${kind}.csv`,
    mapping: { kind, format: 'csv', delimiter: ',', columns },
  })
  return {
    settled: Object.fromEntries(Object.entries(report.settled).map(([name, one]) => [name, one.added + one.changed])),
    refused: report.rejects.flatMap((row) => row.problems.map((one) => `${row.row_number} ${one.field} ${one.code}`)),
  }
}

test('a service package comes in with its lists, and holds', async () => {
  const { settled, refused } = await bring('service_packages', [
    'package_id,segment_id,name,valid_from,is_contracted,lead_time_days,delivery_days,supply_states,minimum_order,currency,change_cutoff,change_cutoff_unit',
    'P-1,PRO,Professionals,2026-01-01,yes,3,Mo We Fr,none,250.50,EUR,24,hours',
    'P-2,PRO,Twice the same day,2026-02-01,,,,,,,,',
    'P-3,PRO,Twice the same day,2026-02-01,,,,,,,,',
    'P-4,NONE,Of no segment,2026-01-01,,,,,,,,',
    'P-5,PRO,Of a strange day,2026-03-01,,,Mo Xx,,,,,',
    'P-6,PRO,Half a cut-off,2026-03-02,,,,,,,4,',
  ])
  expect(settled).toEqual({ service_package: 1 })
  expect(refused).toEqual([
    '3 valid_from contradicts_other_row',
    '4 valid_from contradicts_other_row',
    '5 segment_id unknown_segment',
    '6 delivery_days unknown_value',
    '7 change_cutoff_unit missing_value',
  ])
  const packages = await within((tx) => packagesFor(tx, { customers: ['NORD'], day: DAY }))
  expect(packages.get('NORD')).toMatchObject({
    package_id: 'P-1',
    promise_quantile: 0.95,
    delivery_days: ['Mo', 'We', 'Fr'],
    supply_states: [],
    minimum_order_minor: 25_050,
    minimum_currency: 'EUR',
    change_cutoff: 24,
  })
})

test('a package in a file that is below a floor is refused with the value that is too low', async () => {
  await within((tx) =>
    createRecord(context, tx, serviceFloor, {
      floor_id: 'FLOOR-1',
      segment_id: 'PRO',
      element: 'delivery_days',
      level: 3,
      valid_from: '2027-01-01',
      reason: 'Contract',
    }),
  )
  const { settled, refused } = await bring('service_packages', [
    'package_id,segment_id,name,valid_from,delivery_days',
    'P-F1,PRO,Before the floor,2026-12-01,Mo',
    'P-F2,PRO,Below it,2027-01-01,Mo We',
    'P-F3,PRO,As it says,2027-02-01,Mo We Fr',
  ])
  expect(settled).toEqual({ service_package: 2 })
  expect(refused).toEqual(['3 delivery_days out_of_range'])
})

test('cost rates and costs of goods come in; two that would hold from the same day are refused', async () => {
  const rates = await bring('cost_rates', [
    'rate_id,driver,site_id,valid_from,currency,amount,note',
    'CR-1,stop,,2026-01-01,EUR,6.5,',
    'CR-2,stop,CHI,2026-01-01,EUR,5.25,nearer',
    'CR-3,stop,,2026-01-01,EUR,7,',
    'CR-4,stop,NOWHERE,2026-01-01,EUR,7,',
    'CR-5,juggling,,2026-01-01,EUR,7,',
  ])
  expect(rates.settled).toEqual({ cost_rate: 1 })
  expect(rates.refused).toEqual([
    '2 valid_from contradicts_other_row',
    '4 valid_from contradicts_other_row',
    '5 site_id unknown_location',
    '6 driver unknown_value',
  ])
  const goods = await bring('product_costs', [
    'cost_id,product_id,valid_from,currency,unit_cost',
    'PC-1,GLUE,2026-01-01,EUR,1.125',
    'PC-2,NONE,2026-01-01,EUR,1',
  ])
  expect(goods.settled).toEqual({ product_cost: 1 })
  expect(goods.refused).toEqual(['3 product_id unknown_product'])
})

test('requirements come in with their steps, and apply', async () => {
  const { settled, refused } = await bring('requirements', [
    'requirement_id,customer_id,location_id,product_id,kind,need,text,openings,steps,valid_from,valid_to',
    'R-1,,NORD-1,,window,,No goods after three,Mo-Fr 08:00-15:00,load deliver,2026-01-01,',
    'R-2,,,GLUE,handling,cold,Keep between 2 and 8 degrees,,pick pack load deliver,2026-01-01,',
    'R-3,,,,handling,cold,Of nobody,,load,2026-01-01,',
    'R-4,NORD,,,handling,crane,A crane is no handling,,load,2026-01-01,',
    'R-5,NORD,,,window,,Without hours,,load,2026-01-01,',
    'R-6,NORD,,,label,,Backwards,,pack,2026-02-01,2026-01-01',
    'R-7,NORD,,,label,,No step,,sing,2026-01-01,',
    'R-8,NORD,,,window,,Hours of fantasy,all day,load,2026-01-01,',
  ])
  expect(settled).toEqual({ requirement: 2 })
  expect(refused).toEqual([
    '4 customer_id missing_value',
    '5 need unknown_value',
    '6 openings missing_value',
    '7 valid_to window_reversed',
    '8 steps unknown_value',
    '9 openings unknown_value',
  ])
  const line = { customer_id: 'NORD', location_id: 'NORD-1', product_id: 'GLUE', day: DAY }
  const [met] = await within((tx) => requirementsFor(tx, [line]))
  expect(met!.map((one) => [one.requirement_id, one.steps.length])).toEqual([
    ['R-2', 4],
    ['R-1', 2],
  ])
})

test('prices open their lists; with an agreement, a charge and a tax they price an order', async () => {
  const prices = await bring('prices', [
    'list_id,list_name,currency,product_id,from_quantity,valid_from,unit_price,unit',
    'GENERAL,General list,EUR,PIPE-20,,2026-01-01,2.5,',
    'GENERAL,,EUR,PIPE-20,100,2026-01-01,2,',
    'GENERAL,,EUR,GLUE,,2026-01-01,10,CS',
    'GENERAL,,MDL,VALVE-20,,2026-01-01,10,',
    'GENERAL,,EUR,NOTHING,,2026-01-01,10,',
    'GENERAL,,EUR,PUMP-1,,2026-01-01,10,CS',
    'A/B,,EUR,PUMP-1,,2026-01-01,10,',
    'GENERAL,,EUR,PIPE-20,0,2026-01-01,3,',
  ])
  expect(prices.settled).toEqual({ price_list: 1, listed_product: 2 })
  expect(prices.refused).toEqual([
    '5 currency contradicts_other_row',
    '6 product_id unknown_product',
    '7 unit unknown_unit',
    '8 list_id damaged_code',
    '9 list_id duplicate_key',
  ])
  const agreements = await bring('agreements', [
    'agreement_id,name,customer_id,segment_id,list_id,valid_from,discount_percent,payment_days',
    'A-1,Professionals,,PRO,GENERAL,2026-01-01,10,30',
    'A-2,Of two,NORD,PRO,GENERAL,2026-01-01,,',
    'A-3,On no list,,PRO,NONE,2026-01-01,,',
  ])
  expect(agreements.refused).toEqual(['3 segment_id contradicts_other_row', '4 list_id unknown_price_list'])
  const charges = await bring('charges', [
    'charge_id,name,kind,currency,basis,valid_from,charge_zone,from_amount,fixed',
    'F-1,Freight,freight,EUR,order_value,2026-01-01,*,,15',
    'F-1,Freight,freight,EUR,order_value,2026-01-01,*,500,0',
    'F-1,Freight,freight,EUR,order_value,2026-01-01,everywhere,,15',
  ])
  expect(charges).toEqual({ settled: { charge: 1 }, refused: ['4 charge_zone unknown_value'] })
  await bring('tax_rates', [
    'tax_id,country,tax_class,valid_from,percent',
    'MD-1,MD,reduced,2026-01-01,8',
    'MD-2,MD,standard,2026-01-01,20',
  ])
  await bring('tax_classes', ['product_id,tax_class', 'GLUE,reduced'])
  const lines = [
    { line_number: 1, product_id: 'PIPE-20', quantity: 100 },
    { line_number: 2, product_id: 'GLUE', quantity: 24 },
  ]
  const found = await within((tx) => pricesFor(tx, { customer_id: 'SUD', location_id: 'SUD-1', day: DAY, lines }))
  expect(priceOrder(found)).toMatchObject({
    netMinor: 18_000 + 1_800,
    chargesMinor: 1_500,
    taxMinor: Math.round((18_000 + 1_364) * 0.2) + Math.round((1_800 + 136) * 0.08),
  })
})

test('services, substitutions and sightings come in, several rows to a record', async () => {
  await bring('added_services', [
    'service_id,name,unit,proof,valid_from,currency,unit_price,segment_id,entitlement',
    'INSTALL,Installation,HUR,signature,2026-01-01,EUR,40,,',
    'INSTALL,Installation,HUR,signature,2026-01-01,,,PRO,included',
    'LABEL,Labelling,C62,photo,,,,,',
  ])
  const offered = await within((tx) => servicesFor(tx, { customers: ['NORD'], day: DAY }))
  expect(offered.get('NORD')!.map((one) => [one.service_id, one.entitlement])).toEqual([
    ['INSTALL', 'included'],
    ['LABEL', 'not_offered'],
  ])
  const head = 'S-1,PIPE-20,PIPE-32,1,1,both,ask,lower_of_two,2026-01-01'
  await bring('substitutions', [
    'substitution_id,product_id,substitute_id,numerator,denominator,direction,consent,price_rule,valid_from,customer_id,customer_consent',
    `${head},NORD,auto`,
    `${head},SUD,never`,
  ])
  const consentOf = async (customer: string) =>
    (await within((tx) => substitutesFor(tx, { customer, products: ['PIPE-20'], day: DAY }))).get('PIPE-20')![0]
      ?.consent
  expect([await consentOf('NORD'), await consentOf('SUD'), await consentOf('EST')]).toEqual(['auto', undefined, 'ask'])
  const sightings = await bring('competitor_prices', [
    'sighting_id,competitor,product_id,service_id,unit_price,currency,seen_on,evidence',
    'C-1,Rival,PUMP-1,,95,EUR,2026-03-01,published',
    'C-2,Rival,PUMP-1,INSTALL,95,EUR,2026-03-01,published',
    'C-3,Rival,,NONE,95,EUR,2026-03-01,guess',
  ])
  expect(sightings.refused).toEqual(['3 product_id missing_value', '4 service_id unknown_service'])
})

test('objectives and allocation policies come in, the tiers of a policy in rows', async () => {
  const aims = await bring('objectives', [
    'objective_id,segment_id,valid_from,valid_to,objective',
    'ALL,,2026-01-01,,lowest_cost',
    'RUSH,PRO,2026-03-01,2026-03-31,speed',
    'NONE,NONE,2026-03-01,,speed',
  ])
  expect(aims).toEqual({ settled: { objective: 2 }, refused: ['4 segment_id unknown_segment'] })
  const policies = await bring('allocation_policies', [
    'policy_id,name,valid_from,kind,tier,tier_name,floor_percent',
    'P,Key first,2026-01-01,protection_levels,1,Key,',
    'P,Key first,2026-01-01,protection_levels,2,Others,20',
    'P,Key first,2026-01-01,protection_levels,3,,',
    'Q,The same day,2026-01-01,strict_tier,,,',
  ])
  expect(policies.refused).toEqual([
    '2 valid_from contradicts_other_row',
    '3 valid_from contradicts_other_row',
    '4 valid_from contradicts_other_row',
    '4 tier_name missing_value',
    '5 valid_from contradicts_other_row',
  ])
  await bring('allocation_policies', [
    'policy_id,name,valid_from,kind,tier,tier_name,floor_percent',
    'P,Key first,2026-01-01,protection_levels,1,Key,',
    'P,Key first,2026-01-01,protection_levels,2,Others,20',
  ])
  expect((await within((tx) => allocationPolicyAt(tx, DAY))).tiers.map((one) => one.floor_percent)).toEqual([0, 20])
})

test('floors of service come in; one that is lowered names who agreed and when customers were told', async () => {
  const { settled, refused } = await bring('service_floors', [
    'floor_id,segment_id,element,level,valid_from,reason,approved_by,notice_on',
    'F-1,,lead_time_days,5,2026-01-01,Law,,',
    'F-2,,lead_time_days,4,2026-02-01,It rises freely,,',
    'F-3,,lead_time_days,6,2026-03-01,Lower without a word,,',
    'F-4,,lead_time_days,6,2026-04-01,Told too late,Owner,2026-04-02',
    'F-5,,lead_time_days,7,2026-05-01,Agreed and told,Owner,2026-04-01',
    'F-6,NONE,lead_time_days,3,2026-01-01,Of no segment,,',
    'F-7,,in_stock_percent,90,2026-01-01,Need,,',
    'F-8,,in_stock_percent,91,2026-01-01,The same day,,',
  ])
  expect(refused).toEqual([
    '4 approved_by missing_value',
    '4 notice_on missing_value',
    '5 notice_on time_order',
    '7 segment_id unknown_segment',
    '8 valid_from contradicts_other_row',
    '9 valid_from contradicts_other_row',
  ])
  expect(settled).toMatchObject({ service_floor: 3 })
})

test('recurring orders come in with their rhythm, lines and skips; what hangs together comes in together', async () => {
  const head =
    'recurring_id,customer_id,name,starts_on,valid_from,location_id,weekdays,every_weeks,every_days,closed_day_rule,line_number,line_kind,product_id,quantity,skipped_days'
  const { settled, refused } = await bring('recurring_orders', [
    head,
    'R-1,NORD,Daily,2026-03-16,2026-03-16,NORD-1,Mo We,,,after,1,,PIPE-20,10,2026-03-18 2026-03-25',
    'R-1,NORD,Daily,2026-03-16,2026-03-16,NORD-1,Mo We,,,after,2,,VALVE-20,2.5,',
    'R-1,NORD,Daily,2026-03-16,2026-04-01,NORD-1,Mo,2,,skip,1,,PIPE-20,20,',
    'R-2,NORD,Every third day,2026-03-16,2026-03-16,NORD-1,,,3,before,1,goods,PIPE-20,1,2026-02-30',
    'R-3,NORD,Both,2026-03-16,2026-03-16,NORD-1,Mo,,3,before,1,,PIPE-20,1,',
    'R-4,NORD,Of nobody,2026-03-16,2026-03-16,SUD-1,Mo,,,before,1,,PIPE-20,1,',
    'R-5,NORD,With a gap,2026-03-16,2026-03-16,NORD-1,Mo,,,before,1,,PIPE-20,1,',
    'R-5,NORD,With a gap,2026-03-16,2026-03-16,NORD-1,Mo,,,before,2,,NOTHING,1,',
    'R-6,NORD,Xx,2026-03-16,2026-03-16,NORD-1,Xx,,,before,1,service,NOTHING,1,',
  ])
  expect(refused).toEqual([
    '5 skipped_days not_a_date',
    '6 valid_from contradicts_other_row',
    '7 location_id unknown_location',
    '8 recurring_id refers_to_other_row',
    '9 product_id unknown_product',
    '10 product_id unknown_service',
    '10 weekdays unknown_value',
  ])
  expect(settled).toEqual({ recurring_order: 1, recurring_occurrence: 2 })
  const days = await within(async (tx) => {
    const recurring = await getRecurring(tx, 'R-1', null)
    const span = { from: '2026-03-16', to: '2026-04-20' }
    return (await plannedDays(tx, recurring, await findOccurrences(tx, 'R-1', span), span)).map(
      ({ regular_on, state, lines }) => [regular_on.slice(5), state, lines.map((line) => line.quantity).join(' ')],
    )
  })
  expect(days).toEqual([
    ['03-16', 'planned', '10 2.5'],
    ['03-18', 'skipped', '10 2.5'],
    ['03-23', 'planned', '10 2.5'],
    ['03-25', 'skipped', '10 2.5'],
    ['03-30', 'planned', '10 2.5'],
    // Easter Monday: the rule of these terms is to leave it out.
    ['04-13', 'closed', '20'],
  ])
})

const countEvents = () =>
  within(async (tx) => (await tx.query<{ n: number }>(sql`SELECT count(*) AS n FROM ledger.event`))[0]!.n)

test.each(TERM_KINDS.map(({ kind }) => kind))('%s taken out come in again and change nothing', async (kind) => {
  const before = await countEvents()
  const file = await text(await exportFile(context, kind, 'csv'))
  const rows = file.trim().split('\r\n')
  expect(rows[0]).toBe(fieldsOf(kind).join(','))
  expect(rows.length).toBeGreaterThan(1)
  expect(await bring(kind, rows)).toMatchObject({ refused: [] })
  expect(await countEvents()).toBe(before)
})

test('the ledger explains everything that the files brought', async () => {
  const { mismatches } = await verifyLedger(context, verifiables)
  expect(mismatches).toEqual([])
})
