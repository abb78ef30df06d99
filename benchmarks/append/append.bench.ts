/**
 * One business event with its state row, durable, by eight clients at once: through the product's transaction and ledger,
 * against the same two plain statements by hand. Rounds alternate; the medians are compared.
 */
import pg from 'pg'
import { type BenchmarkDatabase, rateAnOrder } from '../../server/benchmark-door.ts'
import type { Report } from '../figure.ts'
import { withThrowawayDatabase } from '../throwaway.ts'

const CLIENTS = 8
const ROUNDS = 5
const ROUND_MS = 2_000

export const run = (report: Report): Promise<void> => withThrowawayDatabase((database) => appendTo(database, report))

async function appendTo(database: BenchmarkDatabase, report: Report): Promise<void> {
  const byHand = await handClients(database)
  try {
    const ours: number[] = []
    const plain: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await throughput((client, count) => rateAnOrder(database, `ours-${round}-${client}-${count}`)))
      plain.push(
        await throughput((client, count) =>
          twoStatements(byHand[client]!, database, `hand-${round}-${client}-${count}`),
        ),
      )
    }
    const [value, peerValue] = [median(ours), median(plain)]
    report({
      name: 'append of an event with its state row',
      value: Math.round(value),
      unit: 'transactions/s',
      peer: 'the same two statements by hand',
      peerValue: Math.round(peerValue),
      ratio: value / peerValue,
    })
  } finally {
    await Promise.all(byHand.map((client) => client.end()))
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Transactions a second of eight loops that run for one round. */
async function throughput(work: (client: number, count: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + ROUND_MS
  const counts = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      let count = 0
      while (performance.now() < end) await work(client, count++)
      return count
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0) / (ROUND_MS / 1000)
}

const handClients = (database: BenchmarkDatabase) =>
  Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client({ connectionString: database.ownerUrl })
      await client.connect()
      return client
    }),
  )

async function twoStatements(client: pg.Client, { context }: BenchmarkDatabase, id: string): Promise<void> {
  const { tenantId } = context.principal
  await client.query('BEGIN')
  await client.query({
    name: 'state',
    text: `INSERT INTO needs.rating (tenant_id, rating_id, order_id, score, scale_max, given_on, given_at, subject_version)
      VALUES ($1, $2, 'SO-1', 5, 5, '2026-03-16', '2026-03-16T09:00:00Z', 1)`,
    values: [tenantId, id],
  })
  const data = {
    order_id: 'SO-1',
    score: 5,
    scale_max: 5,
    given_on: '2026-03-16',
    given_at: '2026-03-16T09:00:00Z',
    rating_id: id,
  }
  await client.query({
    name: 'event',
    text: `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, record_time, actor)
      VALUES ($1, 'rating', $2, 1, 'RatingGiven', $3, now(), 'user:hand')`,
    values: [tenantId, id, JSON.stringify(data)],
  })
  await client.query('COMMIT')
}
