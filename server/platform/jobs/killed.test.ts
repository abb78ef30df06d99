/** Processes that do jobs side by side, and processes that are killed at any moment: nothing is lost, and nothing done twice for want of care. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { seededRandom } from '../../../engines/shared/index.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { inTransaction } from '../database/transaction.ts'
import { enqueue } from './enqueue.ts'
import { relayOutbox } from './relay.ts'
import { defineTask } from './task.ts'

const PROGRAM = fileURLToPath(new URL('./fixtures/jobs-process.ts', import.meta.url))
const KILLS = Number(process.env.KILLS ?? 4)

let db: TestDatabase
let owner: pg.Client
const processes: ChildProcess[] = []

beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('CREATE TABLE public.done (id text, process int); GRANT INSERT ON public.done TO sevenfold_app')
})
afterAll(async () => {
  await owner?.end()
  await db?.close()
})
beforeEach(() =>
  owner.query(
    'TRUNCATE platform.outbox, graphile_worker._private_jobs, graphile_worker._private_job_queues, public.done',
  ),
)
afterEach(() => Promise.all(processes.splice(0).map(kill)))

const write = defineTask({ name: 'test.write', payload: z.object({ id: z.string() }), attemptsMax: 3 })
const put = (ids: readonly string[]) =>
  inTransaction(db.context(), async (tx) => {
    for (const id of ids) await enqueue(tx, write, { id })
  })
const idsUpTo = (count: number, prefix = 'j') => Array.from({ length: count }, (_, at) => `${prefix}${at}`)
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 25_000 })

async function startProcess(manner = 'plain'): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, db.url, manner], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  await once(child.stdout!, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const done = async () =>
  (await owner.query<{ id: string; process: number }>('SELECT id, process FROM public.done ORDER BY id')).rows
/** Where the work is: still in the outbox, or a job, by its id. */
const waiting = async () =>
  (
    await owner.query<{ id: string }>(`SELECT payload->>'id' AS id FROM platform.outbox
      UNION ALL SELECT payload->'payload'->>'id' FROM graphile_worker._private_jobs`)
  ).rows.map(({ id }) => id)

test('two processes share the work, and do nothing twice', async () => {
  const [one, other] = await Promise.all([startProcess(), startProcess()])
  const ids = idsUpTo(200)
  for (let at = 0; at < ids.length; at += 20) await put(ids.slice(at, at + 20))
  await eventually(waiting).toEqual([])
  const all = await done()
  expect(all.map(({ id }) => id)).toEqual([...ids].sort())
  expect(new Set(all.map((row) => row.process))).toEqual(new Set([one!.pid, other!.pid]))
}, 60_000)

test('a relay killed in the middle of a batch leaves each row in the outbox or as a job, never both and never neither', async () => {
  const ids = idsUpTo(50)
  await put(ids)
  // The relay has deleted the rows and stands before the insert of jobs, for as long as this lock is held.
  await owner.query('BEGIN; LOCK TABLE graphile_worker._private_jobs IN SHARE MODE')
  const child = await startProcess()
  const isHeld = async () =>
    (
      await db.database.pool.query(`SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND wait_event_type = 'Lock' AND query LIKE 'SELECT platform.relay_outbox%'`)
    ).rowCount! > 0
  await eventually(isHeld).toBe(true)
  await kill(child)
  await owner.query('COMMIT')
  expect((await waiting()).sort()).toEqual([...ids].sort())
  await relayOutbox(db.context())
  expect((await waiting()).sort()).toEqual([...ids].sort())
}, 60_000)

test('a job whose process was killed is given to another process, which counts the attempt', async () => {
  await put(['stuck'])
  const child = await startProcess('stand-still')
  await eventually(done).toHaveLength(1)
  await kill(child)
  const { pid } = await startProcess()
  await eventually(done).toHaveLength(2)
  expect((await done()).map((row) => row.process)).toContain(pid)
  await eventually(waiting).toEqual([])
}, 60_000)

test('a job at hand in a living process is left alone, however long it takes', async () => {
  await put(['slow'])
  await startProcess('stand-still')
  await eventually(done).toHaveLength(1)
  await startProcess()
  // The second process looks for abandoned jobs at its start; by the time it does other work, it has looked.
  await put(idsUpTo(3, 'k'))
  await eventually(done).toHaveLength(4)
  await pause(2_500)
  expect((await done()).filter(({ id }) => id === 'slow')).toHaveLength(1)
}, 60_000)

test(`killed ${KILLS} times at any moment, all of the work is done in the end`, async () => {
  const random = seededRandom(11)
  for (let round = 0; round < KILLS; round++) {
    const child = await startProcess()
    await put(idsUpTo(60, `r${round}-`))
    await pause(random.unit() * 400)
    await kill(child)
  }
  await startProcess()
  await eventually(waiting).toEqual([])
  const ids = (await done()).map(({ id }) => id)
  expect(new Set(ids).size).toBe(60 * KILLS)
  // At most what was at hand in a killed process is done again.
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(4 * KILLS)
}, 120_000)
