/**
 * One command, one transaction, one tenant.
 *
 * The tenant is set by a literal `SET LOCAL` in the same round trip as BEGIN: literal, because set_config() does not
 * reach the workers of a distributed PostgreSQL, and in one round trip, because a command pays it every time.
 */
import type { PoolClient, QueryResult } from 'pg'
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

export interface PipelineOptions {
  /** A crash of the database server may lose what was written in the second before it; nothing else can. */
  readonly mayBeLost?: boolean
}

/**
 * As `inTransaction`, for commands that are asked often: what goes through `together` and `leave` costs one round trip.
 * On a busy machine each round trip saved is a turn less that the process waits for.
 */
export const inPipeline = <T>(
  context: Scope,
  work: (tx: Tx) => Promise<T>,
  { mayBeLost = false }: PipelineOptions = {},
): Promise<T> => {
  const begin = mayBeLost ? 'BEGIN; SET LOCAL synchronous_commit = off' : 'BEGIN'
  return context.tx ? work(context.tx) : withRetry(() => oncePipelined(context, begin, work))
}

/**
 * A short transaction of its own, also while the context's is open. A crash of the database server loses it only together
 * with everything that was written after it.
 */
export const beside = <T>({ database, principal }: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const scope = { database: { ...database, pool: database.beside }, principal }
  return withRetry(() => once(scope, 'BEGIN; SET LOCAL synchronous_commit = off', work))
}

/** Runs `work` on one unchanging picture of the data and cannot write. */
export const inSnapshot = <T>(context: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  context.tx
    ? work(context.tx)
    : withRetry(() => once(context, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work))

/** A name by which other connections can see what this transaction sees now, as long as it is open. */
export async function exportSnapshot(tx: Tx): Promise<string> {
  const { rows } = await tx.client.query<{ name: string }>('SELECT pg_export_snapshot() AS name')
  return rows[0]!.name
}

/** As `inSnapshot`, on the picture that another transaction has exported. */
export function inSharedSnapshot<T>(context: Scope, name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!/^[0-9A-F-]+$/i.test(name)) throw new Error('This is no name of a snapshot')
  const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '${name}'`
  return once(context, begin, work)
}

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

const once = <T>(context: Scope, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withClient(context, false, async (client, tenantId) => {
    await client.query(`${begin}; ${setTenant(tenantId)}`)
    const result = await work(bind(client, tenantId))
    await client.query('COMMIT')
    return result
  })

/** Awaits only what `work` awaits, and in the end everything with the COMMIT behind it. */
const oncePipelined = <T>(context: Scope, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withClient(context, true, async (client, tenantId) => {
    const sent: Promise<unknown>[] = []
    const failures: unknown[] = []
    const leave = async (left: Promise<unknown>) => {
      left.catch((error) => failures.push(error))
      sent.push(left)
    }
    void leave(client.query(`${begin}; ${setTenant(tenantId)}`))
    let isOver = false
    const send: Send = (sql) => {
      if (isOver) throw new Error('What is left to a pipeline must be one statement: this one would come after COMMIT')
      return client.query(sql)
    }
    try {
      const result = await work({ ...bind(client, tenantId, send), isPipelined: true, leave })
      isOver = true
      // After a statement that failed, COMMIT rolls back without an error of its own: the statement's is the one to report.
      sent.push(client.query('COMMIT'))
      await Promise.all(sent)
      return result
    } catch (error) {
      // Whatever comes after a failed statement only says that the transaction is lost; why, the first one says.
      throw failures[0] ?? error
    }
  })

const setTenant = (tenantId: string): string => `SET LOCAL app.tenant = '${tenantId}'`

async function withClient<T>(
  context: Scope,
  isPipelined: boolean,
  work: (client: PoolClient, tenantId: string) => Promise<T>,
): Promise<T> {
  const { tenantId } = context.principal
  if (!UUID.test(tenantId)) throw new Error('A tenant id must be a UUID in lower case')
  const client = (await context.database.pool.connect()) as PoolClient & { pipeline: boolean }
  let broken: Error | undefined
  client.pipeline = isPipelined
  try {
    return await work(client, tenantId)
  } catch (error) {
    // Also waits for everything sent before it, so that nothing is under way when the connection goes back.
    broken = await rollBack(client)
    throw error
  } finally {
    client.pipeline = false
    client.release(broken)
  }
}

const rollBack = (client: PoolClient): Promise<Error | undefined> =>
  client.query('ROLLBACK').then(
    () => undefined,
    (error: Error) => error,
  )

type Send = (sql: Sql) => Promise<QueryResult>

/** The view of a connection that stores get. */
export function bind(client: PoolClient, tenantId: string, send: Send = (sql) => client.query(sql)): Tx {
  return {
    tenantId,
    client,
    query: async <Row>(sql: Sql) => (await send(sql)).rows as Row[],
    execute: async (sql) => (await send(sql)).rowCount ?? 0,
    isPipelined: false,
    leave: async (work) => void (await work),
  }
}
