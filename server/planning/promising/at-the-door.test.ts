/** Hours, person and instructions said with an offer: all of it or nothing; changed up to the cut-off; told to whoever delivers. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { NOW } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'

let application: TestApplication
const WEEK = { monday: 1, tuesday: 1, wednesday: 1, thursday: 1, friday: 1, saturday: 0, sunday: 0 }

beforeAll(async () => {
  application = await openApplication()
  await owner('POST', '/lanes', { ...LANE_FIRST, to_postal_prefix: null, departures: 'Mo-Fr 18:00', handling: [] })
  await owner('POST', '/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 100 })
  await owner('POST', '/resources', {
    ...{ ...WEEK, resource_id: 'MORNING', location_id: 'CHI', kind: 'slot', name: 'Morning', to_country: 'RO' },
    ...{ starts_at: '08:00', ends_at: '10:00', cutoff_days: 1, cutoff_at: '12:00', price_minor: 0, currency: 'EUR' },
  })
  await owner('POST', '/contacts', { contact_id: 'ANA', customer_id: 'NORD', name: 'Ana Rusu' })
  await owner('POST', '/contacts', { contact_id: 'ION', customer_id: 'SUD', name: 'Ion Popa' })
})
afterAll(() => application?.close())

async function owner<T = Record<string, never>>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: first.cookies.owner },
  )
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
  return answer.json() as T
}
const portal = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  application.call(
    { method, url: `/api/v1/portal${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies.customer_contact },
  )

interface Slots {
  zone: string
  offers: { offer_number: number; rows: { resource_id: string; day: string }[] }[]
}
async function quoted() {
  const line = { line_number: 1, product_id: 'PIPE-20', quantity: 1, requested_to_date: '2026-03-25' }
  const { quote_id } = (await portal('POST', '/quotes', { customer_id: 'NORD', lines: [line] })).json()
  const slots = (await portal('GET', `/quotes/${quote_id}/slots`)).json() as Slots
  return { quote_id, slots }
}
const orders = async () => (await portal('GET', '/orders')).json().rows.length as number

let orderId = ''

test('the hours are those of the offer’s days, and are promised with the order; person and words stand on it', async () => {
  const { quote_id, slots } = await quoted()
  expect(slots.zone).toBe('Europe/Bucharest')
  const [slot] = slots.offers[0]!.rows
  const door = { contact_id: 'ANA', instructions: 'Blue gate' }
  const wish = { offer_number: 1, slot: { resource_id: slot!.resource_id, day: slot!.day }, door }
  const taken = await portal('POST', `/quotes/${quote_id}/take`, wish)
  expect(taken.statusCode).toBe(201)
  orderId = taken.json().order_id
  const again = await portal('POST', `/quotes/${quote_id}/take`, wish)
  expect(again.json().order_id).toBe(orderId)
  const { promises } = (await portal('GET', `/orders/${orderId}`)).json().lines[0]
  expect(promises).toHaveLength(2)
  expect(promises.at(-1).from_at).toContain(`${slot!.day}T06:00`)
  expect((await portal('GET', `/orders/${orderId}/door`)).json()).toMatchObject({
    ...door,
    contact_name: 'Ana Rusu',
    can_change: true,
    contacts: [{ contact_id: 'ANA' }],
  })
})

test('hours that are full, or a person of another customer: nothing is ordered', async () => {
  const { quote_id, slots } = await quoted()
  const before = await orders()
  const { day } = (await portal('GET', `/orders/${orderId}/slots`)).json().booked
  const full = await portal('POST', `/quotes/${quote_id}/take`, {
    offer_number: 1,
    slot: { resource_id: 'MORNING', day },
  })
  expect(full.json()).toMatchObject({ code: 'insufficient_capacity', details: { quote: { state: 'open' } } })
  expect(slots.offers.flatMap((offer) => offer.rows).map((row) => row.day)).not.toContain(day)
  const door = { contact_id: 'ION', instructions: null }
  const foreign = await portal('POST', `/quotes/${quote_id}/take`, { offer_number: 1, door })
  expect(foreign.statusCode).toBe(404)
  expect(await orders()).toBe(before)
})

test('up to the cut-off the customer changes it, after it only staff do, as a favor; never for another customer’s order', async () => {
  const wish = { contact_id: null, instructions: 'Green gate' }
  expect((await portal('PUT', `/orders/${orderId}/door`, wish)).json()).toMatchObject(wish)
  await owner('POST', '/orders', {
    order_id: 'SO-SUD',
    customer_id: 'SUD',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }],
  })
  expect((await portal('PUT', '/orders/SO-SUD/door', wish)).statusCode).toBe(404)
  expect((await portal('GET', '/orders/SO-SUD/door')).statusCode).toBe(404)
  application.db.clock.moveTo(new Date('2026-03-25T05:00:00Z'))
  const late = await portal('PUT', `/orders/${orderId}/door`, { ...wish, despite_cutoff: true })
  expect(late.json().code).toBe('cutoff_passed')
  const favor = { contact_id: 'ANA', instructions: 'Red gate', despite_cutoff: true }
  expect(await owner('PUT', `/orders/${orderId}/door`, favor)).toMatchObject({ instructions: 'Red gate' })
  application.db.clock.moveTo(NOW)
})

test('whoever delivers is told', async () => {
  await owner('POST', '/shipments', {
    shipment_id: 'SH-DOOR',
    from_location_id: 'CHI',
    to_location_id: 'NORD-1',
    carrier_id: 'OWN',
    shipped_at: '2026-03-16T09:00:00Z',
    lines: [{ order_id: orderId, line_number: 1, quantity: 1 }],
  })
  const { call, first } = application
  const { rows } = await application.owner.query<{ from_at: Date; to_at: Date }>(
    'SELECT from_at, to_at FROM promises.promise WHERE order_id = $1 AND line_number = 1 ORDER BY version DESC LIMIT 1',
    [orderId],
  )
  const promised = { from_at: rows[0]!.from_at.toISOString(), to_at: rows[0]!.to_at.toISOString() }
  const told = await call({ method: 'GET', url: '/api/v1/shipments/SH-DOOR/doors' }, { cookie: first.cookies.driver })
  expect(told.json().rows).toEqual([
    {
      ...{ order_id: orderId, contact_id: 'ANA', contact_name: 'Ana Rusu', contact_phone: null },
      ...{ instructions: 'Red gate', from_at: promised.from_at, to_at: promised.to_at },
    },
  ])
})

test('orders are found by the day something of them is due', async () => {
  const { call, first, owner: database } = application
  const { rows } = await database.query<{ day: string }>(
    'SELECT to_date::text AS day FROM promises.promise WHERE order_id = $1 AND line_number = 1 ORDER BY version DESC LIMIT 1',
    [orderId],
  )
  const dueOn = async (days: string) => {
    const answer = await call({ method: 'GET', url: `/api/v1/orders?${days}` }, { cookie: first.cookies.driver })
    return (answer.json().rows as { order_id: string }[]).map((row) => row.order_id)
  }
  const { day } = rows[0]!
  expect(await dueOn(`due_from=${day}&due_to=${day}`)).toContain(orderId)
  expect(await dueOn(`due_from=${day}`)).toContain(orderId)
  expect(await dueOn('due_to=2026-03-01')).toEqual([])
})

test('the ledger explains all of it', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})
