/**
 * Import of a flat history against a bare COPY of the same final rows into the same tables on the same server.
 * The peer pays for indexes and constraints too; what it does not pay is reading, checking and explaining.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { IMPORT_KINDS } from '../../contract/imports.ts'
import { buildWorld, historyFlattener, masterRecords, orderStories } from '../../engines/simulation/index.ts'
import { type BenchmarkDatabase, importForBenchmark } from '../../server/benchmark-door.ts'
import type { Report } from '../figure.ts'
import { withThrowawayDatabase } from '../throwaway.ts'

const LINES_AN_ORDER = 3.15

export const run = (report: Report, size = 1_000_000): Promise<void> =>
  withThrowawayDatabase((database, folder) => importInto(database, folder, { report, size }))

async function importInto(
  database: BenchmarkDatabase,
  folder: string,
  { report, size }: { report: Report; size: number },
): Promise<void> {
  const file = join(folder, 'history.csv')
  await writeHistory(file, Math.round(size / LINES_AN_ORDER))
  const memory = watchMemory()
  const started = performance.now()
  const { report: imported, tables } = await importForBenchmark(database, file, NAMES)
  const seconds = (performance.now() - started) / 1000
  const peak = memory.stop()
  const rows = await countRows(database.ownerUrl, tables)
  const copySeconds = await bareCopy(database.ownerUrl, tables, folder)
  report({
    name: 'import rows written',
    value: Math.round(rows / seconds),
    unit: 'rows/s',
    peer: 'bare COPY of the same rows',
    peerValue: Math.round(rows / copySeconds),
    ratio: copySeconds / seconds,
  })
  report({ name: 'import order lines', value: Math.round(imported.rowsRead / seconds), unit: 'lines/s' })
  report({ name: 'import peak memory', value: Math.round(peak / 2 ** 20), unit: 'MiB resident' })
}

export const NAMES = IMPORT_KINDS.find((kind) => kind.kind === 'history')!.fields.map((field) => field.name)

export async function writeHistory(file: string, orders: number): Promise<void> {
  const world = buildWorld({ seed: 3, orders, endInstant: Date.parse('2026-03-16T09:00:00Z') })
  const flatten = historyFlattener(masterRecords(world))
  const cell = (value: unknown) => {
    const text = value === null || value === undefined ? '' : String(value)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  function* lines() {
    let chunk = `${NAMES.join(',')}\n`
    for (const story of orderStories(world, { tracking: false })) {
      for (const record of flatten(story)) {
        const values = record as unknown as Record<string, unknown>
        chunk += `${NAMES.map((name) => cell(values[name])).join(',')}\n`
      }
      if (chunk.length > 1 << 18) {
        yield chunk
        chunk = ''
      }
    }
    yield chunk
  }
  await pipeline(Readable.from(lines()), createWriteStream(file))
}

function watchMemory() {
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  return {
    stop: () => {
      clearInterval(timer)
      return peak
    },
  }
}

async function countRows(url: string, tables: string[]): Promise<number> {
  return withClient(url, async (client) => {
    let total = 0
    for (const table of tables) total += Number((await client.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n)
    return total
  })
}

/** Copies every table out, empties all of them, and times copying them in again in one transaction. */
async function bareCopy(url: string, tables: string[], folder: string): Promise<number> {
  return withClient(url, async (client) => {
    const files = tables.map((table) => join(folder, `${table}.copy`))
    for (const [at, table] of tables.entries()) {
      await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), createWriteStream(files[at]!))
    }
    await client.query(`TRUNCATE ${tables.join(', ')} CASCADE`)
    const started = performance.now()
    await client.query('BEGIN')
    for (const [at, table] of tables.entries()) {
      await pipeline(createReadStream(files[at]!), client.query(copyFrom(`COPY ${table} FROM STDIN`)))
    }
    await client.query('COMMIT')
    return (performance.now() - started) / 1000
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
