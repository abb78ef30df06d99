/** Goods are short: who gets them by the published policy, who gives way to whom and why, and what each customer is told. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord, createRecord, type State, verifyLedger } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { customer } from '../../server/modules/customers/index.ts'
import { changeSupply, findReservations, receiveStock, registerSupply } from '../../server/modules/inventory/index.ts'
import { allocationPolicy, segment, servicePackage } from '../../server/modules/policies/index.ts'
import { makePromise, takeOffer } from '../../server/modules/promises/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import { carryOut } from '../../server/planning/proposals/carry-out.command.ts'
import { checkPromises } from '../../server/planning/proposals/check-promises.command.ts'
import { getProposal, listChanges } from '../../server/planning/proposals/proposals.store.ts'
import { proposeAllocation } from '../../server/planning/proposals/share-out.command.ts'
import { fixedClock } from '../../server/platform/clock.ts'
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
    for (const [segment_id, allocation_tier] of [
      ['KEY', 1],
      ['SMALL', 3],
    ] as const) {
      await createRecord(context, tx, segment, { segment_id, name: segment_id, standards: [] })
      const terms: State = {
        package_id: `P-${segment_id}`,
        segment_id,
        name: segment_id,
        valid_from: '2026-01-01',
        allocation_tier,
        lead_time_days: 3,
        ship_complete: true,
      }
      await createRecord(context, tx, servicePackage, terms)
    }
    await changeRecord(context, tx, customer, 'EST', (state) => ({ ...state, segment_id: 'KEY' }))
    for (const id of ['SUD', 'NORD']) {
      await changeRecord(context, tx, customer, id, (state) => ({ ...state, segment_id: 'SMALL' }))
    }
    await createRecord(context, tx, allocationPolicy, {
      policy_id: 'SHORT',
      name: 'Key customers first',
      valid_from: '2026-01-01',
      kind: 'strict_tier',
      starvation_factor: 2,
      tiers: [
        { tier: 1, name: 'Key' },
        { tier: 2, name: 'Others' },
        { tier: 3, name: 'Small' },
      ],
    })
    for (const country of ['RO', 'MD']) {
      await createRecord(context, tx, lane, {
        lane_id: `VAN-${country}`,
        carrier_id: 'OWN',
        service: 'DAY',
        from_location_id: 'CHI',
        to_country: country,
        mode: 'own_van',
        departures: 'Mo-Fr 16:00',
        transit_days: 1,
        is_expedite: false,
        valid_from: '2026-01-01',
        prices: [],
      })
    }
  })
})
afterAll(() => db?.close())

async function order(
  customer_id: string,
  quantity: number,
  day: string,
  order_id = `SO-${customer_id}`,
): Promise<string> {
  const quote = await makeQuote(context, {
    customer_id,
    lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity, requested_to_date: day }],
  })
  const offer = quote.offers.find((one) => !one.is_in_parts)!
  const wish = { order_id, has_consent: false, cause: 'customer' as const }
  const taken = await takeOffer(context, quote.quote_id, { ...wish, offer_number: offer.offer_number })
  return taken.lines[0]!.to_date
}
const propose = () => proposeAllocation(context, { product_id: 'PUMP-1' })
const changesOf = (id: string) => inTransaction(context, (tx) => listChanges(tx, id, null))
const messages = () =>
  inTransaction(context, (tx) =>
    tx.query<{ customer_id: string; content: { lines: object[] } }>(
      sql`SELECT customer_id, content FROM messages.message WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY customer_id`,
    ),
  )

test('a small customer is promised the goods at hand, a key customer those that come next week', async () => {
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 5 })
  await registerSupply(context, {
    supply_id: 'PO-1',
    kind: 'purchase',
    supplier_id: null,
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PUMP-1', quantity: 20, state: 'confirmed', due_on: '2026-03-25' }],
  })
  expect(await order('SUD', 5, '2026-03-19')).toBe('2026-03-19')
  expect(await order('EST', 4, '2026-03-19')).toBe('2026-03-26')
})

test('sharing out anew gives the key customer the goods, and says who gives way to whom, why, and that floors hold', async () => {
  const proposed = await propose()
  expect(proposed).toMatchObject({ lines_checked: 2, lines_touched: 2 })
  const changes = await changesOf(proposed.proposal_id!)
  expect(changes.map((one) => [one.customer_id, one.effect, one.to_date, one.new_to_date])).toEqual([
    ['SUD', 'later', '2026-03-19', '2026-03-26'],
    ['EST', 'sooner', '2026-03-26', '2026-03-19'],
  ])
  expect(changes[0]!.rank).toMatchObject({
    place: 2,
    of: 2,
    policy_id: 'SHORT',
    gave_way_to: [{ order_id: 'SO-EST', customer_id: 'EST', tier: 1, decided_by: 'tier' }],
  })
  expect(changes[1]!.rank).toMatchObject({
    place: 1,
    came_before: [{ order_id: 'SO-SUD', customer_id: 'SUD', tier: 3, decided_by: 'tier' }],
  })
  const { figures } = await inTransaction(context, (tx) => getProposal(tx, proposed.proposal_id!))
  expect(figures).toMatchObject({ winners: 1, losers: 1, policy: { policy_id: 'SHORT', kind: 'strict_tier' } })
  const fills = (groups: { segment_id: string | null; fill: number }[]) =>
    groups.map((one) => [one.segment_id, one.fill])
  expect(fills(figures!.before.groups)).toEqual([
    ['KEY', 0],
    ['SMALL', 1],
  ])
  expect(fills(figures!.after.groups)).toEqual([
    ['KEY', 1],
    ['SMALL', 0],
  ])
})

test('is refused when the facts have changed, and then nothing has moved', async () => {
  const { proposal_id } = await propose()
  await makePromise(context, { order_id: 'SO-SUD', line_number: 1 }, { to_date: '2026-03-19', cause: 'customer' })
  await expect(carryOut(context, proposal_id!)).rejects.toMatchObject({ code: 'proposal_outdated' })
  const held = await inTransaction(context, (tx) => findReservations(tx, [{ order_id: 'SO-EST', line_number: 1 }]))
  expect(held.map((one) => one.need_on)).toEqual(['2026-03-25'])
  expect(await messages()).toEqual([])
})

test('carried out in one step: goods and promises move, and a message to each customer waits with date, choices and reason', async () => {
  const { proposal_id } = await propose()
  expect(await carryOut(context, proposal_id!)).toEqual({ proposal_id, promises_moved: 2, left: 0, messages: 2 })
  const held = await inTransaction(context, (tx) =>
    findReservations(tx, [
      { order_id: 'SO-EST', line_number: 1 },
      { order_id: 'SO-SUD', line_number: 1 },
    ]),
  )
  expect(held.map((one) => [one.order_id, one.need_on])).toEqual([
    ['SO-EST', '2026-03-18'],
    ['SO-SUD', '2026-03-25'],
  ])
  const [est, sud] = await messages()
  expect(sud).toMatchObject({
    customer_id: 'SUD',
    content: {
      reason: 'reallocation',
      policy: { policy_id: 'SHORT', kind: 'strict_tier' },
      choices: ['accept', 'other_date', 'part_now', 'cancel'],
      lines: [{ order_id: 'SO-SUD', old_date: '2026-03-19', new_date: '2026-03-26', decided_by: 'tier' }],
    },
  })
  expect(JSON.stringify(sud)).not.toContain('EST')
  expect(JSON.stringify(est)).not.toContain('SUD')
  expect((await propose()).proposal_id).toBeNull()
})

test('who has waited more than twice the standard is served first, whatever the tier', async () => {
  context = { ...context, clock: fixedClock(new Date('2026-03-25T06:00:00Z')) }
  await changeSupply(context, { supply_id: 'PO-1', line_number: 1 }, { due_on: '2026-04-08', counted_on: '2026-04-08' })
  const late = await checkPromises(context, { pools: null, kind: 'supply', cause: { supply_id: 'PO-1' } })
  await carryOut(context, late.proposal_id!)
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 4 })
  expect(await order('EST', 5, '2026-03-27', 'SO-NEW')).toBe('2026-03-27')
  const { proposal_id } = await proposeAllocation(context, { location_id: 'CHI' })
  const changes = await changesOf(proposal_id!)
  expect(changes.map((one) => [one.order_id, one.effect, one.to_date, one.new_to_date])).toEqual([
    ['SO-NEW', 'later', '2026-03-27', '2026-04-09'],
    ['SO-SUD', 'sooner', '2026-04-09', '2026-03-26'],
  ])
  expect(changes[0]!.rank.gave_way_to).toMatchObject([
    { order_id: 'SO-EST' },
    { order_id: 'SO-SUD', decided_by: 'waited' },
  ])
  expect(changes[1]!.rank).toMatchObject({ given_by: 'waited', tier: 3, facts: { has_waited: true } })
  expect(await carryOut(context, proposal_id!)).toMatchObject({ promises_moved: 2, messages: 2 })
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
