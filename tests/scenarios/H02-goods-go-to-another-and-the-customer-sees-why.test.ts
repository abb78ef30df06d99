/**
 * Goods are short. A customer asks for the last of them in the portal and is told why there is nothing; another's order gives
 * way to a better tier, and its customer reads why, what is promised instead, and what can be done. Nobody else is named.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  flawsOf,
  type Guest,
  PHONE,
  picture,
  type ServedApplication,
  serveApplication,
} from '../fixtures/served-application.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 })

let it: ServedApplication
let buyer: Guest
let planner: Guest

const van = (country: string) => ({
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
const terms = (segment_id: string, allocation_tier: number) => ({
  package_id: `P-${segment_id}`,
  segment_id,
  name: segment_id,
  valid_from: '2026-01-01',
  allocation_tier,
  ship_complete: true,
})

async function order(customer_id: string, quantity: number, order_id: string): Promise<void> {
  const line = { line_number: 1, product_id: 'PUMP-1', quantity, requested_to_date: '2026-03-19' }
  const { quote_id, offers } = await it.ask<{ quote_id: string; offers: { offer_number: number }[] }>(
    'POST',
    '/quotes',
    {
      customer_id,
      lines: [line],
    },
  )
  await it.ask('POST', `/quotes/${quote_id}/take`, { offer_number: offers[0]!.offer_number, order_id })
}

beforeAll(async () => {
  it = await serveApplication()
  await it.ask('POST', '/lanes', van('RO'))
  await it.ask('POST', '/lanes', van('MD'))
  await it.ask('POST', '/segments', { segment_id: 'KEY', name: 'Key customers', standards: [] })
  await it.ask('POST', '/service-packages', terms('KEY', 1))
  await it.ask('POST', '/service-packages', terms('PRO', 2))
  await it.ask('PATCH', '/customers/EST', { segment_id: 'KEY' })
  await it.ask('POST', '/allocation-policies', {
    policy_id: 'SPRING',
    name: 'Key customers first',
    valid_from: '2026-01-01',
    kind: 'strict_tier',
    tiers: [
      { tier: 1, name: 'Key' },
      { tier: 2, name: 'Trade' },
    ],
  })
  await it.ask('POST', '/price-lists', { list_id: 'L', name: 'All', currency: 'EUR' })
  const price = { from_quantity: 0, valid_from: '2026-01-01', unit_price: 80 }
  for (const product of ['PUMP-1', 'VALVE-20'])
    await it.ask('PUT', `/price-lists/L/prices/${product}`, { prices: [price] })
  await it.ask('POST', '/agreements', { agreement_id: 'A', list_id: 'L', name: 'All', valid_from: '2026-01-01' })
  await it.ask('POST', '/stock/receipts', { product_id: 'PUMP-1', location_id: 'CHI', quantity: 5 })
  await it.ask('POST', '/supplies', {
    supply_id: 'PO-1',
    kind: 'purchase',
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PUMP-1', quantity: 20, state: 'confirmed', due_on: '2026-03-25' }],
  })
  await order('NORD', 5, 'SO-NORD')
  await order('EST', 4, 'SO-EST')
  buyer = await it.visit('customer_contact', { viewport: PHONE })
  planner = await it.visit('planner')
})
afterAll(async () => {
  await Promise.all([buyer?.leave(), planner?.leave()])
  await it?.close()
})

test('the board shows who gets how much and who gives way; the planner shares out anew and carries it out', async () => {
  const { page } = planner
  await planner.open('/allocation-board')
  await page.getByText('Key: 4 of 4; Trade: 0 of 5').waitFor()
  await picture(planner, 'H02-board')
  await page.getByText('Circulation pump').first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('SO-EST Est Electric').waitFor()
  expect(await flawsOf(planner)).toEqual([])
  await picture(planner, 'H02-board-drawer')
  await drawer.getByRole('button', { name: 'Share out anew' }).click()
  await page.getByRole('button', { name: 'Move the promises' }).click()
  await page.getByText('Promises moved: 2').waitFor()
  await planner.open('/allocation-board')
  await page.getByText('Trade: 0 of 5').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('Open')
})

test('the file of the order says by which policy, which rank, and who has the goods', async () => {
  const { page } = planner
  await planner.open('/orders/SO-NORD')
  const note = page.getByRole('alert').filter({ hasText: 'Why later?' })
  await note.waitFor()
  const text = await note.innerText()
  expect(text).toContain('Key customers first')
  expect(text).toContain('Its place is 2 of 2, tier Trade.')
  expect(text).toMatch(/SO-EST · Est Electric · better tier/)
  expect(await flawsOf(planner)).toEqual([])
  await picture(planner, 'H02-order-file')
})

test('the customer reads it without the other’s name or figures, and what can be done', async () => {
  const { page } = buyer
  await buyer.open('/portal/orders/SO-NORD')
  const note = page.getByRole('alert').filter({ hasText: 'Why it comes later' })
  await note.waitFor()
  const text = await note.innerText()
  expect(text).toContain('We did not have enough Circulation pump for everybody')
  expect(text).toContain('Orders with a higher agreed service came first.')
  expect(text).toMatch(/Instead of .*19.* we now promise .*26/)
  expect(await page.locator('main').innerText()).not.toMatch(/SO-EST|Est Electric/)
  const answer = await page.request.get(`${it.url}/api/v1/portal/orders/SO-NORD/later-reasons`)
  expect(await answer.text()).not.toMatch(/EST|Est Electric|"place"/)
  expect(await flawsOf(buyer)).toEqual([])
  await picture(buyer, 'H02-portal-order')
  await note.getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: 'Change order SO-NORD' }).waitFor()
})

test('a customer who wants the last goods in the portal is told that they are kept, and by what', async () => {
  await it.ask('POST', '/allocation-policies', {
    policy_id: 'SUMMER',
    name: 'Two of five for key customers',
    valid_from: '2026-03-16',
    kind: 'protection_levels',
    tiers: [
      { tier: 1, name: 'Key', protection_percent: 40 },
      { tier: 2, name: 'Trade' },
    ],
  })
  await it.ask('POST', '/stock/receipts', { product_id: 'VALVE-20', location_id: 'CHI', quantity: 5 })
  const { page } = buyer
  await buyer.open('/portal/order')
  await page.getByRole('button', { name: 'Add Valve 20 mm' }).click()
  await page.getByRole('textbox', { name: 'Valve 20 mm' }).fill('4')
  await page.getByRole('button', { name: 'Show offers' }).click()
  await page.getByText('Nothing can be offered for this').waitFor()
  await page.getByText('Valve 20 mm is short. By our published rule').waitFor()
  expect(await flawsOf(buyer)).toEqual([])
  await picture(buyer, 'H02-portal-kept')
})

test('nothing broke on the way', () => {
  expect([...buyer.broken, ...planner.broken]).toEqual([])
})
