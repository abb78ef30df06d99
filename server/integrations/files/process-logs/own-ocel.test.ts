/** The own ledger as OCEL 2.0, and what another system's log says of its process. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../../tests/fixtures/application.ts'
import { sendShipment } from '../../../../tests/fixtures/sent-shipment.ts'
import { inSnapshot } from '../../../platform/database/transaction.ts'
import { readOcel } from './ocel.ts'
import { ownOcel } from './own-ocel.ts'
import { ReadProblems } from './read-events.ts'

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
  await sendShipment(application.first.context, 'SH-1')
}, 240_000)
afterAll(() => application?.close())

test('is read back by our own reader, with every relation leading somewhere', async () => {
  const document = await inSnapshot(application.first.context, (tx) =>
    ownOcel(tx, { from: '2026-01-01', to: '2026-12-31' }),
  )
  const problems = new ReadProblems(Date.parse('2027-01-01'))
  const { log, danglingEvents, danglingObjects } = readOcel(JSON.parse(JSON.stringify(document)), problems)
  expect(document.events.map(({ type }) => type).sort()).toEqual(['dispatched', 'order_placed'])
  expect([danglingEvents, danglingObjects]).toEqual([[], []])
  expect([...new Set(log.typeOf.values())].sort()).toEqual(['consignment', 'order', 'orderline'])
  expect(JSON.stringify(document)).not.toContain('Nord')
})

test('a log of another system is looked into, and what is no log is refused in words', async () => {
  const { call, first } = application
  const look = (payload: Buffer | string) =>
    call(
      {
        method: 'POST',
        url: '/api/v1/process-files/log',
        payload,
        headers: { 'content-type': 'application/octet-stream' },
      },
      { key: first.keys[0]! },
    )
  const table =
    'case,activity,timestamp\n1,Order,2026-01-01T08:00:00Z\n1,Pick,2026-01-01T10:00:00Z\n2,Order,2026-01-02T08:00:00Z\n'
  const found = (await look(table)).json()
  expect(found).toMatchObject({ format: 'table', cases: 2, events: 3, arcs: [{ from: 'Order', to: 'Pick', count: 1 }] })
  expect(found.arcs[0].waiting.median).toBe(2)
  for (const broken of ['', '{"a": 1}', '<log', 'nothing'])
    expect((await look(broken)).json()).toMatchObject({ code: 'unsupported_file' })
})

const DATA = new URL('../../../../../shared/data/ocel/', import.meta.url).pathname

test.skipIf(!existsSync(DATA)).each(['order-management', 'procure-to-pay'])(
  'the public log %s goes out as it came in',
  async (name) => {
    const json = JSON.parse(gunzipSync(await readFile(`${DATA}${name}.ocel2.json.gz`)).toString())
    const { document } = readOcel(json, new ReadProblems(Date.now()))
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, inner]) => [key, sorted(inner)]),
            )
          : value
    expect(JSON.stringify(sorted(document)) === JSON.stringify(sorted(json))).toBe(true)
  },
  120_000,
)
