/** Brings up what everything runs on: the database (ours or yours), its tables, the log, the secret. */
import { createHmac, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from './platform/clock.ts'
import type { Runtime } from './platform/context.ts'
import { applicationUrl, renewPassword } from './platform/database/application-role.ts'
import { openDatabase } from './platform/database/database.ts'
import { migrate, readMigrations } from './platform/database/migrate.ts'
import {
  type EmbeddedDatabase,
  findCheckout,
  startEmbeddedDatabase,
  stateDirectory,
} from './platform/embedded/index.ts'
import { randomIds } from './platform/ids.ts'
import { openLog } from './platform/log.ts'

export interface OpenRuntime {
  readonly runtime: Runtime
  readonly databaseUrl: string
  readonly secret: string
  readonly stateDirectory: string
  /** As the owner of the tables: migrations, and benchmarks that go round the wall. */
  readonly ownerUrl: string
  /** Our own database, for trials and small sites; samples are loaded only here. */
  readonly isEmbedded: boolean
  close(): Promise<void>
}

const DATABASE_NAME = 'sevenfold'

/** `DATABASE_URL` always wins; without it the embedded database is started, or joined when it already runs. */
export async function openRuntime(environment: NodeJS.ProcessEnv = process.env): Promise<OpenRuntime> {
  const directory = stateDirectory(environment)
  await mkdir(directory, { recursive: true })
  const secret = environment.SEVENFOLD_SECRET || (await keptSecret(directory))
  // The application's password follows from the secret: several servers agree on it without another thing to share.
  const password = createHmac('sha256', secret).update('application role').digest('base64url')
  const own = environment.DATABASE_URL ? null : await startEmbeddedDatabase({ stateDirectory: directory })
  let ownerUrl: string
  try {
    ownerUrl = await bringUpToDate(own, environment.DATABASE_URL, password)
  } catch (error) {
    await own?.stop()
    throw error
  }
  const databaseUrl = applicationUrl(ownerUrl, password)
  const database = openDatabase(databaseUrl)
  const log = openLog(environment.LOG_LEVEL || 'info')
  return {
    runtime: { database, clock: systemClock, ids: randomIds, log },
    databaseUrl,
    ownerUrl,
    secret,
    stateDirectory: directory,
    isEmbedded: own !== null,
    async close() {
      await database.close()
      await own?.stop()
    },
  }
}

/** Returns the address of the database as its owner. */
async function bringUpToDate(
  own: EmbeddedDatabase | null,
  given: string | undefined,
  password: string,
): Promise<string> {
  const migrations = await readMigrations(join(findCheckout(), 'server', 'migrations'))
  if (!own) {
    await migrate(given!, migrations, password)
    return given!
  }
  const ownerUrl = await ensureDatabase(own.adminUrl)
  // Nobody else works with our own database, so a secret that was lost is simply replaced.
  await withConnection(ownerUrl, (owner) => renewPassword(owner, password))
  await migrate(ownerUrl, migrations, password)
  if (await holdsHalfASample(ownerUrl)) {
    await dropDatabase(own.adminUrl)
    await ensureDatabase(own.adminUrl)
    await migrate(ownerUrl, migrations, password)
  }
  return ownerUrl
}

async function keptSecret(directory: string): Promise<string> {
  const path = join(directory, 'secret')
  try {
    return await readFile(path, 'utf8')
  } catch {
    await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(() => undefined)
    await chmod(path, 0o600)
    return readFile(path, 'utf8')
  }
}

/**
 * A first start that was stopped on the way has left an organization without anybody in it, since the logins come last.
 * Nobody can have worked with it, so the next start begins anew. Only ever asked of our own database.
 */
const holdsHalfASample = (ownerUrl: string) =>
  withConnection(ownerUrl, async (connection) => {
    const { rows } =
      await connection.query(`SELECT bool_and(o.is_sample) AND NOT EXISTS (SELECT 1 FROM people.member) AS is_half
      FROM people.organization o HAVING count(*) > 0`)
    return rows[0]?.is_half === true
  })

const dropDatabase = (adminUrl: string) =>
  withConnection(adminUrl, (admin) => admin.query(`DROP DATABASE ${DATABASE_NAME} WITH (FORCE)`))

async function withConnection<T>(url: string, work: (connection: pg.Client) => Promise<T>): Promise<T> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

async function ensureDatabase(adminUrl: string): Promise<string> {
  await withConnection(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME])
    if (!rowCount) await admin.query(`CREATE DATABASE ${DATABASE_NAME} STRATEGY file_copy`)
  })
  const url = new URL(adminUrl)
  url.pathname = `/${DATABASE_NAME}`
  return url.href
}
