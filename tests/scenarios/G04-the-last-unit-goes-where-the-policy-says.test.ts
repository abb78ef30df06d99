/** Scarcity: what the published policy keeps for better tiers is not promised to others, and they are told why. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord, createRecord, type State, verifyLedger } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { customer } from '../../server/modules/customers/index.ts'
import { receiveStock } from '../../server/modules/inventory/index.ts'
import { allocationPolicy, segment, servicePackage } from '../../server/modules/policies/index.ts'
import { takeOffer } from '../../server/modules/promises/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import type { Context } from '../../server/platform/context.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, segment, { segment_id: 'KEY', name: 'Key customers', standards: [] })
    const terms = (segment_id: string, allocation_tier: number): State => ({
      package_id: `P-${segment_id}`,
      segment_id,
      name: segment_id,
      valid_from: '2026-01-01',
      allocation_tier,
    })
    await createRecord(context, tx, servicePackage, terms('KEY', 1))
    await createRecord(context, tx, servicePackage, terms('PRO', 2))
    await createRecord(context, tx, allocationPolicy, {
      policy_id: 'SPRING',
      name: 'Spring',
      valid_from: '2026-01-01',
      kind: 'protection_levels',
      tiers: [
        { tier: 1, name: 'Key', protection_percent: 40 },
        { tier: 2, name: 'Others', protection_percent: 0 },
      ],
    })
    await changeRecord(context, tx, customer, 'EST', (state) => ({ ...state, segment_id: 'KEY' }))
    await createRecord(context, tx, lane, {
      lane_id: 'VAN',
      carrier_id: 'OWN',
      service: 'DAY',
      from_location_id: 'CHI',
      to_country: 'MD',
      mode: 'own_van',
      departures: 'Mo-Fr 16:00',
      transit_days: 1,
      is_expedite: false,
      valid_from: '2026-01-01',
      prices: [],
    })
  })
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 5 })
})
afterAll(() => db?.close())

const quote = (customer_id: string, quantity: number) =>
  makeQuote(context, { customer_id, lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity }] })
const take = (quote_id: string) =>
  takeOffer(context, quote_id, { offer_number: 1, has_consent: false, cause: 'customer' })

test('of five pumps two are kept for key customers, and the other customer sees by which policy', async () => {
  const asked = await quote('SUD', 4)
  expect(asked.offers).toEqual([])
  expect(asked.kept).toEqual([
    { product_id: 'PUMP-1', site_id: 'CHI', quantity: 2, policy_id: 'SPRING', kept_percent: 40, own_tier: 2 },
  ])
  const less = await quote('SUD', 3)
  expect(await take(less.quote_id)).toMatchObject({ lines: [{ quantity: 3 }] })
})

test('the last units are not offered to the lower tier, and go to the key customer', async () => {
  const key = await quote('EST', 2)
  expect(key.kept).toEqual([])
  const other = await quote('SUD', 1)
  expect(other.offers).toEqual([])
  expect(await take(key.quote_id)).toMatchObject({ lines: [{ quantity: 2 }] })
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
