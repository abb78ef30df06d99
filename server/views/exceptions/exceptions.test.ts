/** Who knew first, and what waits: figures from a small company in which the order of events is known. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { receiveInquiry } from '../../modules/inquiries/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { recordDocument } from '../../modules/shipments/index.ts'
import { fixedClock } from '../../platform/clock.ts'

let application: TestApplication
const DUE = '2026-03-10'

beforeAll(async () => {
  application = await openApplication()
  const { context } = application.first
  const at = (instant: string) => ({ ...context, clock: fixedClock(new Date(instant)) })
  for (const [order_id, customer_id] of [
    ['SO-US', 'NORD'],
    ['SO-THEM', 'NORD'],
    ['SO-NOBODY', 'SUD'],
    ['SO-OPEN', 'SUD'],
    ['SO-FINE', 'SUD'],
  ] as const) {
    await placeOrder(at('2026-03-02T08:00:00Z'), {
      ...{ order_id, customer_id, site_id: 'CHI', currency: 'EUR' },
      lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 2, unit_price: 3 }],
    })
    await makePromise(at('2026-03-02T09:00:00Z'), { order_id, line_number: 1 }, { to_date: DUE, cause: 'initial' })
  }
  const notice = { document_kind: 'exception_notice', order_id: 'SO-US', sent_at: '2026-03-09T08:00:00Z' } as const
  await recordDocument(at('2026-03-09T08:00:00Z'), { document_id: 'EN-1', ...notice })
  for (const [order_id, received] of [
    ['SO-US', '2026-03-11T08:00:00Z'],
    ['SO-THEM', '2026-03-11T09:00:00Z'],
  ] as const)
    await receiveInquiry(at(received), {
      ...{ channel: 'phone', customer_id: 'NORD', order_id, topic: 'arrival', subject: 'Where is it?', text: 'Where?' },
    })
  for (const [order_id, delivered_at] of [
    ['SO-US', '2026-03-12T10:00:00Z'],
    ['SO-THEM', '2026-03-12T10:00:00Z'],
    ['SO-NOBODY', '2026-03-12T10:00:00Z'],
    ['SO-FINE', '2026-03-09T10:00:00Z'],
  ] as const)
    await recordDelivery(at(delivered_at), {
      ...{ delivery_id: `DL-${order_id}`, delivered_at, recipient: 'consignee' as const },
      lines: [{ order_id, line_number: 1, accepted_quantity: 2, rejected_quantity: 0, condition: 'OK' }],
    })
  await application.settle()
  // The followers run beside all this: they may have looked between the promise and the delivery that is told after it.
  await application.owner.query(`DELETE FROM planning.risk_warning WHERE order_id = 'SO-NOBODY'`)
}, 240_000)
afterAll(() => application?.close())

const ask = async (path: string) =>
  (await application.call({ url: `/api/v1${path}` }, { cookie: application.first.cookies.owner })).json()
const PERIOD = 'from=2026-03-01&to=2026-03-15'

test('counts who spoke first, leaves the silent ones beside the rate, and gives an interval', async () => {
  const { all, rows } = await ask(`/exceptions?by=customer&${PERIOD}`)
  // That one of the two silent ones was seen by us, makes it no finding of ours: its customer has heard nothing.
  expect(all).toMatchObject({ exceptions: 4, us: 1, customer: 1, nobody: 2, kept_back: 1, share: 1 / 2 })
  expect([all.low, all.high].every((bound: number) => bound > 0 && bound < 1)).toBe(true)
  expect(rows.find(({ member }: { member: string }) => member === 'NORD')).toMatchObject({
    ...{ label: 'Nord Bau', exceptions: 2, us: 1, customer: 1, nobody: 0 },
  })
})

test('opens the lines behind each figure', async () => {
  const ordersOf = async (query: string) =>
    (await ask(`/exceptions/lines?${PERIOD}&${query}`)).lines.map(({ order_id }: { order_id: string }) => order_id)
  expect(await ordersOf('found_by=us')).toEqual(['SO-US'])
  expect(await ordersOf('found_by=customer')).toEqual(['SO-THEM'])
  expect(await ordersOf('found_by=nobody')).toEqual(['SO-NOBODY', 'SO-OPEN'])
  const { lines } = await ask(`/exceptions/lines?${PERIOD}&found_by=nobody`)
  // What is still out was seen by us when its chance was reckoned.
  expect(
    lines.map((line: { seen_at: string | null; told_at: string | null }) => [!!line.seen_at, line.told_at]),
  ).toEqual([
    [false, null],
    [true, null],
  ])
  expect(await ordersOf('by=customer&member=NORD')).toEqual(['SO-THEM', 'SO-US'])
  expect(await ordersOf('by=customer&member=FOREIGN')).toEqual([])
})

test('every grouping holds the same lines, and another organization has none', async () => {
  const { all } = await ask(`/exceptions?${PERIOD}`)
  for (const by of ['cause', 'carrier', 'week']) expect((await ask(`/exceptions?by=${by}&${PERIOD}`)).all).toEqual(all)
  const stranger = { cookie: application.second.cookies.owner }
  const theirs = await application.call({ url: `/api/v1/exceptions?${PERIOD}` }, stranger)
  expect(theirs.json().all).toMatchObject({ exceptions: 0, share: null, low: null })
  expect((await application.call({ url: '/api/v1/overdue' }, stranger)).json().lines).toBe(0)
})

test('gathers what is overdue by cause and by customer, with its lines', async () => {
  const byCustomer = await ask('/overdue?by=customer')
  expect(byCustomer).toMatchObject({ lines: 1, orders: 1, groups: [{ member: 'SUD', lines: 1, newest_due: DUE }] })
  const [group] = (await ask('/overdue')).groups
  const { lines } = await ask(`/overdue/lines?cause=${group.member}`)
  expect(lines).toMatchObject([{ order_id: 'SO-OPEN', customer_name: 'Sud Instal', due: DUE }])
  expect((await ask('/overdue/lines?customer_id=NORD')).total).toBe(0)
})

test('the long overdue stand in one group of their own, and what is past due in no list of what can be saved', async () => {
  await application.owner.query(`UPDATE planning.promise_risk SET to_date = to_date - 30 WHERE order_id = 'SO-OPEN'`)
  try {
    const found = await ask('/overdue')
    expect(found).toMatchObject({ lines: 1, groups: [], long: { lines: 1, customers: 1 } })
    expect((await ask('/overdue/lines?age=long')).lines).toMatchObject([{ order_id: 'SO-OPEN' }])
    expect((await ask('/overdue/lines?age=recent')).total).toBe(0)
    expect((await ask('/at-risk?level=watch&due=past')).rows).toMatchObject([{ order_id: 'SO-OPEN' }])
    expect((await ask('/at-risk?level=watch&due=ahead')).total).toBe(0)
    expect(await ask('/at-risk/counts')).toMatchObject({ overdue: 1, tell: 0, act: 0 })
  } finally {
    await application.owner.query(`UPDATE planning.promise_risk SET to_date = to_date + 30 WHERE order_id = 'SO-OPEN'`)
  }
})

test('refuses days that end before they begin', async () => {
  expect((await ask('/exceptions?from=2026-03-15&to=2026-03-01')).code).toBe('time_order')
})
