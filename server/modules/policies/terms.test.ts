/** Which terms of service hold for whom on which day. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord, type RecordType, type State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { customer } from '../customers/index.ts'
import {
  addedService,
  allocationPolicy,
  allocationPolicyAt,
  objective,
  objectiveFor,
  packagesFor,
  requirement,
  requirementsFor,
  segment,
  servicePackage,
  servicesFor,
  substitutesFor,
  substitution,
} from './index.ts'

const DAY = '2026-03-16'
let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
  await foundCompany(db.context())
  await add(segment, { segment_id: 'KEY', name: 'Key accounts' })
  await add(customer, { customer_id: 'KEY-1', name: 'Key one', segment_id: 'KEY', currency: 'EUR' })
  await add(customer, { customer_id: 'LOOSE', name: 'Of no segment', currency: 'EUR' })
}, 60_000)
afterAll(() => db?.close())

const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db.context(), work)
const add = (type: RecordType, state: State) => within((tx) => createRecord(db.context(), tx, type, state))
const packageOf = async (customer_id: string, day = DAY) =>
  (await within((tx) => packagesFor(tx, { customers: [customer_id], day }))).get(customer_id)!

test('without a package the defaults hold: nine promises in ten are to be kept', async () => {
  expect(await packageOf('LOOSE')).toMatchObject({
    package_id: null,
    promise_quantile: 0.9,
    lead_time_days: null,
    supply_states: ['in_transit', 'confirmed'],
    ship_complete: false,
    max_parts: 2,
    freight_rule: 'company',
    allocation_tier: 2,
  })
  expect(await packageOf('NOT-REGISTERED')).toMatchObject({ package_id: null })
})

test('a package holds from its first day until the next one, and leaves to the default what it does not say', async () => {
  const pro = { segment_id: 'PRO', name: 'Professionals' }
  await add(servicePackage, { ...pro, package_id: 'PRO-1', valid_from: '2026-01-01', lead_time_days: 3 })
  await add(servicePackage, {
    ...pro,
    package_id: 'PRO-2',
    valid_from: '2026-04-01',
    lead_time_days: 2,
    delivery_days: ['Mo', 'Th'],
    allocation_tier: 1,
  })
  const leadOf = async (day: string) => (await packageOf('NORD', day)).lead_time_days
  expect(await leadOf('2025-12-31')).toBeNull()
  expect(await leadOf('2026-01-01')).toBe(3)
  expect(await leadOf('2026-03-31')).toBe(3)
  expect(await packageOf('NORD', '2026-04-01')).toMatchObject({
    package_id: 'PRO-2',
    lead_time_days: 2,
    delivery_days: ['Mo', 'Th'],
    allocation_tier: 1,
    inspection_days: 5,
  })
  expect((await packageOf('KEY-1')).package_id).toBeNull()
})

test('a contracted segment is promised more surely, unless its package says how surely', async () => {
  const key = { segment_id: 'KEY', name: 'Key', is_contracted: true }
  await add(servicePackage, { ...key, package_id: 'KEY-A', valid_from: '2026-01-01' })
  await add(servicePackage, { ...key, package_id: 'KEY-B', valid_from: '2026-05-01', promise_quantile: 0.98 })
  expect((await packageOf('KEY-1')).promise_quantile).toBe(0.95)
  expect((await packageOf('KEY-1', '2026-05-01')).promise_quantile).toBe(0.98)
})

test("the segment's objective comes before the company's, and either only in its period", async () => {
  const aimOf = async (id: string, day = DAY) =>
    (await within((tx) => objectiveFor(tx, { customers: [id], day }))).get(id)!.objective
  expect(await aimOf('NORD')).toBe('lowest_cost')
  await add(objective, {
    objective_id: 'ALL',
    objective: 'stock_at_level',
    stock_percent: 97,
    valid_from: '2026-01-01',
  })
  const rush = { objective_id: 'RUSH', segment_id: 'PRO', objective: 'speed' }
  await add(objective, { ...rush, valid_from: '2026-03-01', valid_to: '2026-03-31' })
  expect(await aimOf('NORD')).toBe('speed')
  expect(await aimOf('NORD', '2026-04-01')).toBe('stock_at_level')
  expect(await aimOf('LOOSE')).toBe('stock_at_level')
})

test('who comes first is published from a day on; before that, first come, first served', async () => {
  await add(allocationPolicy, {
    policy_id: 'TIERS',
    name: 'Key first',
    kind: 'protection_levels',
    valid_from: '2026-02-01',
    tiers: [
      { tier: 2, name: 'Everybody', floor_percent: 20 },
      { tier: 1, name: 'Key', protection_percent: 30 },
    ],
  })
  const at = (day: string) => within((tx) => allocationPolicyAt(tx, day))
  expect(await at('2026-01-31')).toMatchObject({ policy_id: null, kind: 'first_come', starvation_factor: 2 })
  expect(await at('2026-02-01')).toEqual({
    policy_id: 'TIERS',
    kind: 'protection_levels',
    giving_way: 'if_kept',
    starvation_factor: 2,
    tiers: [
      { tier: 1, name: 'Key', protection_percent: 30, floor_percent: 0 },
      { tier: 2, name: 'Everybody', protection_percent: 0, floor_percent: 20 },
    ],
  })
})

test('a line gets what was said once for its customer, its place and its product, each with its source', async () => {
  const say = (requirement_id: string, state: State) =>
    add(requirement, { requirement_id, text: requirement_id, steps: ['deliver'], valid_from: '2026-01-01', ...state })
  await say('LABEL', { customer_id: 'NORD', kind: 'label', need: 'lot_label' })
  await say('NO-GOODS-AFTER-3', { location_id: 'NORD-1', kind: 'window', openings: 'Mo-Fr 08:00-15:00' })
  await say('FRAGILE', { product_id: 'PUMP-1', kind: 'handling', need: 'fragile' })
  await say('PUMPS-BY-HAND', { customer_id: 'NORD', product_id: 'PUMP-1', kind: 'unloading', need: 'by_hand' })
  await say('HERE-COLD', { location_id: 'SUD-1', product_id: 'GLUE', kind: 'handling', need: 'cold' })
  await say('ENDED', { customer_id: 'NORD', kind: 'document', need: 'certificate', valid_to: '2026-02-01' })
  const line = (customer_id: string, location_id: string | null, product_id: string, day = DAY) => ({
    customer_id,
    location_id,
    product_id,
    day,
  })
  const asked = [
    line('NORD', 'NORD-1', 'PUMP-1'),
    line('NORD', null, 'PIPE-20'),
    line('SUD', 'SUD-1', 'PUMP-1'),
    line('SUD', 'SUD-1', 'GLUE'),
    line('EST', 'EST-1', 'GLUE'),
    line('NORD', null, 'PIPE-20', '2026-01-15'),
  ]
  const met = await within((tx) => requirementsFor(tx, asked))
  expect(met.map((list) => list.map((one) => `${one.requirement_id}: ${one.sources.join(' and ')}`))).toEqual([
    ['FRAGILE: product', 'LABEL: customer', 'PUMPS-BY-HAND: customer and product', 'NO-GOODS-AFTER-3: location'],
    ['LABEL: customer'],
    ['FRAGILE: product'],
    ['HERE-COLD: location and product'],
    [],
    ['ENDED: customer', 'LABEL: customer'],
  ])
})

test('a service is included, priced less what was agreed, or not offered, by segment and day', async () => {
  const install = { service_id: 'INSTALL', name: 'Installation', unit: 'HUR', proof: 'signature' }
  await add(addedService, {
    ...install,
    resource_kind: 'technician',
    resource_minutes: 60,
    prices: [
      { currency: 'EUR', valid_from: '2026-01-01', unit_price: 40 },
      { currency: 'EUR', valid_from: '2026-05-01', unit_price: 44 },
    ],
    entitlements: [
      { segment_id: 'KEY', valid_from: '2026-01-01', entitlement: 'included' },
      { segment_id: 'PRO', valid_from: '2026-01-01', entitlement: 'priced', discount_percent: 12.5 },
      { segment_id: 'PRO', valid_from: '2026-06-01', entitlement: 'not_offered' },
    ],
  })
  await add(addedService, { ...install, service_id: 'PICKUP', name: 'Return pick-up', unit: 'E48' })
  const offerTo = async (id: string, more: { day?: string; currency?: string } = {}) =>
    (await within((tx) => servicesFor(tx, { customers: [id], day: DAY, ...more })))
      .get(id)!
      .map((one) => `${one.service_id} ${one.entitlement} ${one.unit_price}`)
  expect(await offerTo('KEY-1')).toEqual(['INSTALL included 0', 'PICKUP not_offered null'])
  expect(await offerTo('NORD')).toEqual(['INSTALL priced 35', 'PICKUP not_offered null'])
  expect(await offerTo('NORD', { day: '2026-05-01' })).toContain('INSTALL priced 38.5')
  expect(await offerTo('NORD', { day: '2026-06-01' })).toContain('INSTALL not_offered null')
  expect(await offerTo('LOOSE')).toContain('INSTALL priced 40')
  expect(await offerTo('NORD', { currency: 'MDL' })).toContain('INSTALL priced null')
})

test('substitutes are one step away, turned round where they work both ways, and never against the consent', async () => {
  const allow = (substitution_id: string, product_id: string, substitute_id: string, more: State) =>
    add(substitution, {
      substitution_id,
      product_id,
      substitute_id,
      numerator: 1,
      denominator: 1,
      direction: 'one_way',
      consent: 'ask',
      price_rule: 'lower_of_two',
      valid_from: '2026-01-01',
      ...more,
    })
  await allow('A', 'PIPE-20', 'PIPE-32', { numerator: 2, denominator: 3, direction: 'both' })
  await allow('B', 'PIPE-32', 'GLUE', { consent: 'auto' })
  await allow('C', 'PIPE-20', 'VALVE-20', { consent: 'never', consents: [{ customer_id: 'NORD', consent: 'auto' }] })
  await allow('D', 'PIPE-20', 'PUMP-1', { valid_to: '2026-02-01' })
  const stands = async (customer_id: string, product: string) =>
    (await within((tx) => substitutesFor(tx, { customer: customer_id, products: [product], day: DAY })))
      .get(product)!
      .map((one) => `${one.substitute_id} ${one.numerator}/${one.denominator} ${one.consent}`)
  expect(await stands('SUD', 'PIPE-20')).toEqual(['PIPE-32 2/3 ask'])
  expect(await stands('NORD', 'PIPE-20')).toEqual(['VALVE-20 1/1 auto', 'PIPE-32 2/3 ask'])
  expect(await stands('SUD', 'PIPE-32')).toEqual(['GLUE 1/1 auto', 'PIPE-20 3/2 ask'])
  expect(await stands('SUD', 'GLUE')).toEqual([])
})
