/**
 * A planner in the browser: draws a season and promises become longer; hears of a late supplier, sees the three promises it
 * moves and lets each customer's message wait; then the goods come and are received.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ServerProcess, startServerProcess } from '../fixtures/server-process.ts'
import { type Visitor, visit } from '../fixtures/visitor.ts'

const PATIENCE_MS = 300_000
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })

const SITE = 'SITE-CHI'
const PRODUCT = 'G08-PUMP'
const SUPPLY = 'PO-G08'

let server: ServerProcess
let planner: Visitor
let owner: Visitor
let page: Page
let doors: { customer_id: string; location_id: string }[]

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)

async function post<T>(visitor: Visitor, path: string, data: object): Promise<T> {
  const answer = await visitor.page
    .context()
    .request.post(`${server.url}/api/v1${path}`, { data, headers: { origin: server.url } })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

beforeAll(async () => {
  server = await startServerProcess({ withWeb: true })
  await vi.waitFor(() => expect(server.output()).toMatch(/is ready/), { timeout: PATIENCE_MS, interval: 500 })
  owner = await visit(server, 'owner')
  planner = await visit(server, 'planner', { viewport: { width: 1440, height: 900 } })
  page = planner.page
  const found = await owner.ask<{ rows: typeof doors }>('/locations?kind=customer_site&country=MD&limit=200')
  doors = [...new Map(found.rows.map((row) => [row.customer_id, row])).values()]
  await post(owner, '/products', { product_id: PRODUCT, name: 'Pump of the journey', unit: 'C62', packs: [] })
})
afterAll(async () => {
  await Promise.all([planner?.leave(), owner?.leave()])
  await server?.dispose()
})

interface Offer {
  offer_number: number
  is_in_parts: boolean
  complete_on: string
}
interface Quote {
  quote_id: string
  offers: Offer[]
}
const quoteFor = ({ customer_id, location_id }: (typeof doors)[number], quantity: number) =>
  post<Quote>(owner, '/quotes', {
    customer_id,
    location_id,
    lines: [{ line_number: 1, kind: 'goods', product_id: PRODUCT, quantity }],
  })
/** The earliest day on which all of it can be promised; null: it cannot. */
const earliest = ({ offers }: Quote): string | null => offers.map((offer) => offer.complete_on).sort()[0] ?? null

test('three customers are promised goods that are still to come', async () => {
  await post(planner, '/supplies', {
    supply_id: SUPPLY,
    supplier_id: 'SUP-G08',
    location_id: SITE,
    lines: [{ line_number: 1, product_id: PRODUCT, quantity: 15, due_on: day(3), counted_on: day(3) }],
  })
  let promised = 0
  for (const door of doors) {
    const quote = await quoteFor(door, 5)
    const offer = quote.offers.find((one) => !one.is_in_parts)
    if (!offer) continue
    await post(owner, `/quotes/${quote.quote_id}/take`, {
      offer_number: offer.offer_number,
      order_id: `SO-G08-${promised}`,
      has_consent: true,
    })
    if (++promised === 3) break
  }
  expect(promised).toBe(3)
  await planner.open(`/supply/${SUPPLY}`)
  await page.getByRole('heading', { name: 'Promises that hang on it' }).waitFor()
  expect(await page.getByText('SO-G08-').count()).toBe(3)
})

test('the supplier is late: the three promises are named at once, moved, and each customer’s message waits', async () => {
  await page.getByRole('button', { name: /^Change / }).click()
  const due = page.getByLabel('Supplier’s day')
  await due.fill(day(24))
  await due.press('Tab')
  const counted = page.getByRole('textbox', { name: 'Counted on' })
  await counted.fill(day(24))
  await counted.press('Tab')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Promises that no longer hold: 3').waitFor()
  await page.getByRole('link', { name: 'See the new days proposed' }).click()
  await page.getByRole('button', { name: 'Move the promises' }).click()
  await page.getByText('Promises moved: 3').waitFor()
  type Waiting = { messages: { order_id: string; content: { lines: object[]; choices: string[] } }[] }
  const { messages } = await owner.ask<Waiting>('/messages?state=waiting&limit=200')
  const own = messages.filter((message) => message.order_id?.startsWith('SO-G08-'))
  expect(own).toHaveLength(3)
  for (const { content } of own) {
    expect(content.choices).toContain('other_date')
    expect(content.lines).toMatchObject([{ product_id: PRODUCT, new_date: expect.stringMatching(/^\d{4}-/) }])
  }
})

test('the goods come, one of them broken: the receipt tells the difference and whose promise still holds', async () => {
  await planner.open(`/supply/${SUPPLY}/receive`)
  await page.getByRole('textbox', { name: 'Of these damaged' }).fill('1')
  await page.getByRole('button', { name: 'Book the receipt' }).click()
  await page.getByText('The receipt is booked').waitFor()
  await page.getByText(`Damaged: ${PRODUCT}`).waitFor()
  // Fourteen good ones for three times five: one promise has to move once more.
  await page.getByText('Promises that no longer hold: 1').waitFor()
})

test('a season is drawn, and what is promised from then on takes longer', async () => {
  await post(planner, '/receipts', { location_id: SITE, lines: [{ product_id: PRODUCT, quantity: 500 }] })
  const door = doors[0]!
  const before = earliest(await quoteFor(door, 1))
  await planner.open('/seasons?open=%2B')
  const form = page.getByRole('dialog')
  await form.getByLabel('Season code').fill('G08-RUSH')
  await form.getByLabel('Name').fill('Rush of the journey')
  for (const [label, value] of [
    ['First day', day(0)],
    ['Last day', day(60)],
  ] as const) {
    await form.getByLabel(label).fill(value)
    await form.getByLabel(label).press('Tab')
  }
  await form.getByLabel('Extra days on the way').fill('6')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  const after = earliest(await quoteFor(door, 1))
  expect(before).not.toBeNull()
  expect(Date.parse(after!) - Date.parse(before!)).toBeGreaterThanOrEqual(4 * 86_400_000)
  await planner.open('/seasons/G08-RUSH')
  await page.getByText('What to tell beforehand').waitFor()
  await page.getByText('Promises longer by').first().waitFor()
})

test('nothing broke on the way', () => {
  expect(planner.broken).toEqual([])
})
