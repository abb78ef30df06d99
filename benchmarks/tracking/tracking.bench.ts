/**
 * Tracking events by HTTP in batches of 500: checked, deduplicated, on the ledger, to be seen. First as fast as they go, beside
 * a bare COPY of the same final rows into tables of the same shape; then at a steady pace, with how long until a page shows them.
 */

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Report } from '../figure.ts'
import { eventAt, openTrackedCompany, type TrackedCompany } from './company.ts'

const BATCH = 500
const CLIENTS = 4
const FAST_EVENTS = 100_000
const PACE = 20_000
const LOOK_EVERY = 10

/** `size` is the number of events at the steady pace; 1,200,000 last a minute. */
export async function run(report: Report, size = 200_000): Promise<void> {
  const company = await openTrackedCompany()
  try {
    const fast = await asFastAsTheyGo(company)
    const peer = await bareCopy(company)
    report({
      name: 'tracking events in',
      value: Math.round(fast),
      unit: 'events/s',
      peer: 'bare COPY of the same rows',
      peerValue: Math.round(peer),
      ratio: fast / peer,
    })
    const { rate, visible } = await atPace(company, FAST_EVENTS, size)
    report({ name: `tracking events in, ${PACE} a second wished`, value: Math.round(rate), unit: 'events/s' })
    report({ name: 'until a page shows an event, p50', value: at(visible, 0.5), unit: 'ms' })
    report({ name: 'until a page shows an event, p99', value: at(visible, 0.99), unit: 'ms' })
  } finally {
    await company.close()
  }
}

const at = (values: number[], share: number) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0)

async function send({ url, cookie, shipments }: TrackedCompany, first: number): Promise<void> {
  const observations = Array.from({ length: BATCH }, (_, nth) => eventAt(shipments, first + nth))
  const answer = await fetch(`${url}/api/v1/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ observations }),
  })
  const { added, known, refused } = (await answer.json()) as { added: number; known: number; refused: unknown[] }
  if (added + known !== BATCH || refused.length) throw new Error(`A batch was not taken: ${added}, ${known}`)
}

async function asFastAsTheyGo(company: TrackedCompany): Promise<number> {
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let first = next; first < FAST_EVENTS; first = next) {
        next += BATCH
        await send(company, first)
      }
    }),
  )
  return FAST_EVENTS / ((performance.now() - started) / 1000)
}

/** In events a second: both tables, with the indexes and constraints of ours. */
async function bareCopy({ owner }: TrackedCompany): Promise<number> {
  let seconds = 0
  const wanted = {
    'tracking.observation': `source = 'benchmark'`,
    'ledger.event': `type = 'ObservationsRecorded' AND data->'observations'->0->>'source' = 'benchmark'`,
  }
  const { rows } = await owner.query(`SELECT count(*)::int AS n FROM tracking.observation WHERE source = 'benchmark'`)
  for (const [table, condition] of Object.entries(wanted)) {
    const chunks: Buffer[] = []
    await pipeline(
      owner.query(copyTo(`COPY (SELECT * FROM ${table} WHERE ${condition}) TO STDOUT`)),
      async (source) => {
        for await (const chunk of source) chunks.push(chunk as Buffer)
      },
    )
    await owner.query(`CREATE TABLE public.peer (LIKE ${table} INCLUDING ALL)`)
    const started = performance.now()
    await pipeline(Readable.from(chunks), owner.query(copyFrom('COPY public.peer FROM STDIN')))
    seconds += (performance.now() - started) / 1000
    await owner.query('DROP TABLE public.peer')
  }
  return rows[0].n / seconds
}

/** Batches leave when they are due, whatever became of those before; a page is looked at beside every tenth. */
async function atPace(company: TrackedCompany, first: number, size: number) {
  const batches = Math.ceil(size / BATCH)
  const gap = (BATCH / PACE) * 1000
  const started = performance.now()
  const visible: number[] = []
  const works: Promise<void>[] = []
  for (let batch = 0; batch < batches; batch++) {
    const due = started + batch * gap
    const wait = due - performance.now()
    if (wait > 0) await pause(wait)
    const begin = first + batch * BATCH
    const work = send(company, begin)
    works.push(
      batch % LOOK_EVERY
        ? work
        : work.then(async () => {
            await untilShown(company, begin + BATCH - 1)
            visible.push(performance.now() - due)
          }),
    )
  }
  await Promise.all(works)
  return { rate: (batches * BATCH) / ((performance.now() - started) / 1000), visible }
}

async function untilShown({ url, cookie, shipments }: TrackedCompany, nth: number): Promise<void> {
  const event = eventAt(shipments, nth)
  const { order_id } = shipments.find(({ shipment_id }) => shipment_id === event.shipment_id)!
  for (;;) {
    const answer = await fetch(`${url}/api/v1/orders/${order_id}/progress`, { headers: { cookie } })
    const { shipments: shown } = (await answer.json()) as { shipments: { shipment_id: string; last_told_at: string }[] }
    // Told at all, and not only by the import.
    if (shown.some(({ shipment_id, last_told_at }) => shipment_id === event.shipment_id && last_told_at)) return
    await pause(20)
  }
}
