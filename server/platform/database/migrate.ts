/** Forward-only migrations: numbered SQL files, each in its own transaction, applied once by the owner of the database. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { installQueue } from '../jobs/install-queue.ts'
import { ensureApplicationRole } from './application-role.ts'

export interface Migration {
  readonly name: string
  readonly sql: string
}

export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort()
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(directory, name), 'utf8') })))
}

/** Two servers starting at once queue here; the number is arbitrary but ours. */
const LOCK = 7070_0001

/**
 * Brings the database at `ownerUrl` up to date and makes sure the application's role exists with `applicationPassword`.
 * Returns the names applied now. An applied migration whose text has changed since is refused.
 */
export async function migrate(
  ownerUrl: string,
  migrations: Migration[],
  applicationPassword: string,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await ensureApplicationRole(client, ownerUrl, applicationPassword)
    await installQueue(ownerUrl)
    return await applyMissing(client, migrations)
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS public.sevenfold_migration (
       name text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  )
  const { rows } = await client.query<{ name: string; digest: string }>(
    'SELECT name, digest FROM public.sevenfold_migration',
  )
  const applied = new Map(rows.map((row) => [row.name, row.digest]))
  const done: string[] = []
  for (const migration of migrations) {
    const digest = digestOf(migration.sql)
    const known = applied.get(migration.name)
    if (known === digest) continue
    if (known) throw new Error(`Migration ${migration.name} has changed since it was applied; add a new one instead`)
    await applyOne(client, migration, digest)
    done.push(migration.name)
  }
  return done
}

async function applyOne(client: pg.Client, migration: Migration, digest: string): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query('INSERT INTO public.sevenfold_migration (name, digest) VALUES ($1, $2)', [
      migration.name,
      digest,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

const digestOf = (sql: string) => createHash('sha256').update(sql).digest('hex')
