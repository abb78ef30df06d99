/**
 * Open pages that wait for news: what one costs the server in memory, and how soon those that are interested hear of an event.
 * Bare connections, as a browser's EventSource makes them; all on this machine, and as many keys as one caller's pages make it.
 */
import { readFile } from 'node:fs/promises'
import { Agent, get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Report } from '../figure.ts'
import { openTrackedCompany, type TrackedCompany } from '../tracking/company.ts'

const INTERESTED = 500
const ORDERS_WATCHED = 1_000
const EVENTS = 10
const SETTLE_MS = 3_000
/** One caller may have so many pages open. */
const PAGES_A_KEY = 30

/** `size` is the number of connections. */
export async function run(report: Report, size = 2_500): Promise<void> {
  const company = await openTrackedCompany()
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY, keepAlive: false })
  const pages: Page[] = []
  try {
    const before = await residentBytes(company)
    await openPages(company, agent, pages, size)
    await pause(SETTLE_MS)
    const after = await residentBytes(company)
    report({ name: 'open pages', value: pages.length, unit: 'connections' })
    report({ name: 'memory of an open page', value: Math.round((after - before) / pages.length / 1024), unit: 'KiB' })
    const delays: number[] = []
    for (let nth = 0; nth < EVENTS; nth++) delays.push(...(await delaysOf(company, pages, nth)))
    delays.sort((a, b) => a - b)
    report({ name: 'until an open page hears, p50', value: Math.round(delays[delays.length >> 1]!), unit: 'ms' })
    report({ name: 'until the last open page hears', value: Math.round(delays.at(-1)!), unit: 'ms' })
  } finally {
    for (const { answer } of pages) answer.destroy()
    agent.destroy()
    await company.close()
  }
}

interface Page {
  readonly answer: IncomingMessage
  readonly shipment: number
  heardAt: number
}

/** The first order has many interested; the others share the rest. */
async function openPages(company: TrackedCompany, agent: Agent, pages: Page[], size: number): Promise<void> {
  for (let first = 0; first < size; first += PAGES_A_KEY) {
    const key = await makeKey(company)
    const opened = Array.from({ length: Math.min(PAGES_A_KEY, size - first) }, (_, nth) =>
      openPage(company, { agent, key, shipment: first + nth < INTERESTED ? 0 : 1 + ((first + nth) % ORDERS_WATCHED) }),
    )
    pages.push(...(await Promise.all(opened)))
  }
}

async function makeKey({ url, cookie }: TrackedCompany): Promise<string> {
  const answer = await fetch(`${url}/api/v1/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ name: 'Benchmark', permissions: ['orders.read'] }),
  })
  const { key } = (await answer.json()) as { key?: string }
  if (!key) throw new Error(`No key was made: ${answer.status}`)
  return key
}

interface Opening {
  readonly agent: Agent
  readonly key: string
  readonly shipment: number
}

const openPage = ({ url, shipments }: TrackedCompany, { agent, key, shipment }: Opening): Promise<Page> =>
  new Promise((resolve, reject) => {
    const path = `${url}/api/v1/orders/${shipments[shipment]!.order_id}/changes`
    get(path, { agent, headers: { authorization: `Bearer ${key}` } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${path}: ${answer.statusCode}`))
      const page: Page = { answer, shipment, heardAt: 0 }
      answer.on('error', () => undefined)
      answer.setEncoding('latin1')
      answer.on('data', (text: string) => {
        if (text.includes('event: changed')) page.heardAt = performance.now()
        if (text.includes('event: open')) resolve(page)
      })
    }).on('error', reject)
  })

const residentBytes = async ({ processId }: TrackedCompany): Promise<number> => {
  const status = await readFile(`/proc/${processId}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}

async function delaysOf({ url, cookie, shipments }: TrackedCompany, pages: readonly Page[], nth: number) {
  const interested = pages.filter(({ shipment }) => shipment === 0)
  for (const page of interested) page.heardAt = 0
  const event = {
    shipment_id: shipments[0]!.shipment_id,
    source: 'benchmark',
    source_event_id: `L${nth}`,
    milestone: 'in_transit',
    occurred_at: '2026-03-12T06:00:00Z',
  }
  const started = performance.now()
  await fetch(`${url}/api/v1/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ observations: [event] }),
  })
  const end = started + 10_000
  while (interested.some(({ heardAt }) => heardAt === 0)) {
    if (performance.now() > end) throw new Error('An open page heard nothing for ten seconds')
    await pause(5)
  }
  return interested.map(({ heardAt }) => heardAt - started)
}
