/** One order through the HTTP API, from the wish to the bill, on a server and database made for this run and removed after it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { OrderFile } from '../../contract/order-file.ts'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const state = await mkdtemp(join(tmpdir(), 'sevenfold-example-'))
// Run by root, PostgreSQL works as another user, who must be able to pass; otherwise the database would lie elsewhere and stay.
await chmod(state, 0o711)
const port = await freePort()
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  SEVENFOLD_STATE: state,
  PORT: String(port),
  LOG_LEVEL: 'silent',
  // The output is compared word for word; a library's note on its next version is none of it.
  NODE_NO_WARNINGS: '1',
}
delete environment.DATABASE_URL

let server: ChildProcess | undefined
try {
  const { password } = JSON.parse(await sevenfold('found', 'Central depot', '--email', 'owner@example.com', '--json'))
  server = await startServer()
  await tellTheStory(await signIn('owner@example.com', password))
  await stopServer(server)
  server = undefined
  const { isVerified } = JSON.parse(await sevenfold('ledger', 'verify', '--json'))
  say('The ledger', [isVerified ? 'explains every record' : 'differs from the records'])
} finally {
  if (server) await stopServer(server)
  await rm(state, { recursive: true, force: true })
}

type Call = <Answer>(method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>

interface Goods {
  readonly quantity: number
  readonly epcClass: string
}
interface Epcis {
  readonly epcisBody: {
    readonly eventList: { type: string; bizStep?: string; disposition?: string; quantityList: Goods[] }[]
  }
}
interface Promised {
  readonly version: number
  readonly quantity: number
  readonly to_date: string
}

async function tellTheStory(call: Call) {
  await call('POST', '/customers', { customer_id: 'NORD', name: 'Nord Bau', country: 'RO', currency: 'EUR' })
  const openings = 'Mo-Fr 08:00-16:00'
  const depot = { location_id: 'CHI', name: 'Central depot', kind: 'own_site', country: 'MD', zone: 'Europe/Chisinau' }
  await call('POST', '/locations', { ...depot, openings, cutoff: '14:00', gln: '4006381000000' })
  const door = { location_id: 'NORD-1', name: 'Nord Bau goods-in', kind: 'customer_site', customer_id: 'NORD' }
  await call('POST', '/locations', { ...door, country: 'RO', zone: 'Europe/Bucharest', openings })
  await call('POST', '/products', { product_id: 'PIPE-20', name: 'Pipe 20 mm', unit: 'C62', gtin: '4006381333931' })
  await call('POST', '/carriers', {
    carrier_id: 'OWN',
    name: 'Own vans',
    services: [{ service: 'DAY', mode: 'own_van' }],
  })

  const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const line = { order_id: 'SO-1', line_number: 1 }
  const wish = { line_number: 1, product_id: 'PIPE-20', quantity: 10, unit_price: 2.5, tax_percent: 19 }
  const lines = [{ ...wish, requested_to_date: inTwoDays }]
  const order = await call<{ order_id: string; customer_id: string; location_id: string }>('POST', '/orders', {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    currency: 'EUR',
    lines,
  })
  say('Placed', [`${order.order_id} of ${order.customer_id}, to ${order.location_id}`])

  const promise = await call<Promised>('POST', '/orders/SO-1/lines/1/promises', { to_date: inTwoDays })
  say('Promised', [
    `version ${promise.version}: ${promise.quantity} by the day that was asked for: ${promise.to_date === inTwoDays}`,
  ])

  await call('POST', '/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 12 })
  await call('POST', '/stock/reservations', { ...line, location_id: 'CHI', quantity: 10 })
  const second = await call<Error>('POST', '/stock/reservations', { ...line, location_id: 'CHI', quantity: 10 }).catch(
    (problem) => problem,
  )
  say('Reserved', ['10 of 12', `another 10 are refused: ${second.message}`])

  const shipped = { ...line, quantity: 10 }
  await call('POST', '/shipments', {
    shipment_id: 'SH-1',
    carrier_id: 'OWN',
    service: 'DAY',
    mode: 'own_van',
    lines: [shipped],
  })
  const handed = { ...line, accepted_quantity: 9, rejected_quantity: 1, condition: 'DMG_VISIBLE' }
  await call('POST', '/deliveries', {
    delivery_id: 'DL-1',
    shipment_id: 'SH-1',
    location_id: 'NORD-1',
    recipient: 'consignee',
    lines: [handed],
  })
  const billed = { ...line, quantity: 9, unit_price: 2.5, net_minor: 2250, tax_percent: 19 }
  await call('POST', '/invoices', { invoice_id: 'IN-1', customer_id: 'NORD', currency: 'EUR', lines: [billed] })

  const file = await call<OrderFile>('GET', '/orders/SO-1')
  say(
    'What happened',
    file.timeline.map((event) => `${event.type} ${event.subject_id}`),
  )
  const document = await call<Epcis>('GET', '/epcis/events?order_id=SO-1')
  say(
    'The same for other programs (EPCIS 2.0)',
    document.epcisBody.eventList.map((event) => {
      const goods = event.quantityList.map((one) => `${one.quantity} × ${one.epcClass}`)
      return [event.type, event.bizStep, event.disposition, ...goods].filter(Boolean).join(' · ')
    }),
  )
}

function say(title: string, lines: readonly string[]) {
  console.log(`${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)
}

async function sevenfold(...args: string[]): Promise<string> {
  const file = join(checkout, 'bin', 'sevenfold.mjs')
  return (await promisify(execFile)(process.execPath, [file, ...args], { env: environment })).stdout
}

async function startServer(): Promise<ChildProcess> {
  const main = join(checkout, 'server', 'main.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    cwd: checkout,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (part) => String(part).includes('is ready') && resolve())
    child.once('exit', (exitCode) => reject(new Error(`the server ended with exit code ${exitCode}`)))
  })
  return child
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const end = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await end
}

/** A script would use an API key; a person signs in and is known by a cookie. */
async function signIn(email: string, password: string): Promise<Call> {
  const base = `http://127.0.0.1:${port}/api/v1`
  const json = { 'content-type': 'application/json' }
  const signedIn = await fetch(`${base}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  })
  if (!signedIn.ok) throw new Error(`signing in failed with status ${signedIn.status}`)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (method, path, body) => {
    const headers = { cookie, ...(body && json) }
    const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) })
    const answer = (await response.json()) as { code?: string }
    if (!response.ok) throw new Error(`${answer.code} (${response.status})`)
    return answer as never
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
