/** A throwaway database for one benchmark run: the embedded server, or DATABASE_URL_BENCH (a superuser's address). */
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Database, openDatabase } from '../../server/platform/database/database.ts'
import { migrate, readMigrations } from '../../server/platform/database/migrate.ts'
import { startEmbeddedDatabase, stateDirectory } from '../../server/platform/embedded/index.ts'

export interface BenchDatabase {
  readonly database: Database
  readonly owner: pg.Client
  close(): Promise<void>
}

const PASSWORD = 'only-for-benchmarks'

/** A database that exists already under this name is used as it stands; `isFresh` tells. */
export async function openBenchDatabase(name: string): Promise<BenchDatabase & { isFresh: boolean }> {
  const embedded = process.env.DATABASE_URL_BENCH
    ? undefined
    : await startEmbeddedDatabase({ stateDirectory: `${stateDirectory()}/bench`, fsync: 'off' })
  const url = new URL(process.env.DATABASE_URL_BENCH ?? embedded!.adminUrl)
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  const isFresh = rows.length === 0
  if (isFresh) await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  url.pathname = `/${name}`
  const migrations = fileURLToPath(new URL('../../server/migrations/', import.meta.url))
  if (isFresh) await migrate(url.href, await readMigrations(migrations), PASSWORD)
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  url.username = 'sevenfold_app'
  url.password = PASSWORD
  const database = openDatabase(url.href)
  return {
    database,
    owner,
    isFresh,
    close: async () => {
      await database.close()
      await owner.end()
      await embedded?.leave()
    },
  }
}
