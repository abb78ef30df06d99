/**
 * Every screen of console and portal, in light and dark and on a phone, by the rules of WCAG 2.2 AA. The list of screens is
 * the router's own: a new screen is visited without being named here, and one with a parameter fails until it has an example.
 */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { SCREENS } from '../../web/console/app/screens.tsx'
import { SCREENS as PORTAL_SCREENS } from '../../web/portal/app/screens.tsx'
import { brokenRules, standingOut } from '../fixtures/accessibility.ts'
import { focusedName, focusedRow, isFocusVisible } from '../fixtures/keyboard.ts'
import { type ServerProcess, startServerProcess } from '../fixtures/server-process.ts'
import { type Visitor, visit } from '../fixtures/visitor.ts'

const PATIENCE_MS = 240_000
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })

/** Compressed script. */
const FIRST_LOAD_BYTES = 250 * 1024
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

type Rows = { rows: Record<string, string>[] }

/** An address for each screen that needs to be told of what: by path of the router. */
const EXAMPLES: Record<string, (visitor: Visitor) => Promise<string>> = {
  '/orders/:id': async ({ ask }) => {
    const { rows } = await ask<Rows>('/scorecard/lines?right=time&check=fail&limit=1')
    return `/orders/${rows[0]!.order_id}?line=${rows[0]!.line_number}`
  },
  '/customers/:id': async ({ ask }) => `/customers/${(await ask<Rows>('/customers?limit=1')).rows[0]!.customer_id}`,
  '/proposals/:id': async ({ ask }) => {
    const { proposals } = await ask<{ proposals: { proposal_id: string }[] }>('/proposals?state=open')
    return `/proposals/${proposals[0]?.proposal_id ?? 'none-yet'}`
  },
  '/inquiries/:id': async (visitor) => `/inquiries/${await takeIn(visitor)}`,
  '/needs/surveys/:id': async ({ ask }) => `/needs/surveys/${(await ask<Rows>('/surveys?limit=1')).rows[0]!.survey_id}`,
  '/claims/:id': async (visitor) => `/claims/${await claimFor(visitor)}`,
  '/supply/:id': async ({ ask }) => `/supply/${(await ask<Rows>('/stock/expected?limit=1')).rows[0]!.supply_id}`,
  '/supply/:id/receive': async ({ ask }) =>
    `/supply/${(await ask<Rows>('/stock/expected?limit=1')).rows[0]!.supply_id}/receive`,
  '/seasons/:id': async ({ ask }) => `/seasons/${(await ask<Rows>('/seasons-ahead?days=120')).rows[0]!.season_id}`,
  '/stock/:product/:location': async ({ ask }) => {
    const { rows } = await ask<Rows>('/stock?limit=1')
    return `/stock/${rows[0]!.product_id}/${rows[0]!.location_id}`
  },
  '/prices/lists/:id': async ({ ask }) => `/prices/lists/${(await ask<Rows>('/price-lists?limit=1')).rows[0]!.list_id}`,
  '/packages/drafts/:id': async ({ ask }) =>
    `/packages/drafts/${(await ask<Rows>('/package-drafts?limit=1')).rows[0]!.draft_id}`,
  '/recurring-orders/:id': async (visitor) => `/recurring-orders/${await agreeOn(visitor, '')}`,
  '/trips/:id': async ({ ask }) => `/trips/${(await ask<Rows>('/trips?limit=1')).rows[0]?.trip_id ?? 'none-yet'}`,
  '/imports/:id': async ({ ask }) => `/imports/${(await ask<Rows>('/imports')).rows[0]!.import_id}`,
}
const PORTAL_EXAMPLES: typeof EXAMPLES = {
  '/recurring/:id': async (visitor) => `/recurring/${await agreeOn(visitor, '/portal')}`,
  '/orders/:id': async ({ ask }) => `/orders/${(await ask<Rows>('/portal/orders?limit=1')).rows[0]!.order_id}`,
}

/** The sample company has nothing that recurs: something ordered before shall come every Monday. */
async function agreeOn({ ask, page }: Visitor, prefix: '' | '/portal'): Promise<string> {
  const [row] = (await ask<Rows>(`${prefix}/orders?state=delivered&limit=1`)).rows
  const { order, lines } = await ask<{
    order: { customer_id: string; location_id: string }
    lines: { product_id: string }[]
  }>(`${prefix}/orders/${row!.order_id}`)
  const answer = await page.request.post(`${server.url}/api/v1${prefix}/recurring-orders`, {
    headers: { origin: server.url },
    data: {
      ...{ customer_id: order.customer_id, location_id: order.location_id, name: 'Every Monday' },
      ...{ starts_on: new Date().toISOString().slice(0, 10), weekdays: ['Mo'], closed_day_rule: 'after' },
      lines: [{ line_number: 1, product_id: lines[0]!.product_id, quantity: 1 }],
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).recurring_id
}

async function takeIn({ ask, page }: Visitor): Promise<string> {
  const { rows } = await ask<Rows>('/orders?state=open&limit=1')
  const answer = await page.request.post(`${server.url}/api/v1/inquiries`, {
    headers: { origin: server.url },
    data: {
      channel: 'phone',
      order_id: rows[0]!.order_id,
      subject: 'When does it come?',
      text: 'The site is waiting.',
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).inquiry_id
}

async function claimFor({ ask, page }: Visitor): Promise<string> {
  const { rows } = await ask<Rows>('/orders?state=delivered&limit=1')
  const answer = await page.request.post(`${server.url}/api/v1/claims`, {
    headers: { origin: server.url },
    data: { order_id: rows[0]!.order_id, kind: 'shortage', lines: [{ line_number: 1, quantity: 1 }] },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).claim_id
}

/** States of screens that an address opens beside the screen itself: forms, tabs, searches that find nothing. */
const STATES = [
  '/inquiries?open=%2B',
  '/mailboxes?open=%2B',
  '/claims?open=%2B',
  '/feedback?open=%2B',
  '/claim-policies?open=%2B',
  '/intact-goods?by=carrier&member=OWN-VANS',
  '/customers?open=%2B',
  '/products?open=%2B',
  '/locations?open=%2B',
  '/carriers?open=%2B',
  '/segments?open=%2B',
  '/definitions?open=%2B',
  '/supply?open=%2B',
  '/packages/versions?open=%2B&after=RETAIL-2',
  '/packages/floors?open=%2B',
  '/packages/drafts?open=%2B',
  '/packages/allocation?open=SHORTAGE-1',
  '/requirements?open=%2B',
  '/services?open=INSTALL',
  '/prices?customer_id=C-0001&product_id=P-0351&quantity=60',
  '/calendar?view=capacity',
  '/calendar?view=capacity&open=%2B',
  '/calendar?view=slots',
  '/people?tab=invitations',
  '/people?tab=roles',
  '/orders?q=nothing-is-called-so',
  '/orders/NO-SUCH-ORDER',
  '/no-such-screen',
]
const PORTAL_STATES = ['/orders?q=nothing-is-called-so', '/orders/NO-SUCH-ORDER']

let server: ServerProcess
let owner: Visitor
let buyer: Visitor
let nobody: Visitor

beforeAll(async () => {
  server = await startServerProcess({ withWeb: true })
  // The server answers while the sample company is still being loaded.
  await vi.waitFor(() => expect(server.output()).toMatch(/is ready/), { timeout: PATIENCE_MS, interval: 500 })
  owner = await visit(server, 'owner', { viewport: WIDE })
  buyer = await visit(server, 'buyer', { viewport: WIDE })
  nobody = await visit(server, undefined, { viewport: WIDE })
  await vi.waitFor(
    async () => expect((await owner.ask<Rows>('/scorecard/lines?right=time&check=fail&limit=1')).rows).toHaveLength(1),
    { timeout: PATIENCE_MS, interval: 1_000 },
  )
})
afterAll(async () => {
  await Promise.all([owner?.leave(), buyer?.leave(), nobody?.leave()])
  await server?.dispose()
})

const addressOf = async (path: string, examples: typeof EXAMPLES, visitor: Visitor): Promise<string> => {
  if (!path.includes(':')) return path
  const example = examples[path]
  if (!example) throw new Error(`The screen ${path} has no example address in this test`)
  return example(visitor)
}

/** The page follows the reader's wish a moment later, and its colors a frame after that. */
async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, colorScheme)
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
}

async function expectAccessible(visitor: Visitor, address: string): Promise<void> {
  const { page } = visitor
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ colorScheme: 'light' })
  await visitor.open(address)
  await wear(page, 'light')
  const found: Record<string, string[]> = { light: await brokenRules(page) }
  await wear(page, 'dark')
  found.dark = await brokenRules(page)
  await page.setViewportSize(PHONE)
  await visitor.rest()
  found.phone = await brokenRules(page)
  found.sideways = await standingOut(page)
  found.broken = visitor.broken.splice(0)
  expect(found).toEqual({ light: [], dark: [], phone: [], sideways: [], broken: [] })
}

describe('the console', () => {
  test.each(SCREENS.map((screen) => screen.path))('can be used by everybody at %s', async (path) => {
    await expectAccessible(owner, await addressOf(path, EXAMPLES, owner))
  })

  test.each(STATES)('can be used by everybody at %s', async (address) => {
    await expectAccessible(owner, address)
  })

  test('has no screen in two places', () => {
    const paths = SCREENS.map((screen) => screen.path)
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('the portal', () => {
  test.each(PORTAL_SCREENS.map((screen) => screen.path))('can be used by everybody at %s', async (path) => {
    await expectAccessible(buyer, `/portal${await addressOf(path, PORTAL_EXAMPLES, buyer)}`)
  })

  test.each(PORTAL_STATES)('can be used by everybody at %s', async (address) => {
    await expectAccessible(buyer, `/portal${address}`)
  })
})

test.each(['/', '/portal/', '/invitation#no-such-invitation'])(
  '%s can be used by somebody unknown',
  async (address) => {
    await expectAccessible(nobody, address)
  },
)

test('what every reader of the console loads first stays light', async () => {
  const page = await owner.page.context().newPage()
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      )
  })
  await page.goto(server.url)
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await page.waitForLoadState('networkidle')
  // What is asked for once the first screen stands, nobody waits for.
  const asked = await page.evaluate(() => {
    const [drawn] = performance.getEntriesByName('first-screen')
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => drawn && startTime < drawn.startTime)
      .map(({ name }) => name)
  })
  const before = [...sizes].filter(([url]) => asked.includes(url))
  const total = (await Promise.all(before.map(([, size]) => size))).reduce((sum, size) => sum + size, 0)
  await page.close()
  expect(total).toBeGreaterThan(50 * 1024)
  expect(total).toBeLessThan(FIRST_LOAD_BYTES)
})

describe('by keys alone', () => {
  test.each(SCREENS.map((screen) => screen.path))(
    'every row of %s can be reached, seen and searched for',
    async (path) => {
      const { page } = owner
      await page.setViewportSize(WIDE)
      await owner.open(await addressOf(path, EXAMPLES, owner))
      const rows = await page.locator('[data-index], [data-row]').count()
      if (rows < 2) return
      await page.keyboard.press('j')
      await expect.poll(() => focusedRow(page)).toBe('0')
      await page.keyboard.press('j')
      await expect.poll(() => focusedRow(page)).toBe('1')
      expect(await isFocusVisible(page)).toBe(true)
      await page.keyboard.press('k')
      await expect.poll(() => focusedRow(page)).toBe('0')
      if ((await page.locator('[aria-keyshortcuts="/"]').count()) === 0) return
      await page.keyboard.press('/')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-keyshortcuts'))).toBe('/')
    },
  )

  test.each([
    '/orders',
    '/customers',
    '/products',
    '/locations',
    '/carriers',
    '/segments',
    '/imports',
    '/people',
    '/audit',
  ])('the list %s has a search, a choice of columns and a file to take away', async (path) => {
    await owner.open(path)
    const { page } = owner
    await page.locator('[aria-keyshortcuts="/"]').waitFor()
    await page.getByRole('button', { name: 'Download as CSV' }).waitFor()
    await page.getByRole('button', { name: 'Columns' }).waitFor()
  })

  test('an order is found, opened and left again', async () => {
    const { page } = owner
    await owner.open('/orders')
    await page.keyboard.press('/')
    await page.keyboard.type('SO-0100')
    await page.waitForURL(/q=SO-0100/)
    await page.locator('[data-index="0"]', { hasText: 'SO-0100' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focusedRow(page)).toBe('0')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/orders\/SO-0100/)
    await page.goBack()
    await page.waitForURL(/q=SO-0100/)
  })

  test('? lists the keys, and closing the list gives the focus back', async () => {
    const { page } = owner
    await owner.open('/orders')
    await page.keyboard.press('j')
    await expect.poll(() => focusedRow(page)).toBe('0')
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Next and previous row').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => focusedRow(page)).toBe('0')
  })

  test('Ctrl-K reaches screens and orders, and Escape leads back', async () => {
    const { page } = owner
    await owner.open('/customers')
    await page.keyboard.press('j')
    await expect.poll(() => focusedRow(page)).toBe('0')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find anything' }).waitFor()
    expect(await brokenRules(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => focusedRow(page)).toBe('0')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find anything' }).waitFor()
    await page.keyboard.type('SO-010050')
    await page.getByRole('option', { name: /SO-010050/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/orders\/SO-010050/)
  })

  test.each([
    ['/customers', 'New customer'],
    ['/people', 'Invite a person'],
    ['/keys', 'New key'],
    ['/scorecard', 'Show the rule behind this figure'],
  ])('the dialog of %s takes the focus and gives it back', async (path, name) => {
    const { page } = owner
    await owner.open(path)
    await page.getByRole('button', { name }).first().focus()
    const before = await focusedName(page)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
    await owner.rest()
    expect(await brokenRules(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => focusedName(page)).toBe(before)
  })

  test('a record opened from its row closes back onto the row', async () => {
    const { page } = owner
    await owner.open('/products')
    for (const _ of [1, 2, 3]) await page.keyboard.press('j')
    await expect.poll(() => focusedRow(page)).toBe('2')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => focusedRow(page)).toBe('2')
  })

  test('the first key of a page skips to its content', async () => {
    const { page } = owner
    await owner.open('/orders')
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('Tab')
    expect(await focusedName(page)).toBe('Skip to the content')
    expect(await isFocusVisible(page)).toBe(true)
  })
})

test.each(['manager', 'coordinator', 'planner', 'warehouse', 'driver', 'finance'])(
  'a %s is led only to screens that answer',
  async (role) => {
    const visitor = await visit(server, role, { viewport: WIDE })
    try {
      await visitor.open('/')
      const links = await visitor.page
        .locator('nav a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')!))
      expect(links.length).toBeGreaterThan(1)
      for (const link of links) await visitor.open(link)
      expect(visitor.broken).toEqual([])
    } finally {
      await visitor.leave()
    }
  },
)
