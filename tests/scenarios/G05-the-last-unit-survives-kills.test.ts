/**
 * Two customers race for the last unit of a product, over and over, while the server is ended at once (SIGKILL) and started
 * again: every unit is sold exactly once. Whoever got no answer asks again, as a caller does, until it is yes or no.
 * `RACES=10000` for the long run.
 */
import { setTimeout as pause } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../engines/shared/index.ts'
import { importFile } from '../../server/integrations/files/import-file.command.ts'
import { createRecord, verifyLedger } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { cancelOrderLines } from '../../server/modules/orders/index.ts'
import { createApiKey } from '../../server/modules/people/create-api-key.command.ts'
import { foundOrganization } from '../../server/modules/people/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import type { Context } from '../../server/platform/context.ts'
import { inSnapshot, inTransaction } from '../../server/platform/database/transaction.ts'
import { type OpenRuntime, openRuntime } from '../../server/runtime.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { type ServerProcess, startServerProcess } from '../fixtures/server-process.ts'

const RACES = Number(process.env.RACES ?? 120)
/** Races under way at the same time; each is two calls at once. */
const LANES = 8
const RACES_A_KILL = Math.max(40, Math.floor(RACES / 40))
const CALL_MILLISECONDS = 30_000

const environment = { SEVENFOLD_SAMPLE: 'none', LOG_LEVEL: 'silent' }
const RIVALS = ['NORD', 'VEST'] as const
let server: ServerProcess
/** The same database seen from here, past the server. */
let beside: OpenRuntime
let context: Context
/** One a lane: a key may call only so often in a minute. */
const keys: string[] = []

const product = (race: number) => `LAST-${String(race).padStart(5, '0')}`
const quoteOf = (race: number, rival: string) => `Q-${rival}-${race}`

beforeAll(
  async () => {
    server = await startServerProcess({ environment, readyMilliseconds: 90_000 })
    beside = await openRuntime({ ...process.env, ...environment, SEVENFOLD_STATE: server.stateDirectory })
    const founding = await foundOrganization(beside.runtime, 'Last units')
    context = { ...founding, principal: { ...founding.principal, permissions: new Set(['*']) } }
    await foundCompany(context)
    await inTransaction(context, (tx) => createRecord(context, tx, lane, VANS))
    for (let n = 0; n < LANES; n++) {
      keys.push((await createApiKey(context, { name: `rival ${n}`, permissions: ['promises.write'] })).key)
    }
    await stockOneOfEach()
    for (const rival of RIVALS) await quoteEverything(rival)
  },
  180_000 + RACES * 20,
)

afterAll(async () => {
  await beside?.close()
  await server?.dispose()
}, 60_000)

interface Outcome {
  readonly status: number
  readonly code: string | null
  readonly orderId: string | null
  /** Calls without an answer before the one that had one. */
  readonly unanswered: number
}

const outcomes: Outcome[][] = []
let kills = 0

test(
  `of ${RACES} last units each is sold once, whatever the server is killed in`,
  async () => {
    const random = seededRandom(31)
    let next = 0
    let finished = 0
    const racing = Array.from({ length: LANES }, async (_, nth) => {
      for (let race = next++; race < RACES; race = next++) {
        outcomes[race] = await Promise.all(RIVALS.map((rival) => takeUntilAnswered(race, rival, keys[nth]!)))
        finished++
      }
    })
    let isOver = false
    const all = Promise.all(racing).finally(() => {
      isOver = true
    })
    for (let due = RACES_A_KILL / 2; !isOver; ) {
      await pause(5)
      if (finished < due) continue
      // At any moment of the calls under way.
      await pause(random.unit() * 60)
      if (isOver) break
      await server.kill()
      kills++
      await server.start()
      due = finished + RACES_A_KILL * (0.5 + random.unit())
    }
    await all
    const sums = outcomes.map((race) => race.map(({ status, code }) => code ?? status).sort())
    expect(sums.filter((race) => `${race}` !== '201,insufficient_stock')).toEqual([])
    expect(kills).toBeGreaterThan(0)
  },
  120_000 + RACES * 1_000,
)

test('every winner has an order with its promise and its goods, and nobody else has any', async () => {
  const won = outcomes.map((race) => race.find((one) => one.status === 201)!.orderId)
  const rows = await inSnapshot(context, (tx) =>
    tx.query<{
      product_id: string
      order_id: string
      on_hand: number
      reserved: number
      days: number
      promises: number
    }>(
      sql`SELECT r.product_id, r.order_id, b.on_hand::float8 AS on_hand, b.reserved::float8 AS reserved,
          (SELECT sum(d.quantity)::float8 FROM inventory.reserved_day d WHERE d.tenant_id = r.tenant_id
            AND d.product_id = r.product_id) AS days,
          (SELECT count(*) FROM promises.promise p WHERE p.tenant_id = r.tenant_id AND p.order_id = r.order_id) AS promises
        FROM inventory.reservation r JOIN inventory.balance b USING (tenant_id, product_id, location_id)
        WHERE r.tenant_id = ${tx.tenantId}::uuid ORDER BY r.product_id`,
    ),
  )
  expect(rows).toEqual(
    won.map((order_id, race) => ({
      product_id: product(race),
      order_id,
      on_hand: 1,
      reserved: 1,
      days: 1,
      promises: 1,
    })),
  )
  expect(await countOrders()).toBe(RACES)
})

test('a winner that cancels gives its unit back, and the other one gets it', async () => {
  const race = outcomes.length - 1
  const winner = outcomes[race]!.find((one) => one.status === 201)!
  const lines = [{ line_number: 1, quantity: 1 }]
  await cancelOrderLines(context, winner.orderId!, { lines, by: 'customer' })
  const loser = RIVALS[outcomes[race]!.indexOf(winner) === 0 ? 1 : 0]
  const again = () => takeUntilAnswered(race, loser, keys[0]!)
  await expect.poll(async () => (await again()).status, { timeout: 30_000, interval: 300 }).toBe(201)
}, 60_000)

test('the ledger explains every row', async () => {
  report()
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
}, 300_000)

/** Every fourth call carries an idempotency key and so brings a transaction of its own; the others go in groups. */
async function takeUntilAnswered(race: number, rival: string, key: string): Promise<Outcome> {
  for (let unanswered = 0; ; unanswered++) {
    try {
      const answer = await fetch(`${server.url}/api/v1/quotes/${quoteOf(race, rival)}/take`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          ...(race % 4 === 0 && { 'idempotency-key': `${rival}-${race}` }),
        },
        body: JSON.stringify({ offer_number: 1, cause: 'customer' }),
        signal: AbortSignal.timeout(CALL_MILLISECONDS),
      })
      const { order_id = null, code = null } = (await answer.json()) as { order_id?: string; code?: string }
      return { status: answer.status, code, orderId: order_id, unanswered }
    } catch {
      // Nobody knows whether it was done: the server died, or is not there yet.
      await pause(50)
    }
  }
}

async function stockOneOfEach(): Promise<void> {
  const races = Array.from({ length: RACES }, (_, race) => race)
  const load = (kind: string, rows: string[]) => {
    const columns = Object.fromEntries(rows[0]!.split(',').map((name) => [name, name]))
    return importFile(context, {
      open: () => Buffer.from(rows.join('\n')),
      fileName: `${kind}.csv`,
      mapping: { kind, columns },
    })
  }
  await load('products', ['product_id,name,unit', ...races.map((race) => `${product(race)},Last of ${race},C62`)])
  await load('stock', ['product_id,location_id,quantity', ...races.map((race) => `${product(race)},CHI,1`)])
}

/** One quote, and copies of it for each of the other products: what they offer is the same. */
async function quoteEverything(rival: string): Promise<void> {
  const lines = [{ line_number: 1, kind: 'goods' as const, product_id: product(0), quantity: 1 }]
  const { quote_id, offers } = await makeQuote(context, { customer_id: rival, lines })
  expect(offers.length).toBeGreaterThan(0)
  const own = (column: string) =>
    sql`replace(${column === 'wish' ? sql`wish` : sql`offers`}::text, ${product(0)}, 'LAST-' || lpad(n::text, 5, '0'))::jsonb`
  await inTransaction(context, (tx) =>
    tx.execute(sql`INSERT INTO promises.quote (tenant_id, quote_id, customer_id, location_id, made_at, expires_at, wish, offers,
        basis, supply_states, kept_percent, state, actor, subject_version)
      SELECT tenant_id, ${`Q-${rival}-`} || n, customer_id, location_id, made_at, expires_at + interval '1 day', ${own('wish')},
        ${own('offers')}, basis, supply_states, kept_percent, state, actor, subject_version
      FROM promises.quote, generate_series(0, ${RACES - 1}::int) n
      WHERE tenant_id = ${tx.tenantId}::uuid AND quote_id = ${quote_id}`),
  )
}

const countOrders = (): Promise<number> =>
  inSnapshot(context, async (tx) => {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  })

/** The figures of the long run, for whoever made it. */
function report(): void {
  if (!process.env.RACES) return
  const calls = outcomes.flat()
  const unanswered = calls.filter((one) => one.unanswered > 0).length
  process.stdout.write(`${JSON.stringify({ races: RACES, kills, calls: calls.length, askedAgain: unanswered })}\n`)
}

const VANS = {
  lane_id: 'VAN-CHI-RO',
  carrier_id: 'OWN',
  service: 'DAY',
  from_location_id: 'CHI',
  to_country: 'RO',
  mode: 'own_van',
  departures: 'Mo-Fr 16:00',
  transit_days: 1,
  is_expedite: false,
  valid_from: '2026-01-01',
  prices: [
    {
      valid_from: '2026-01-01',
      currency: 'EUR',
      base_minor: 900,
      per_kg: 0,
      per_stop_minor: 0,
      minimum_minor: 0,
      fuel_percent: 0,
    },
  ],
}
