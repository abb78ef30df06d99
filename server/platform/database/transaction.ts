/**
 * One command, one transaction, one tenant.
 *
 * The tenant is set by a literal `SET LOCAL` in the same round trip as BEGIN: literal, because set_config() does not
 * reach the workers of a distributed PostgreSQL, and in one round trip, because a command pays it every time.
 */
import type { PoolClient } from 'pg'
import type { Sql } from 'sql-template-tag'
import type { Context } from '../context.ts'
import type { Tx } from './database.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TRIES_MAX = 6

/** Serialization failure and deadlock: the whole transaction may be tried again. */
const RETRYABLE = new Set(['40001', '40P01'])

type Scope = Pick<Context, 'database' | 'principal' | 'tx'>

/**
 * Runs `work` in a read-write transaction; on a conflict with another writer it is rolled back and run again.
 * A context that carries an open transaction joins it, so a command can call other modules' commands and stay one.
 */
export const inTransaction = <T>(context: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  context.tx ? work(context.tx) : withRetry(() => once(context, 'BEGIN', work))

/** Runs `work` on one unchanging picture of the data and cannot write. */
export const inSnapshot = <T>(context: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  context.tx
    ? work(context.tx)
    : withRetry(() => once(context, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work))

async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries >= TRIES_MAX || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries * 3))
    }
  }
}

async function once<T>(context: Scope, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { tenantId } = context.principal
  if (!UUID.test(tenantId)) throw new Error('A tenant id must be a UUID in lower case')
  const client = await context.database.pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`${begin}; SET LOCAL app.tenant = '${tenantId}'`)
    const result = await work(bind(client, tenantId))
    await client.query('COMMIT')
    return result
  } catch (error) {
    broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

const rollBack = (client: PoolClient): Promise<Error | undefined> =>
  client.query('ROLLBACK').then(
    () => undefined,
    (error: Error) => error,
  )

/** The view of a connection that stores get. */
export function bind(client: PoolClient, tenantId: string): Tx {
  return {
    tenantId,
    client,
    query: async <Row>(sql: Sql) => (await client.query(sql)).rows as Row[],
    execute: async (sql) => (await client.query(sql)).rowCount ?? 0,
  }
}
