/** Imports as work for later: begun by whichever server is there, cancelled, broken off, begun anew, closed; and read by a thread. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Mapping } from '../../../contract/imports.ts'
import { OTHER_TENANT, openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { job, type RunningJobs, startJobs } from '../../platform/jobs/index.ts'
import { cancelImport } from './cancel-import.command.ts'
import { closeInterrupted } from './close-interrupted.command.ts'
import { importTask } from './import.task.ts'
import { importFile } from './import-file.command.ts'
import { claimRun, getRun, type ImportRun, listRejects, openRun } from './import-runs.store.ts'
import { runImport } from './run-import.command.ts'
import { uploadPath } from './spool.ts'
import { startImport } from './start-import.command.ts'

let db: TestDatabase
let context: Context
let spoolDirectory: string

beforeAll(async () => {
  spoolDirectory = await mkdtemp(join(tmpdir(), 'sevenfold-spool-'))
})
beforeEach(async () => {
  await db?.close()
  db = await openTestDatabase()
  context = { ...db.context({ actor: 'user:ana' }), ids: randomIds }
})
afterAll(async () => {
  await db?.close()
  await rm(spoolDirectory, { recursive: true, force: true })
})

const mapping = Mapping.parse({
  kind: 'contacts',
  columns: { contact_id: 'id', customer_id: 'firm', name: 'name' },
})
const HEADER = 'id,firm,name\n'
/** Some are refused as they are read (no id), some only by the database (no such customer). */
const rowsUpTo = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `${at % 40 === 7 ? '' : `K-${at}`},${at % 60 === 9 ? 'GHOST' : 'NORD'},"Ana, ${at}"\n`,
  )
const fileOf = (count: number) => HEADER + rowsUpTo(count).join('')

async function upload(content: string, owner = context): Promise<string> {
  const importId = randomIds.uuid()
  await writeFile(uploadPath(spoolDirectory, importId), content)
  await openRun(owner, { importId, kind: 'contacts', fileName: 'people.csv', state: 'uploaded' })
  return importId
}
const addCustomer = (owner: Context) =>
  importFile(owner, {
    open: () => Buffer.from('id,name\nNORD,Nord\n'),
    fileName: 'customers.csv',
    mapping: { kind: 'customers', columns: { customer_id: 'id', name: 'name' } },
  })
const read = (importId: string, owner = context): Promise<ImportRun> => inSnapshot(owner, (tx) => getRun(tx, importId))
const stateOf = async (importId: string) => (await read(importId)).state
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 20_000, interval: 20 })
const countContacts = () =>
  inSnapshot(
    context,
    async (tx) => (await tx.query<{ n: number }>(sql`SELECT count(*) AS n FROM customers.contact`))[0]!.n,
  )
const countWaiting = () =>
  inSnapshot(
    context,
    async (tx) => (await tx.query<{ n: number }>(sql`SELECT count(*) AS n FROM platform.outbox`))[0]!.n,
  )

const startServer = (): RunningJobs =>
  startJobs({
    runtime: context,
    databaseUrl: db.url,
    recurring: [],
    listTenantIds: async () => [],
    jobs: [job(importTask, (own, payload, attempt) => runImport(own, payload, { ...attempt, spoolDirectory }))],
  })

async function withServer<T>(work: () => Promise<T>): Promise<T> {
  const server = startServer()
  try {
    return await work()
  } finally {
    await server.stop()
  }
}

test('an import whose server ended before it began is done by the next, in the name of whoever started it', async () => {
  await addCustomer(context)
  const importId = await upload(fileOf(50))
  await startImport(context, importId, mapping)
  expect(await stateOf(importId)).toBe('running')
  await withServer(() => eventually(() => stateOf(importId)).toBe('done'))
  expect(existsSync(uploadPath(spoolDirectory, importId))).toBe(false)
  const actors = await inSnapshot(context, (tx) =>
    tx.query(sql`SELECT DISTINCT actor FROM ledger.event WHERE subject_type = 'contact'`),
  )
  expect(actors).toEqual([{ actor: 'user:ana' }])
})

test('a start that is taken back leaves the file uploaded and nothing to do', async () => {
  const importId = await upload(fileOf(5))
  const failing = inTransaction(context, async (tx) => {
    await startImport({ ...context, tx }, importId, mapping)
    throw new Error('taken back')
  })
  await expect(failing).rejects.toThrow('taken back')
  expect([await stateOf(importId), await countWaiting()]).toEqual(['uploaded', 0])
})

test('two who start the same file at once start it once', async () => {
  const importId = await upload(fileOf(5))
  const starts = await Promise.allSettled([1, 2].map(() => startImport(context, importId, mapping)))
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(starts.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'import_not_ready' } })
  expect(await countWaiting()).toBe(1)
})

test('a file read by a thread gives the same rows, the same refusals and the same figures as one read here', async () => {
  const other = { ...db.context({ tenantId: OTHER_TENANT, actor: 'user:ana' }), ids: randomIds }
  await Promise.all([addCustomer(context), addCustomer(other)])
  // Well above what is read without a thread.
  const file = fileOf(9_000)
  const here = await importFile(other, { open: () => Buffer.from(file), fileName: 'people.csv', mapping })
  const importId = await upload(file)
  await startImport(context, importId, mapping)
  await withServer(() => eventually(() => stateOf(importId)).toBe('done'))
  const run = await read(importId)
  expect(run).toMatchObject({ rows_read: here.rowsRead, rows_rejected: here.rowsRejected, settled: here.settled })
  expect(run.rows_rejected).toBeGreaterThan(300)
  const rejectsOf = (owner: Context, id: string) => inSnapshot(owner, (tx) => listRejects(tx, id, 0, 10_000))
  const refused = await rejectsOf(context, importId)
  expect(refused).toEqual(await rejectsOf(other, here.importId))
  expect(refused).toContainEqual({
    row_number: 11,
    problems: [{ field: 'customer_id', column: 'firm', value: 'GHOST', code: 'unknown_customer' }],
    cells: { id: 'K-9', firm: 'GHOST', name: 'Ana, 9' },
  })
})

test('what the thread cannot read is refused as a whole, with the row', async () => {
  const importId = await upload(`${fileOf(9_000)}K-1,NORD,"never closed`)
  await startImport(context, importId, mapping)
  await withServer(() => eventually(() => stateOf(importId)).toBe('refused'))
  expect((await read(importId)).problem).toEqual({
    code: 'unsupported_file',
    details: { reason: 'unclosed_quote', rowNumber: 9_002 },
  })
})

test('an import cancelled while it waits is never begun', async () => {
  const importId = await upload(fileOf(50))
  await startImport(context, importId, mapping)
  expect((await cancelImport(context, importId)).state).toBe('cancelled')
  await withServer(() => eventually(() => existsSync(uploadPath(spoolDirectory, importId))).toBe(false))
  expect(await read(importId)).toMatchObject({ state: 'cancelled', progress: null, problem: null })
})

test('an import cancelled while it is under way, by whichever server is asked, keeps nothing', async () => {
  await addCustomer(context)
  const importId = await upload(fileOf(150_000))
  await startImport(context, importId, mapping)
  await withServer(async () => {
    await eventually(async () => (await read(importId)).progress).not.toBeNull()
    expect((await cancelImport(context, importId)).state).toBe('running')
    await eventually(() => stateOf(importId)).toBe('cancelled')
  })
  expect(await countContacts()).toBe(0)
})

test('a server asked to stop breaks an import off, and the next brings the file in', async () => {
  await addCustomer(context)
  const importId = await upload(fileOf(150_000))
  await startImport(context, importId, mapping)
  await withServer(() => eventually(async () => (await read(importId)).progress?.rowsRead ?? 0).toBeGreaterThan(0))
  expect([await stateOf(importId), await countContacts(), await countWaiting()]).toEqual(['running', 0, 1])
  await withServer(() => expect.poll(() => stateOf(importId), { timeout: 60_000 }).toBe('done'))
  expect(await countContacts()).toBeGreaterThan(140_000)
}, 120_000)

test('a run that nobody works on and nobody will is closed as interrupted; one that waits or is worked on is not', async () => {
  const [left, waiting, claimed] = [await upload('x'), await upload('x'), await upload('x')]
  for (const importId of [left, waiting, claimed]) await startImport(context, importId, mapping)
  // Its attempts are used up: the process ended each time.
  await inTransaction(context, (tx) =>
    tx.execute(sql`DELETE FROM platform.outbox WHERE payload->>'import_id' IN (${left}, ${claimed})`),
  )
  const closing = { ...context, clock: { now: () => new Date(db.clock.now().getTime() + 120_000) } }
  await inTransaction(context, async (tx) => {
    await claimRun(tx, claimed)
    await closeInterrupted(closing, spoolDirectory)
  })
  expect([await stateOf(left), await stateOf(waiting), await stateOf(claimed)]).toEqual([
    'interrupted',
    'running',
    'running',
  ])
  expect(existsSync(uploadPath(spoolDirectory, left))).toBe(false)
  expect(existsSync(uploadPath(spoolDirectory, waiting))).toBe(true)
})

test('two processes are never at the same import', async () => {
  const importId = await upload(fileOf(5))
  await startImport(context, importId, mapping)
  await inTransaction(context, async (tx) => {
    await claimRun(tx, importId)
    const second = inTransaction({ ...context, tx: undefined }, (other) => claimRun(other, importId))
    await expect(second).rejects.toMatchObject({ name: 'JobFailure' })
  })
})
