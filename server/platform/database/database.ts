/** The pool of connections of the application's own role, which row-level security binds. */
import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { NamedClient } from './named-client.ts'

pg.types.setTypeParser(pg.types.builtins.INT8, Number) // counts and minor units stay below 2^53
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value) // a local day, never an instant
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (value) => value) // exact decimals stay text
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value))

/** One transaction of one tenant: all SQL of stores and commands goes through it. */
export interface Tx {
  readonly tenantId: string
  query<Row>(sql: Sql): Promise<Row[]>
  /** How many rows the statement touched. */
  execute(sql: Sql): Promise<number>
  /** The connection itself, for COPY and cursors. */
  readonly client: pg.ClientBase
  /** Statements are sent without waiting for the answers to those before them; COPY is not possible then. */
  readonly isPipelined: boolean
  /**
   * For the last writes of a command, whose answers nobody needs: in a pipeline COMMIT follows them at once. One that fails
   * fails the transaction.
   */
  leave(work: Promise<unknown>): Promise<void>
}

/** Carries out work that does not depend on one another: in a pipeline at once, else one by one in the order given. */
export async function together<Works extends readonly (() => Promise<unknown>)[]>(
  tx: Tx,
  ...works: Works
): Promise<{ [Nth in keyof Works]: Awaited<ReturnType<Works[Nth]>> }> {
  const results: unknown[] = []
  if (tx.isPipelined) results.push(...(await Promise.all(works.map((work) => work()))))
  else for (const work of works) results.push(await work())
  return results as { [Nth in keyof Works]: Awaited<ReturnType<Works[Nth]>> }
}

export interface Database {
  readonly pool: pg.Pool
  /** For short transactions beside the one under way: taken from the same pool, all connections could wait for one more. */
  readonly beside: pg.Pool
  /** For a thread, which needs connections of its own. */
  readonly url: string
  close(): Promise<void>
}

export function openDatabase(url: string, options: { connectionsMax?: number } = {}): Database {
  const pool = openPool(url, options.connectionsMax ?? 12)
  const beside = openPool(url, 1)
  return { pool, beside, url, close: async () => void (await Promise.all([pool.end(), beside.end()])) }
}

function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    Client: NamedClient as unknown as typeof pg.Client,
    application_name: 'sevenfold',
    // State rows turn into ledger JSON on the server: one zone, so that equal instants are spelled equally.
    options: '-c TimeZone=UTC',
  } as pg.PoolConfig)
  // A server restart breaks idle connections; without a listener that would end the process. The pool replaces them.
  pool.on('error', () => undefined)
  // One that is in use tells its own query, and the library takes its listener away meanwhile: the same would happen.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
