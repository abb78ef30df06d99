/**
 * A carrier tells of a delay; the list of dangers shows it with priced ways out; one is carried out; the customer reads in
 * Armenian what has become of the promise, and chooses in the portal.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Remedy, RemedyDone, RemedyList, Trouble } from '../../contract/remedies.ts'
import type { AtRiskRow, CustomerRisk, DangerCounts } from '../../contract/risk.ts'
import { createRecord } from '../../server/ledger/index.ts'
import { contact } from '../../server/modules/customers/index.ts'
import { receiveStock } from '../../server/modules/inventory/index.ts'
import { changeSetting } from '../../server/modules/messages/index.ts'
import { takeOffer } from '../../server/modules/promises/index.ts'
import { dispatchShipment } from '../../server/modules/shipments/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import { keepProposal } from '../../server/planning/proposals/proposals.store.ts'
import { escalateDue } from '../../server/planning/remedies/trouble.command.ts'
import type { Context } from '../../server/platform/context.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { openApplication, type TestApplication } from '../fixtures/application.ts'
import { type MailServer, startMailServer } from '../fixtures/mail-server.ts'

let application: TestApplication
let context: Context
let mails: MailServer
let order = ''
let waiting = ''

/** What the carrier sends, as data. */
const MAPPING = {
  mapping: {
    shipments: ['parcel'],
    event_id: ['id'],
    code: ['what'],
    time: ['when'],
    reason: 'why',
    expected: 'eta',
    codes: { DELAY: 'delayed' },
    reasons: { snow: 'weather' },
  },
}

const call = async <T>(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  role: 'coordinator' | 'owner' | 'customer_contact' = 'coordinator',
) => {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.json() as T }
}
async function done<T>(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  role?: 'coordinator' | 'owner' | 'customer_contact',
): Promise<T> {
  const { status, body } = await call<T>(method, url, payload, role)
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}
const post = <T>(url: string, payload: object, role?: 'owner') => done<T>('POST', url, payload, role)

async function promise(product_id: string, quantity: number): Promise<string> {
  const lines = [{ line_number: 1, kind: 'goods' as const, product_id, quantity, unit_price: 4 }]
  const { quote_id, offers } = await makeQuote(context, { customer_id: 'NORD', lines })
  const { offer_number } = offers.find((offer) => offer.kinds.includes('cheapest'))!
  return (await takeOffer(context, quote_id, { offer_number, has_consent: false, cause: 'customer' })).order_id
}

const dangers = async (query = '') => (await done<{ rows: AtRiskRow[] }>('GET', `/at-risk?level=watch${query}`)).rows

/** The server works by itself; what it does is waited for. */
async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(200)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error('it did not come about')
}

beforeAll(async () => {
  mails = await startMailServer()
  application = await openApplication({ mail: { url: mails.url, from: 'First Supplies <desk@first.example>' } })
  context = application.first.context
  await inTransaction(context, (tx) =>
    createRecord(context, tx, contact, {
      ...{ contact_id: 'BUYER', customer_id: 'NORD', name: 'Անի Պետրոսյան', buying_role: 'purchasing' },
      ...{ language: 'hy', email: 'ani@nord.example', channel: 'email' },
    }),
  )
  const lane = { from_location_id: 'CHI', to_country: 'RO', valid_from: '2026-01-01' }
  const price = {
    valid_from: '2026-01-01',
    currency: 'EUR',
    per_kg: 0,
    per_stop_minor: 0,
    minimum_minor: 0,
    fuel_percent: 0,
  }
  await post(
    '/lanes',
    {
      ...{ ...lane, lane_id: 'STD-RO', carrier_id: 'RAPID', service: 'STD', mode: 'parcel', transit_days: 2 },
      ...{ departures: 'Mo-Fr 16:00', prices: [{ ...price, base_minor: 900 }] },
    },
    'owner',
  )
  await post(
    '/lanes',
    {
      ...{ ...lane, lane_id: 'FAST-RO', carrier_id: 'OWN', service: 'DAY', mode: 'parcel', transit_days: 1 },
      ...{ departures: 'Mo-Fr 17:30', is_expedite: true, prices: [{ ...price, base_minor: 4200 }] },
    },
    'owner',
  )
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 100, document: 'GRN-1' })
  await changeSetting(context, {
    is_on: true,
    modes: {},
    contact_line: 'Maria, +373 22 000 000',
    quiet_from: '21:00',
    quiet_to: '08:00',
  })
  order = await promise('PIPE-20', 10)
  waiting = await promise('PIPE-20', 5)
  await dispatchShipment(context, {
    ...{
      shipment_id: 'SH-1',
      carrier_id: 'RAPID',
      tracking_number: 'RP-1',
      from_location_id: 'CHI',
      to_location_id: 'NORD-1',
    },
    shipped_at: '2026-03-16T08:30:00Z',
    lines: [{ order_id: order, line_number: 1, quantity: 10 }],
  })
}, 240_000)
afterAll(async () => {
  await mails?.close()
  await application?.close()
})

test('the carrier calls with a delay, and within moments the promise is in danger, for a reason a person understands', async () => {
  await post(
    '/carrier-connections',
    { connection_id: 'RAPID-HOOK', name: 'Rapid', auth: 'token', carrier_id: 'RAPID', ...MAPPING },
    'owner',
  )
  const { secret, path } = await post<{ secret: string; path: string }>(
    '/carrier-connections/RAPID-HOOK/secret',
    {},
    'owner',
  )
  const told = await application.call({
    method: 'POST',
    url: path,
    headers: { authorization: `Bearer ${secret}` },
    payload: {
      id: 'E-1',
      parcel: 'RP-1',
      what: 'DELAY',
      why: 'snow',
      when: '2026-03-16T08:50:00Z',
      eta: '2026-03-23T12:00:00Z',
    },
  })
  expect(told.statusCode, told.body).toBeLessThan(300)
  let found: AtRiskRow[] = []
  for (const until = performance.now() + 40_000; performance.now() < until && found.length === 0; await pause(200))
    found = await dangers()
  expect(found).toMatchObject([{ order_id: order, customer_name: 'Nord Bau', is_under_way: true, told_at: null }])
  expect(found[0]!.reasons.map(({ code }) => code)).toContain('carrier_delay')
  expect(found[0]!.reasons.find(({ code }) => code === 'carrier_delay')!.params).toMatchObject({ reason: 'weather' })
})

let remedies: Remedy[] = []
test('there are three ways out, each with its cost and its day', async () => {
  const found = await done<RemedyList>('GET', `/orders/${order}/lines/1/remedies`)
  remedies = found.remedies
  expect(remedies.map(({ kind }) => kind).sort()).toEqual(['later_date', 'send_again', 'tell'])
  const again = remedies.find(({ kind }) => kind === 'send_again')!
  expect(again).toMatchObject({ currency: 'EUR', touches: [] })
  expect(again.extra_cost_minor).toBeGreaterThan(0)
  expect(remedies.find(({ kind }) => kind === 'later_date')).toMatchObject({ extra_cost_minor: 0, chance: 0.9 })
  expect(await call('GET', `/orders/${order}/lines/1/remedies`, undefined, 'customer_contact')).toMatchObject({
    status: 403,
  })
})

test('a way that does not hold as it was shown is refused, with those there are', async () => {
  const wrong = { kind: 'later_date', to_date: '2026-12-01', extra_cost_minor: 0 }
  const { status, body } = await call<{ code: string }>('POST', `/orders/${order}/lines/1/remedies`, wrong)
  expect([status, body.code]).toEqual([422, 'proposal_outdated'])
})

let newDate = ''
/** What the watch would propose of the order, had its supply come later as well. */
function proposeMoving(order_id: string): Promise<string | null> {
  const change = {
    ...{ order_id, line_number: 1, customer_id: 'NORD', product_id: 'PIPE-20', quantity: 10, effect: 'later' as const },
    ...{ promise_version: 1, site_id: 'CHI', lane_id: null, need_on: null, to_date: '2026-03-18' },
    ...{ new_site_id: 'CHI', new_lane_id: null, new_need_on: null, new_departs_on: null, new_to_date: '2026-03-25' },
    ...{ rank: {}, moves: [] },
  }
  return inTransaction(context, (tx) =>
    keepProposal({ ...context, tx }, tx, { kind: 'supply', cause: { supply_ids: [] }, changes: [change] }, []),
  )
}

test('carried out, the promise has its new day, the customer is told at once, and the case says what was forecast', async () => {
  const chosen = remedies.find(({ kind }) => kind === 'later_date')!
  newDate = chosen.to_date
  const { kind, to_date, extra_cost_minor } = chosen
  const wish = { kind, to_date, extra_cost_minor }
  const proposal = await proposeMoving(order)
  const later = () => done<{ rows: object[] }>('GET', `/orders/${order}/later-reasons`)
  expect((await later()).rows).toHaveLength(1)
  const result = await post<RemedyDone>(`/orders/${order}/lines/1/remedies`, wish)
  expect(result.message_id).not.toBeNull()
  expect(result.telling).toBe('told')
  // It was dealt with: nobody is asked to move it again.
  expect(await done('GET', `/proposals/${proposal}`)).toMatchObject({ state: 'outdated' })
  expect((await later()).rows).toEqual([])
  const text = await until(() =>
    mails.taken
      .filter(({ to }) => to.includes('ani@nord.example'))
      .map(({ raw }) => plain(raw))
      .find((one) => one.includes('եղանակ')),
  )
  expect(text).toContain(order)
  const { troubles } = await done<{ troubles: Trouble[] }>('GET', `/troubles?order_id=${order}`)
  expect(troubles).toMatchObject([
    {
      trouble_id: result.trouble_id,
      state: 'acted',
      detected_by: 'rule',
      remedy: 'later_date',
      forecast: { to_date: newDate, chance: 0.9 },
    },
  ])
})

test('the portal shows the new day, the estimate and the reason without our costs, and takes the choice', async () => {
  const lines = await until(async () => {
    const url = `/portal/orders/${order}/risk`
    const found = await done<{ lines: CustomerRisk[] }>('GET', url, undefined, 'customer_contact')
    return found.lines[0]?.to_date === newDate ? found.lines : undefined
  })
  expect(lines[0]).toMatchObject({ choices: ['accept', 'other_date', 'cancel'], choice: null })
  expect(JSON.stringify(lines)).not.toMatch(/cost|harm|supplier/)
  const choose = (choice: string) =>
    call('POST', `/portal/orders/${order}/choices`, { line_number: 1, choice }, 'customer_contact')
  expect((await choose('part_now')).status).toBe(404)
  expect(await choose('accept')).toMatchObject({ status: 200, body: { choice: 'accept' } })
  const { troubles } = await done<{ troubles: Trouble[] }>('GET', `/troubles?order_id=${order}`)
  expect(troubles[0]).toMatchObject({ choice: 'accept' })
  expect(troubles[0]!.confirmed_at).not.toBeNull()
})

test('an emergency calls one person after the other until the customer has confirmed', async () => {
  const { rows } = await application.owner.query<{ user_id: string }>(
    `SELECT user_id FROM people.member WHERE tenant_id = $1 AND customer_id IS NULL ORDER BY user_id LIMIT 2`,
    [context.principal.tenantId],
  )
  const people = rows.map(({ user_id }) => user_id)
  await post(
    '/playbooks',
    {
      playbook_id: 'PB-DELAY',
      kind: 'delay',
      name: 'Delay',
      owner: people[0],
      minutes: 30,
      remedies: [],
      people,
      escalation_minutes: 10,
      steps: [{ step_number: 1, text: 'Call the carrier', minutes: 10 }],
    },
    'owner',
  )
  const wish = { order_id: waiting, line_number: 1, detected_by: 'customer', kind: 'delay', is_emergency: true }
  const { trouble_id } = await post<{ trouble_id: string }>('/troubles', wish)
  const look = async () => (await done<{ troubles: Trouble[] }>('GET', `/troubles?order_id=${waiting}`)).troubles[0]!
  expect(await look()).toMatchObject({ owner: people[0], is_emergency: true, escalation: 0 })
  expect((await call('POST', `/troubles/${trouble_id}/close`, {})).status).toBe(422)
  application.db.clock.moveTo(new Date(application.db.clock.now().getTime() + 11 * 60_000))
  while ((await escalateDue(context)) > 0);
  expect(await look()).toMatchObject({ owner: people[1], escalation: 1 })
  await post(`/troubles/${trouble_id}/confirm`, { choice: 'accept' })
  await post(`/troubles/${trouble_id}/close`, {})
  expect(await look()).toMatchObject({ state: 'closed', escalates_at: null })
  const counts = await done<DangerCounts>('GET', '/at-risk/counts')
  expect(counts).toMatchObject({ found_by_us: 1, told_by_customer: 1 })
})

test('a way out that keeps the day says that the customer hears nothing of it, and why', async () => {
  const another = await promise('PIPE-20', 3)
  const shipped_at = application.db.clock.now().toISOString()
  await dispatchShipment(context, {
    ...{ shipment_id: 'SH-2', carrier_id: 'RAPID', from_location_id: 'CHI', to_location_id: 'NORD-1', shipped_at },
    lines: [{ order_id: another, line_number: 1, quantity: 3 }],
  })
  await post('/shipments/SH-2/observations', {
    observations: [
      {
        ...{ source: 'desk', source_event_id: 'LATE-2', milestone: 'delayed', reason: 'weather' },
        occurred_at: shipped_at,
      },
      {
        ...{ source: 'desk', source_event_id: 'ETA-2', milestone: 'delivered', lifecycle: 'estimated' },
        occurred_at: '2026-03-30T12:00:00Z',
      },
    ],
  })
  await until(async () => (await dangers(`&order_id=${another}`)).find(({ order_id }) => order_id === another))
  const url = `/orders/${another}/lines/1/remedies`
  const { remedies: ways } = await done<RemedyList>('GET', url)
  const { kind, to_date, extra_cost_minor } = ways.find(({ keeps_promise, kind }) => keeps_promise && kind !== 'tell')!
  expect(await post(url, { kind, to_date, extra_cost_minor })).toMatchObject({
    ...{ remedy: 'send_again', message_id: null, telling: 'day_stays' },
  })
})

test('the ledger explains every row', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})

function plain(raw: string): string {
  const bytes = raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
