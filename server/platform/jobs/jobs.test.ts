/** From the transaction that causes work to the work done: relayed, run, tried again, given up, and stopped in good order. */
import { Writable } from 'node:stream'
import pg from 'pg'
import { Registry } from 'prom-client'
import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { OTHER_TENANT, openTestDatabase, TENANT, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database/transaction.ts'
import { openLog } from '../log.ts'
import { enqueue } from './enqueue.ts'
import { discardFailedJobs, listFailedJobs, retryFailedJobs } from './failed-jobs.store.ts'
import { JobFailure } from './failure.ts'
import { addJobGauges } from './gauges.ts'
import { listPending } from './pending.store.ts'
import { relayOutbox } from './relay.ts'
import { type RunningJobs, startJobs } from './start-jobs.ts'
import { defineTask, type Job, job } from './task.ts'

let db: TestDatabase
let owner: pg.Client
const running: RunningJobs[] = []
const logged: string[] = []

beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await db?.close()
})
beforeEach(() =>
  owner.query('TRUNCATE platform.outbox, graphile_worker._private_jobs, graphile_worker._private_job_queues'),
)
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()))
  logged.length = 0
})

const greet = defineTask({ name: 'test.greet', payload: z.object({ greeting_id: z.string() }), attemptsMax: 2 })
const enqueueIn = (context: Context, greetingId: string, runAt?: Date) =>
  inTransaction(context, (tx) => enqueue(tx, greet, { greeting_id: greetingId }, runAt))

function start(jobs: readonly Job[]): RunningJobs {
  const log = openLog(
    'info',
    new Writable({
      write: (line, _, done) => {
        logged.push(String(line))
        done()
      },
    }),
  )
  const started = startJobs({
    runtime: { ...db.context(), log },
    databaseUrl: db.url,
    jobs,
    recurring: [],
    listTenantIds: async () => [],
  })
  running.push(started)
  return started
}

const countOf = async (from: string) => Number((await owner.query(`SELECT count(*) FROM ${from}`)).rows[0].count)
const outbox = () => countOf('platform.outbox')
const jobsKept = () => countOf('graphile_worker._private_jobs')
/** The queue looks for another attempt every second. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })
/** A pause between attempts is minutes in the end; a test does not wait for it. */
const makeDue = () => owner.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL')

async function failedAfterAll() {
  await makeDue()
  return listFailedJobs(db.database)
}

describe('the outbox', () => {
  test('keeps nothing of a transaction that is rolled back', async () => {
    const failing = inTransaction(db.context(), async (tx) => {
      await enqueue(tx, greet, { greeting_id: 'never' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await outbox()).toBe(0)
  })

  test('refuses a payload that the task does not know', async () => {
    const wrong = { greeting_id: 7 } as never
    await expect(inTransaction(db.context(), (tx) => enqueue(tx, greet, wrong))).rejects.toThrow()
  })

  test("becomes jobs in bulk, whoever's rows they are, with one notification", async () => {
    await enqueueIn(db.context(), 'a')
    await enqueueIn(db.context(), 'b')
    await enqueueIn(db.context({ tenantId: OTHER_TENANT }), 'c')
    let notifications = 0
    owner.on('notification', () => notifications++)
    await owner.query('LISTEN "jobs:insert"')
    expect(await relayOutbox(db.context())).toBe(3)
    await owner.query('UNLISTEN *')
    expect(notifications).toBe(1)
    const { rows } = await owner.query('SELECT payload, max_attempts FROM graphile_worker._private_jobs ORDER BY id')
    expect(rows).toEqual([
      { payload: { tenant_id: TENANT, payload: { greeting_id: 'a' } }, max_attempts: 2 },
      { payload: { tenant_id: TENANT, payload: { greeting_id: 'b' } }, max_attempts: 2 },
      { payload: { tenant_id: OTHER_TENANT, payload: { greeting_id: 'c' } }, max_attempts: 2 },
    ])
    expect([await outbox(), await relayOutbox(db.context())]).toEqual([0, 0])
  })

  test('holds work for a later day back until then', async () => {
    const context = db.context()
    const dawn = new Date('2026-03-17T06:00:00Z')
    await enqueueIn(context, 'tomorrow', dawn)
    expect(await relayOutbox(context)).toBe(0)
    expect(await relayOutbox({ ...context, clock: { now: () => dawn } })).toBe(1)
  })

  test('relays each row once when two relays run at once', async () => {
    for (let at = 0; at < 40; at++) await enqueueIn(db.context(), `g${at}`)
    const relayed = await Promise.all([relayOutbox(db.context()), relayOutbox(db.context()), relayOutbox(db.context())])
    expect(relayed.reduce((sum, one) => sum + one)).toBe(40)
    expect(
      await countOf(`(SELECT DISTINCT payload->'payload'->>'greeting_id' FROM graphile_worker._private_jobs) g`),
    ).toBe(40)
  })

  test('tells a tenant what it has waiting, here or in the queue, and nothing of another', async () => {
    await enqueueIn(db.context(), 'queued')
    await enqueueIn(db.context({ tenantId: OTHER_TENANT }), 'theirs')
    await relayOutbox(db.context())
    await enqueueIn(db.context(), 'waiting')
    const pending = await inTransaction(db.context(), (tx) => listPending(tx, greet))
    expect(pending.map(({ greeting_id }) => greeting_id).sort()).toEqual(['queued', 'waiting'])
  })
})

describe('a job', () => {
  test('runs for the tenant that caused it, which sees its own rows and no others', async () => {
    const seen: unknown[] = []
    start([
      job(greet, async (context, { greeting_id }) => {
        const [row] = await inTransaction(context, (tx) =>
          tx.query(sql`SELECT current_setting('app.tenant') AS tenant`),
        )
        seen.push([greeting_id, context.principal.tenantId, row])
      }),
    ])
    await enqueueIn(db.context({ tenantId: OTHER_TENANT }), 'hello')
    await eventually(() => seen).toEqual([['hello', OTHER_TENANT, { tenant: OTHER_TENANT }]])
    await eventually(jobsKept).toBe(0)
  })

  test('that throws is tried again after a pause, and listed once its attempts are used up', async () => {
    const attempts: { number: number; isLast: boolean }[] = []
    start([
      job(greet, async (_, __, { number, isLast }) => {
        attempts.push({ number, isLast })
        throw new JobFailure(`no luck at attempt ${number}`)
      }),
    ])
    await enqueueIn(db.context(), 'unlucky')
    await eventually(() => attempts).toEqual([{ number: 1, isLast: false }])
    const pauseSeconds = async () =>
      (await owner.query('SELECT extract(epoch FROM run_at - now()) AS s FROM graphile_worker._private_jobs')).rows[0]
        ?.s
    await eventually(async () => Number(await pauseSeconds())).toBeGreaterThan(1)
    expect(await listFailedJobs(db.database)).toEqual([])
    await makeDue()
    await eventually(() => listFailedJobs(db.database)).toMatchObject([
      { task: 'test.greet', tenant_id: TENANT, attempts: 2, reason: 'no luck at attempt 2' },
    ])
    expect(attempts.at(-1)).toEqual({ number: 2, isLast: true })
  })

  test('given up can be tried anew by the operator, or let go', async () => {
    let isRepaired = false
    let done = 0
    start([
      job(greet, async () => {
        if (!isRepaired) throw new JobFailure('broken')
        done++
      }),
    ])
    await enqueueIn(db.context(), 'first')
    await enqueueIn(db.context(), 'second')
    await eventually(async () => (await failedAfterAll()).length).toBe(2)
    const [first, second] = await listFailedJobs(db.database)
    isRepaired = true
    expect(await discardFailedJobs(db.database, [second!.job_id])).toBe(1)
    expect(await retryFailedJobs(db.database, [first!.job_id, second!.job_id])).toBe(1)
    await eventually(() => done).toBe(1)
    await eventually(jobsKept).toBe(0)
  })

  test('leaves nothing of its payload and nothing of a message in the log or beside itself', async () => {
    start([
      job(greet, async (_, { greeting_id }) => {
        throw Object.assign(new Error(`550 no such mailbox ${greeting_id}`), { code: 'EENVELOPE' })
      }),
    ])
    await enqueueIn(db.context(), 'ana@nord.example')
    await eventually(async () => (await failedAfterAll()).length).toBe(1)
    expect(await listFailedJobs(db.database)).toMatchObject([{ reason: 'Error EENVELOPE' }])
    expect(logged.filter((line) => line.includes('test.greet'))).toHaveLength(2)
    expect(logged.join('')).toContain('jobs.test.ts')
    expect(logged.join('')).not.toMatch(/nord|mailbox/)
  })

  test('whose payload is no longer understood fails by the names of its fields', async () => {
    await enqueueIn(db.context(), 'old')
    await relayOutbox(db.context())
    const changed = defineTask({ ...greet, payload: z.object({ greeting_id: z.string(), tone: z.string() }) })
    start([job(changed, async () => undefined)])
    await eventually(async () => (await failedAfterAll())[0]?.reason).toBe('payload not understood: tone')
  })

  test('of a kind that goes one at a time waits for its own tenant only', async () => {
    const alone = defineTask({ ...greet, name: 'test.alone', lane: 'long', isOneAtATime: true })
    const begun: string[] = []
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    start([
      job(alone, async ({ principal }, { greeting_id }) => {
        begun.push(`${principal.tenantId === TENANT ? 'ours' : 'theirs'} ${greeting_id}`)
        if (principal.tenantId === TENANT) await held
      }),
    ])
    const put = (context: Context, greeting_id: string) =>
      inTransaction(context, (tx) => enqueue(tx, alone, { greeting_id }))
    await put(db.context(), '1')
    await eventually(() => begun).toEqual(['ours 1'])
    await put(db.context(), '2')
    await put(db.context({ tenantId: OTHER_TENANT }), '1')
    await eventually(() => begun).toEqual(['ours 1', 'theirs 1'])
    finish()
    await eventually(() => begun).toEqual(['ours 1', 'theirs 1', 'ours 2'])
  })
})

test('stopping waits for the job at hand and begins no other', async () => {
  const begun: string[] = []
  const ended: string[] = []
  let finish: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    finish = resolve
  })
  let isAsked = false
  const jobs = start([
    job(greet, async (_, { greeting_id }, { stopping }) => {
      begun.push(greeting_id)
      stopping.addEventListener('abort', () => (isAsked = true))
      await held
      ended.push(greeting_id)
    }),
  ])
  await enqueueIn(db.context(), 'at hand')
  await eventually(() => begun).toEqual(['at hand'])
  let isStopped = false
  const stopped = jobs.stop().then(() => {
    isStopped = true
  })
  running.splice(0)
  await enqueueIn(db.context(), 'too late')
  await eventually(() => isAsked).toBe(true)
  await relayOutbox(db.context())
  expect([isStopped, ended]).toEqual([false, []])
  finish()
  await stopped
  expect([begun, ended]).toEqual([['at hand'], ['at hand']])
  expect(await jobsKept()).toBe(1)
})

test('an operator reads from the metrics what waits, runs and has failed, and how long the outbox has been standing', async () => {
  const registry = new Registry()
  addJobGauges(registry, db.database)
  const figure = async (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await registry.metrics())?.[1])
  await enqueueIn(db.context(), 'relayed')
  await relayOutbox(db.context())
  await enqueueIn(db.context(), 'due')
  await enqueueIn(db.context(), 'tomorrow', new Date(Date.now() + 86_400_000))
  await owner.query(`UPDATE platform.outbox SET enqueued_at = now() - interval '90 seconds'`)
  expect(await figure('sevenfold_outbox_age_seconds')).toBeCloseTo(90, -1)
  expect(await figure('sevenfold_outbox_due_rows')).toBe(1)
  expect(await figure('sevenfold_jobs_waiting')).toBe(1)
  expect(await figure('sevenfold_jobs_failed')).toBe(0)
  await owner.query('UPDATE graphile_worker._private_jobs SET attempts = max_attempts')
  expect(await figure('sevenfold_jobs_failed')).toBe(1)
  expect(await figure('sevenfold_jobs_waiting')).toBe(0)
})
