/** Transactions that send their statements without waiting: they hold together as any other, and leave nothing behind. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../context.ts'
import { type Tx, together } from './database.ts'
import { inPipeline, inSnapshot, inTransaction } from './transaction.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
})
afterAll(() => db?.close())

const note = (tx: Tx, name: string) =>
  tx.execute(sql`INSERT INTO platform.follower (tenant_id, follower, transaction_id, position, moved_at)
    VALUES (${tx.tenantId}::uuid, ${name}, '0', 0, now())`)
const noted = (): Promise<string[]> =>
  inSnapshot(context, async (tx) => {
    const rows = await tx.query<{ follower: string }>(sql`SELECT follower FROM platform.follower
      WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY follower`)
    return rows.map((row) => row.follower)
  })

test('statements sent together are carried out in their order, each with its own answer', async () => {
  const answers = await inPipeline(context, (tx) =>
    together(
      tx,
      () => note(tx, 'first'),
      () => tx.query(sql`SELECT count(*) AS count FROM platform.follower WHERE tenant_id = ${tx.tenantId}::uuid`),
      () => note(tx, 'second'),
    ),
  )
  expect(answers).toEqual([1, [{ count: 1 }], 1])
  expect(await noted()).toEqual(['first', 'second'])
})

test('a statement that was left and fails takes everything with it, and says why', async () => {
  const failing = inPipeline(context, async (tx) => {
    await tx.leave(note(tx, 'before'))
    await tx.leave(tx.execute(sql`SELECT 1 / ${0}::int`))
    await tx.leave(note(tx, 'after'))
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  expect(await noted()).toEqual(['first', 'second'])
})

test('a question after a failed statement fails for the reason of that one, so that what may be tried again is', async () => {
  let tries = 0
  const answer = await inPipeline(context, async (tx) => {
    if (++tries === 1) await tx.leave(tx.execute(sql`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`))
    return tx.query(sql`SELECT 1 AS one`)
  })
  expect(answer).toEqual([{ one: 1 }])
  expect(tries).toBe(2)
})

test('work that fails while its statements are under way leaves nothing, and its connection does other work', async () => {
  for (let round = 0; round < 20; round++) {
    const failing = inPipeline(context, async (tx) => {
      await tx.leave(note(tx, 'lost'))
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
  }
  const copied = await inTransaction(context, async (tx) => {
    await tx.client.query('CREATE TEMPORARY TABLE heard (word text) ON COMMIT DROP')
    await pipeline(Readable.from(['one\ntwo\n']), tx.client.query(copyFrom('COPY heard FROM STDIN')))
    return tx.query(sql`SELECT count(*) AS count FROM heard`)
  })
  expect(copied).toEqual([{ count: 2 }])
  expect(await noted()).toEqual(['first', 'second'])
})

test('a second statement of work that was left is refused: it would come after COMMIT', async () => {
  const failing = inPipeline(context, async (tx) => {
    const twice = async () => {
      await tx.query(sql`SELECT 1`)
      await note(tx, 'too late')
    }
    await tx.leave(twice())
  })
  await expect(failing).rejects.toThrow('after COMMIT')
  expect(await noted()).toEqual(['first', 'second'])
})
