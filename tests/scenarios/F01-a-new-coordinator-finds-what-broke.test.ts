/** A new coordinator in the browser: signs in, reads the scorecard, opens the worst right down to its evidence, brings a file in. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser, type TestBrowser } from '../fixtures/browser.ts'
import { type ServerProcess, startServerProcess } from '../fixtures/server-process.ts'

const PATIENCE_MS = 180_000
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })

let server: ServerProcess
let browser: TestBrowser
let page: Page
const broken: string[] = []

beforeAll(async () => {
  server = await startServerProcess({ withWeb: true })
  // The server answers while the sample company is still being loaded; the password is said when it is whole.
  await vi.waitFor(() => expect(server.output()).toMatch(/is ready/), { timeout: PATIENCE_MS, interval: 500 })
  browser = await launchBrowser()
  page = await browser.context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => broken.push(error.message))
})
afterAll(async () => {
  await browser?.close()
  await server?.dispose()
})

const readScorecard = async () =>
  (await page.evaluate(async () => (await fetch('/api/v1/scorecard')).json())) as { counted: number; notDue: number }

/** Verdicts follow the ledger; the figures rest once the sample has been judged. */
async function restingCount(): Promise<number> {
  let last = -1
  await vi.waitFor(
    async () => {
      const { counted } = await readScorecard()
      const isResting = counted > 0 && counted === last
      last = counted
      expect(isResting).toBe(true)
    },
    { timeout: PATIENCE_MS, interval: 2_000 },
  )
  return last
}

test('signs in and reads the scorecard', async () => {
  await page.goto(server.url)
  await page.locator('input[type=email]').fill('coordinator@sample.sevenfold.example')
  await page.locator('input[type=password]').fill(/^ {2}password +(\S+)/m.exec(server.output())![1]!)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Scorecard' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Scorecard' }).waitFor()
  expect(await restingCount()).toBeGreaterThan(1_000)
  await page.reload()
  await page.getByText('Seven rights').first().waitFor()
})

test('opens the worst right, its lines, and the evidence of one', async () => {
  await page.goto(`${server.url}/scorecard/lines?right=time&check=fail`)
  await page.locator('tbody tr').first().click()
  await page.waitForURL(/\/orders\//)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('main').innerText(), { timeout: 20_000 }).toMatch(/[Pp]romise/)
})

const HEADERS =
  'order_id,line_number,customer_id,product_id,quantity,unit_price,currency,ordered_at,promised_to,delivered_at,accepted_quantity,condition'
const dayBack = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const row = (number: number, change: { quantity?: string; product?: string; delivered?: string } = {}) =>
  `WEB-${number},1,C-0001,${change.product ?? 'P-0001'},${change.quantity ?? '5'},2.5,EUR,${dayBack(30)},${dayBack(25)},${change.delivered ?? dayBack(20)},5,OK`
const BAD = [row(4, { quantity: 'ten' }), row(5, { product: 'NO-SUCH-PRODUCT' }), row(6, { delivered: '2026-02-31' })]

async function bringIn(lines: readonly string[]): Promise<void> {
  await page.goto(`${server.url}/imports/new?kind=history`)
  const file = { name: 'deliveries.csv', mimeType: 'text/csv', buffer: Buffer.from([HEADERS, ...lines, ''].join('\n')) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('What changed').waitFor()
}

test('brings a file in with three bad rows, corrects them, and sees the figure move', async () => {
  const before = await restingCount()
  await bringIn([row(1), row(2), row(3), ...BAD])
  await page.getByText('3 refused rows').waitFor()
  await expect.poll(async () => (await readScorecard()).counted, { timeout: 30_000 }).toBe(before + 3)
  await bringIn([row(4), row(5), row(6)])
  await expect.poll(async () => (await readScorecard()).counted, { timeout: 30_000 }).toBe(before + 6)
})

test('nothing broke on the way', () => {
  expect(broken).toEqual([])
})
