/**
 * The promise desk and the portal in a browser: a quote on a telephone worked by keys alone; an order in the portal whose
 * hours and door are chosen with it, whose hours change, and that is cancelled in time but not after; a daily delivery with
 * a day left out. What was promised is seen each time.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { NOW } from '../fixtures/database.ts'
import { focusedName } from '../fixtures/keyboard.ts'
import {
  flawsOf,
  type Guest,
  PHONE,
  picture,
  type ServedApplication,
  serveApplication,
} from '../fixtures/served-application.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 })

const PATIENT = { timeout: 20_000 }

let it: ServedApplication
let buyer: Guest
let coordinator: Guest

const LANE = {
  lane_id: 'VAN-RO',
  carrier_id: 'OWN',
  service: 'DAY',
  from_location_id: 'CHI',
  to_country: 'RO',
  mode: 'own_van',
  departures: 'Mo-Fr 16:00',
  transit_days: 1,
  is_expedite: false,
  valid_from: '2026-01-01',
  prices: [],
}
const slot = (resource_id: string, starts_at: string, ends_at: string, price_minor: number) => ({
  resource_id,
  location_id: 'CHI',
  kind: 'slot',
  name: resource_id,
  ...{ monday: 4, tuesday: 4, wednesday: 4, thursday: 4, friday: 4, saturday: 0, sunday: 0 },
  ...{ starts_at, ends_at, cutoff_days: 1, cutoff_at: '12:00', price_minor, currency: 'EUR', to_country: 'RO' },
})

beforeAll(async () => {
  it = await serveApplication()
  await it.ask('POST', '/lanes', LANE)
  await it.ask('POST', '/resources', slot('MORNING', '08:00', '10:00', 500))
  await it.ask('POST', '/resources', slot('NOON', '11:00', '13:00', 0))
  await it.ask('POST', '/price-lists', { list_id: 'L', name: 'All', currency: 'EUR' })
  const price = { from_quantity: 0, valid_from: '2026-01-01', unit_price: 2.5 }
  await it.ask('PUT', '/price-lists/L/prices/PIPE-20', { prices: [price] })
  await it.ask('POST', '/agreements', { agreement_id: 'A', list_id: 'L', name: 'All', valid_from: '2026-01-01' })
  await it.ask('POST', '/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 500 })
  await it.ask('POST', '/contacts', { contact_id: 'NORD-ANA', customer_id: 'NORD', name: 'Ana Rusu', phone: '+40 1' })
  buyer = await it.visit('customer_contact')
  coordinator = await it.visit('coordinator', { viewport: PHONE })
})
afterAll(async () => {
  await Promise.all([buyer?.leave(), coordinator?.leave()])
  await it?.close()
})

/** What the field or button that has the focus is called. */
const focusedLabel = ({ page }: Guest): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null
    return element?.labels?.[0]?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })

/** Types into a field that looks up records, and takes the first found. */
async function lookUp({ page }: Guest, text: string, found: string): Promise<void> {
  await page.keyboard.type(text)
  await page.locator('[role=option][data-combobox-selected]', { hasText: found }).waitFor()
  await page.keyboard.press('Enter')
}

let orderId = ''

test('a quote on a telephone, by keys alone: customer, product, quantity, offer, and the promise', async () => {
  const { page } = coordinator
  await coordinator.open('/promise-desk')
  await expect.poll(() => focusedLabel(coordinator), PATIENT).toContain('Customer')
  await lookUp(coordinator, 'Nord', 'Nord Bau · NORD')
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Where to' }).inputValue(), PATIENT)
    .toContain('NORD goods-in')
  await expect.poll(() => focusedLabel(coordinator), PATIENT).toContain('Product')
  await lookUp(coordinator, 'Pipe 20', 'Pipe 20 mm · PIPE-20')
  await expect.poll(() => focusedLabel(coordinator), PATIENT).toContain('Quantity')
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await expect.poll(() => focusedLabel(coordinator), PATIENT).toContain('Product')
  await page.getByRole('button', { name: 'Add a line' }).click()
  await expect.poll(() => focusedLabel(coordinator), PATIENT).toContain('Product')
  await page.getByLabel('By', { exact: true }).first().fill('some day')
  await page.keyboard.press('Control+Enter')
  await page.getByText('This day cannot be read. Write it as MM/DD/YYYY.').waitFor()
  expect(await page.getByRole('radio', { name: /March/ }).count()).toBe(0)
  expect(await page.getByLabel('By', { exact: true }).first().inputValue()).toBe('some day')
  await page.getByLabel('By', { exact: true }).first().fill('')
  await page.keyboard.press('Control+Enter')
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement)?.type), PATIENT)
    .toBe('radio')
  expect(await flawsOf(coordinator)).toEqual([])
  await picture(coordinator, 'H01-desk-offers')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Promised' }).waitFor()
  expect(await focusedName(page)).toBe('Next wish')
  expect(await page.locator('main').innerText()).toMatch(/4 × Pipe 20 mm\s+.*March 17, 2026/)
  await picture(coordinator, 'H01-desk-promised')
  await page.keyboard.press('Enter')
  await expect.poll(() => focusedLabel(coordinator), PATIENT).toContain('Customer')
})

test('an order in the portal with its hours and its person at the door, promised as chosen', async () => {
  const { page } = buyer
  await buyer.open('/portal/order')
  await page.getByRole('button', { name: 'Add Pipe 20 mm' }).click()
  await page.getByRole('button', { name: 'Show offers' }).click()
  await page.getByRole('combobox', { name: 'Hours at the door' }).click()
  await picture(buyer, 'H01-portal-slots')
  await page.getByRole('option', { name: /10:00/ }).click()
  await page.getByText('€5.00').or(page.getByText('EUR 5.00')).first().waitFor()
  await page.getByRole('combobox', { name: 'Who takes it in' }).click()
  await page.getByRole('option', { name: 'Ana Rusu' }).click()
  await page.getByLabel('For the driver').fill('Blue gate, ring twice')
  expect(await flawsOf(buyer)).toEqual([])
  await picture(buyer, 'H01-portal-offers')
  await page.getByRole('button', { name: 'Order', exact: true }).click()
  await page.getByText('Thank you, this is promised').waitFor()
  const link = page.getByRole('link', { name: /Open order/ })
  orderId = /Open order (\S+)/.exec(await link.innerText())![1]!
  await link.click()
  await page.getByText('Taken in by Ana Rusu · +40 1').waitFor()
  await page.getByText('Blue gate, ring twice').waitFor()
  expect(await page.locator('main').innerText()).toMatch(/Mar 17, 2026.*8:00.*10:00|8:00.*10:00/s)
  await picture(buyer, 'H01-portal-order')
})

test('changes the hours and the word for the driver', async () => {
  const { page } = buyer
  await page.getByRole('button', { name: 'Change the hours' }).click()
  await page.getByRole('radio', { name: /11:00/ }).check()
  await picture(buyer, 'H01-portal-hours')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => page.locator('main').innerText(), PATIENT).toMatch(/11:00/)
  const door = page.getByRole('button', { name: 'Change', exact: true }).last()
  await door.click()
  await page.getByLabel('For the driver').fill('Green gate')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Green gate').waitFor()
})

test('cancels a part before the cut-off; after it the rest is refused in words, and staff see what the driver is told', async () => {
  const { page } = buyer
  await it.ask('POST', '/orders', {
    order_id: 'SO-LATER',
    customer_id: 'NORD',
    location_id: 'NORD-1',
    site_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
  })
  await it.ask('POST', '/orders/SO-LATER/lines/1/promises', { to_date: '2026-03-18' })
  await buyer.open('/portal/orders/SO-LATER')
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await page.getByRole('dialog').getByLabel('Pipe 20 mm').fill('3')
  await picture(buyer, 'H01-portal-cancel')
  await page.getByRole('button', { name: 'Cancel these' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('3 pcs').waitFor()
  await page.getByRole('button', { name: 'Cancel…' }).click()
  expect(await page.getByRole('button', { name: 'Cancel these' }).isDisabled()).toBe(true)
  await page.getByLabel('All lines').check()
  await page.getByText('Pipe 20 mm: 7 pcs').waitFor()
  it.application.db.clock.moveTo(new Date('2026-03-17T16:00:00Z'))
  await page.getByRole('button', { name: 'Cancel these' }).click()
  const refusal = page.getByRole('dialog').getByRole('alert')
  await refusal.waitFor()
  await picture(buyer, 'H01-portal-refused')
  expect(await refusal.innerText()).toContain('Nothing was changed. Call us: perhaps it can still be arranged.')
  await buyer.open('/portal/orders/SO-LATER')
  await page.getByText('The time for changes passed on').first().waitFor()
  expect(await page.getByRole('button', { name: 'Cancel…' }).count()).toBe(0)
  it.application.db.clock.moveTo(NOW)
  await coordinator.open(`/orders/${orderId}`)
  await coordinator.page.getByText('Green gate').waitFor()
  expect(await flawsOf(coordinator)).toEqual([])
  await picture(coordinator, 'H01-console-door')
})

test('a daily delivery: Wednesday is left out, and the calendar shows it', async () => {
  const { page } = buyer
  const { recurring_id } = await it.ask<{ recurring_id: string }>('POST', '/recurring-orders', {
    ...{ customer_id: 'NORD', location_id: 'NORD-1', name: 'Pipes every day', starts_on: '2026-03-17' },
    ...{ weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr'], closed_day_rule: 'after', horizon_days: 0 },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 2 }],
  })
  await buyer.open(`/portal/recurring/${recurring_id}`)
  const wednesday = page.getByRole('button', { name: /^Wed, Mar 18: planned, 2 × Pipe 20 mm/ })
  await wednesday.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Skip Wed, Mar 18/ }).click()
  await page.getByRole('button', { name: /^Wed, Mar 18: skipped/ }).waitFor()
  expect(await flawsOf(buyer)).toEqual([])
  await picture(buyer, 'H01-portal-recurring')
  await page.getByRole('button', { name: 'Change from a day on…' }).click()
  await page.getByRole('dialog').getByLabel('Pipe 20 mm').fill('3')
  expect(await flawsOf(buyer)).toEqual([])
  await picture(buyer, 'H01-portal-terms')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^Thu, Mar 19: planned, 3 × Pipe 20 mm/ }).waitFor()
  const { rows } = await it.ask<{ rows: { regular_on: string; state: string }[] }>(
    'GET',
    `/recurring-orders/${recurring_id}/occurrences?from=2026-03-17&to=2026-03-19`,
  )
  expect(rows.find((row) => row.regular_on === '2026-03-18')?.state).toBe('skipped')
  await coordinator.open(`/recurring-orders/${recurring_id}`)
  await picture(coordinator, 'H01-console-recurring')
})

test('nothing broke on the way, and the ledger explains all of it', async () => {
  expect([...buyer.broken, ...coordinator.broken]).toEqual([])
  expect(await it.application.mismatches(it.application.first)).toEqual([])
})
