/** A database and a folder for one benchmark, gone when it ends, also when it fails or is stopped by Ctrl-C. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type BenchmarkDatabase, benchmarkDatabase } from '../server/benchmark-door.ts'

type Work = (database: BenchmarkDatabase, folder: string) => Promise<void>

export async function withThrowawayDatabase(work: Work): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sevenfold-bench-'))
  // Run by root, PostgreSQL works as another user, who must be able to pass; otherwise the database would lie elsewhere and stay.
  await chmod(folder, 0o711)
  const database = await benchmarkDatabase(join(folder, 'state'))
  let clearing: Promise<void> | undefined
  const clear = () => {
    clearing ??= database.close().then(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    return clearing
  }
  const stop = () =>
    void breakOff(database)
      .then(clear)
      .finally(() => process.exit(130))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    await work(database, folder)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await clear()
  }
}

/** Closing waits for statements under way, which may take minutes; so they are ended first. */
async function breakOff({ ownerUrl }: BenchmarkDatabase): Promise<void> {
  process.on('uncaughtException', () => undefined)
  process.on('unhandledRejection', () => undefined)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  await client.end()
}
