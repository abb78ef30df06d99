/**
 * The server is ended at once (SIGKILL) in the middle of its work and started again: what it had said yes to is there, and
 * an import is there as a whole or not at all; one that it had promised to do is taken up again. `KILLS=50` for the long run.
 */
import { setTimeout as pause } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../engines/shared/index.ts'
import { verifyLedger } from '../../server/ledger/index.ts'
import { createApiKey } from '../../server/modules/people/create-api-key.command.ts'
import { foundOrganization } from '../../server/modules/people/index.ts'
import type { Context } from '../../server/platform/context.ts'
import { inSnapshot } from '../../server/platform/database/transaction.ts'
import { type OpenRuntime, openRuntime } from '../../server/runtime.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { type ServerProcess, startServerProcess } from '../fixtures/server-process.ts'

const KILLS = Number(process.env.KILLS ?? 6)
const ROWS_A_FILE = 300
const PLACERS = 3

const environment = { SEVENFOLD_SAMPLE: 'none', LOG_LEVEL: 'silent' }
let server: ServerProcess
/** The same database seen from here, past the server. */
let beside: OpenRuntime
let context: Context
let key: string

beforeAll(async () => {
  server = await startServerProcess({ environment, readyMilliseconds: 90_000 })
  beside = await openRuntime({ ...process.env, ...environment, SEVENFOLD_STATE: server.stateDirectory })
  const founding = await foundOrganization(beside.runtime, 'Killed and alive')
  context = { ...founding, principal: { ...founding.principal, permissions: new Set(['*']) } }
  await foundCompany(context)
  key = (await createApiKey(context, { name: 'traffic', permissions: ['orders.write', 'imports.run'] })).key
}, 180_000)

afterAll(async () => {
  await beside?.close()
  await server?.dispose()
}, 60_000)

const acknowledged: string[] = []
/** By the number of the file: the run it was uploaded as. */
const uploaded = new Map<string, string>()
/** Runs whose start was answered with yes. */
const promised = new Set<string>()
const startTimes: number[] = []

test(
  `after ${KILLS} kills every acknowledged order is there and no import is there in part`,
  async () => {
    const random = seededRandom(9)
    for (let round = 1; round <= KILLS; round++) {
      const traffic = startTraffic(round)
      // Not before something has been said yes to; then at any moment, in a command, an upload or a settlement.
      await traffic.hasBegun
      await pause(random.unit() * 900)
      await server.kill()
      await traffic.end()
      startTimes.push(await server.start())
      await expectNothingLost()
    }
    const states = await runStates()
    report(states)
    expect(acknowledged.length).toBeGreaterThan(KILLS)
    expect(uploaded.size).toBeGreaterThan(KILLS / 2)
    expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
  },
  KILLS * 60_000,
)

test('the server goes on as before: the last interrupted file comes in when it is brought again', async () => {
  const importId = await bringFile('again')
  await expect.poll(async () => (await runStates()).get(importId), { timeout: 30_000 }).toBe('done')
  expect(await countOrders('I-again-')).toBe(ROWS_A_FILE)
}, 60_000)

async function expectNothingLost(): Promise<void> {
  const placed = new Set(await listOrders('K-'))
  expect(acknowledged.filter((orderId) => !placed.has(orderId))).toEqual([])
  // What was under way is begun anew, after a pause; what ended its process too often is closed.
  const underWay = async () => [...(await runStates()).values()].filter((state) => state === 'running')
  await expect.poll(underWay, { timeout: 25_000 }).toEqual([])
  const states = await runStates()
  for (const [file, importId] of uploaded) {
    const state = states.get(importId)
    const ends = promised.has(importId) ? ['interrupted', 'done'] : ['uploaded', 'interrupted', 'done']
    expect(ends, `file ${file}`).toContain(state)
    expect(await countOrders(`I-${file}-`), `file ${file}, ${state}`).toBe(state === 'done' ? ROWS_A_FILE : 0)
  }
}

function startTraffic(round: number) {
  let isEnding = false
  let begin: () => void
  const hasBegun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const untilKilled = async (work: (count: number) => Promise<void>) => {
    for (let count = 1; !isEnding; count++) {
      // The server dies in the middle of a call: that call has no answer, and nothing is expected of it.
      await work(count).catch(() => pause(20))
    }
  }
  const placers = Array.from({ length: PLACERS }, (_, placer) =>
    untilKilled(async (count) => {
      const orderId = `K-${round}-${placer}-${count}`
      const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }]
      const answer = await ask('POST', '/orders', { order_id: orderId, customer_id: 'NORD', lines })
      if (answer.status !== 201) return
      acknowledged.push(orderId)
      begin()
    }),
  )
  const importer = untilKilled(async (count) => {
    await bringFile(`${round}-${count}`)
    await pause(200)
  })
  return {
    hasBegun,
    async end() {
      isEnding = true
      await Promise.all([...placers, importer])
    },
  }
}

const ask = (method: string, path: string, body: object) =>
  fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function bringFile(file: string): Promise<string> {
  const rows = Array.from(
    { length: ROWS_A_FILE },
    (_, row) => `I-${file}-${row},1,NORD,PIPE-20,1,2026-03-01,2026-03-05`,
  )
  const form = new FormData()
  form.set('file', new Blob([`${COLUMNS.join(',')}\n${rows.join('\n')}\n`]), 'history.csv')
  const headers = { authorization: `Bearer ${key}` }
  const answer = await fetch(`${server.url}/api/v1/imports?kind=history`, { method: 'POST', headers, body: form })
  const { import_id } = (await answer.json()) as { import_id: string }
  uploaded.set(file, import_id)
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, name]))
  const mapping = { kind: 'history', columns, dateFormat: 'iso', zone: 'UTC' }
  const started = await ask('POST', `/imports/${import_id}/start`, { mapping })
  if (started.status !== 202) throw new Error(await started.text())
  promised.add(import_id)
  return import_id
}

const COLUMNS = ['order_id', 'line_number', 'customer_id', 'product_id', 'quantity', 'ordered_at', 'promised_to']

const listOrders = (prefix: string): Promise<string[]> =>
  inSnapshot(context, async (tx) => {
    const rows = await tx.query<{ order_id: string }>(sql`SELECT order_id FROM orders.customer_order
      WHERE tenant_id = ${tx.tenantId}::uuid AND starts_with(order_id, ${prefix})`)
    return rows.map((row) => row.order_id)
  })

const countOrders = async (prefix: string) => (await listOrders(prefix)).length

const runStates = (): Promise<Map<string, string>> =>
  inSnapshot(context, async (tx) => {
    const rows = await tx.query<{ import_id: string; state: string }>(
      sql`SELECT import_id, state FROM imports.import_run WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return new Map(rows.map((row) => [row.import_id, row.state]))
  })

/** The figures of the long run, for whoever made it. */
function report(states: Map<string, string>): void {
  if (!process.env.KILLS) return
  const counts: Record<string, number> = {}
  for (const state of states.values()) counts[state] = (counts[state] ?? 0) + 1
  const slowest = Math.max(...startTimes)
  process.stdout.write(
    `${JSON.stringify({ kills: KILLS, acknowledged: acknowledged.length, imports: counts, slowest })}\n`,
  )
}
