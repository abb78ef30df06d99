/**
 * What serving costs is known, and a manager looks for a cheaper mix of service: fewer delivery days are worth it for one
 * segment, a floor forbids them for another. The mix becomes the next month's package, and promises obey it from its day.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  flawsOf,
  type Guest,
  picture,
  type ServedApplication,
  serveApplication,
} from '../fixtures/served-application.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 })

let it: ServedApplication
let manager: Guest

const DAY = 86_400_000
const at = (day: number) => new Date(day).toISOString()

async function story(customer: string, nth: number): Promise<void> {
  const id = `${customer}-${nth}`
  // From October on, two orders a week: on Monday, and on Tuesday; there two days later.
  const ordered = Date.parse('2025-10-06T08:00:00Z') + Math.floor(nth / 2) * 7 * DAY + (nth % 2) * DAY
  const line = { order_id: id, line_number: 1 }
  const goods = { line_number: 1, product_id: 'PIPE-20', quantity: 20, unit_price: 10 }
  await it.ask('POST', '/orders', {
    ...{ order_id: id, customer_id: customer, location_id: `${customer}-1`, currency: 'EUR', ordered_at: at(ordered) },
    lines: [goods],
  })
  await it.ask('POST', '/shipments', {
    shipment_id: `S-${id}`,
    shipped_at: at(ordered + DAY),
    lines: [{ ...line, quantity: 20 }],
  })
  await it.ask('POST', '/deliveries', {
    ...{ delivery_id: `D-${id}`, shipment_id: `S-${id}`, delivered_at: at(ordered + 2 * DAY) },
    lines: [{ ...line, accepted_quantity: 20, rejected_quantity: 0 }],
  })
  await it.ask('POST', '/invoices', {
    ...{ invoice_id: `I-${id}`, customer_id: customer, currency: 'EUR', issued_at: at(ordered + 2 * DAY) },
    lines: [{ ...line, quantity: 20, unit_price: 10, net_minor: 20_000 }],
  })
}

beforeAll(async () => {
  it = await serveApplication()
  await it.ask('POST', '/segments', { segment_id: 'KEY', name: 'Key customers', standards: [] })
  await it.ask('PATCH', '/customers/EST', { segment_id: 'KEY' })
  for (const segment of ['PRO', 'KEY'])
    await it.ask('POST', '/service-packages', {
      ...{
        package_id: `P-${segment}`,
        segment_id: segment,
        name: segment,
        valid_from: '2025-01-01',
        lead_time_days: 2,
      },
      delivery_days: ['Mo', 'Tu', 'We', 'Th', 'Fr'],
    })
  await it.ask('POST', '/service-floors', {
    ...{ floor_id: 'KEY-DAYS', segment_id: 'KEY', element: 'delivery_days', level: 5, valid_from: '2025-01-01' },
    reason: 'Contract of 2024: every working day',
  })
  for (const [driver, amount] of [
    ['order', 2],
    ['pick', 1],
    ['stop', 45],
  ] as const)
    await it.ask('POST', '/cost-rates', { rate_id: driver, driver, amount, currency: 'EUR', valid_from: '2025-01-01' })
  await it.ask('POST', '/product-costs', {
    cost_id: 'C',
    product_id: 'PIPE-20',
    currency: 'EUR',
    valid_from: '2025-01-01',
    unit_cost: 7,
  })
  for (const customer of ['NORD', 'EST']) for (let nth = 0; nth < 40; nth++) await story(customer, nth)
  await it.ask('POST', '/lanes', {
    ...{
      lane_id: 'VAN',
      carrier_id: 'OWN',
      service: 'DAY',
      from_location_id: 'CHI',
      to_country: 'RO',
      mode: 'own_van',
    },
    ...{ departures: 'Mo-Fr 16:00', transit_days: 1, is_expedite: false, valid_from: '2025-01-01', prices: [] },
  })
  await it.ask('POST', '/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 500 })
  manager = await it.visit('manager')
})
afterAll(async () => {
  await manager?.leave()
  await it?.close()
})

test('what serving costs stands beside what customers bring, and opens to its parts', async () => {
  const { page } = manager
  await manager.open('/costs')
  await page.getByText('Cost of serving', { exact: true }).first().waitFor()
  await page.getByRole('row', { name: /Nord Bau/ }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('A stop at the door').waitFor()
  const text = await drawer.innerText()
  expect(text).toMatch(/An order taken[\s\S]*40[\s\S]*80\.00/)
  expect(text).toMatch(/A stop at the door[\s\S]*40[\s\S]*1,800\.00/)
  expect(text).toMatch(/A line ordered[\s\S]*not known/)
  expect(await flawsOf(manager)).toEqual([])
  await picture(manager, 'K01-costs')
})

test('fewer delivery days are worth it where no floor stands in the way, and where one does the reason is read', async () => {
  const { page } = manager
  await manager.open('/packages/trade-offs')
  await page.getByText('Tempting, and not allowed').waitFor()
  const barred = await page.getByRole('alert').filter({ hasText: 'Tempting' }).innerText()
  expect(barred).toMatch(/Key customers, Delivery days \d days? a week would bring .* a year more\. Below the floor\./)
  expect(barred).toContain('Contract of 2024: every working day')
  const best = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Worth choosing' }) })
  expect(await best.innerText()).toMatch(/Professionals: Delivery days\s+5 days a week\s+3 days a week/)
  expect(await flawsOf(manager)).toEqual([])
  await picture(manager, 'K01-desk')
  await page.getByRole('combobox', { name: 'Level: Delivery days' }).first().click()
  await page.getByRole('option', { name: '3 days a week ✕' }).click()
  await page.getByText('A floor blocks this mix').waitFor()
  await page.getByRole('button', { name: 'Back to the best' }).click()
})

test('the mix is drafted, compared with what holds, and published for next month', async () => {
  const { page } = manager
  await manager.open('/packages/trade-offs?segment_id=PRO')
  await page.getByRole('button', { name: 'Draft a package' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('What this changes').waitFor()
  await drawer.getByRole('row', { name: /Delivery days/ }).waitFor()
  expect(await drawer.getByRole('row', { name: /Delivery days/ }).innerText()).toMatch(/worse/)
  expect(await flawsOf(manager)).toEqual([])
  await picture(manager, 'K01-draft')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('heading', { level: 1, name: 'All versions' })
    .or(page.getByText('PRO-2026-04'))
    .first()
    .waitFor()
  const published = await it.ask<{ valid_from: string; delivery_days: string[]; lead_time_days: number }>(
    'GET',
    '/service-packages/PRO-2026-04',
  )
  expect(published).toMatchObject({ valid_from: '2026-04-01', delivery_days: ['Mo', 'We', 'Fr'], lead_time_days: 2 })
})

test('promises obey it from its first day, and not before', async () => {
  const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 4 }]
  const firstDay = async (now: string) => {
    it.application.db.clock.moveTo(new Date(now))
    const { offers } = await it.ask<{ offers: { to_date: string }[] }>('POST', '/quotes', {
      customer_id: 'NORD',
      lines,
    })
    return JSON.stringify(offers[0])
  }
  // A Monday morning in March: the van of the day, there on Tuesday. In April no goods come on Tuesdays.
  expect(await firstDay('2026-03-23T07:00:00Z')).toContain('2026-03-24')
  expect(await firstDay('2026-04-20T07:00:00Z')).toContain('2026-04-22')
})

test('nothing broke on the way', () => {
  expect(manager.broken).toEqual([])
})
