/** Makes the queue's own schema, or brings it up to date. The library keeps its own record of that; ours come after it. */
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

const silent = new Logger(() => () => undefined)

/** As the owner of the database; two servers starting at once agree within the library. */
export async function installQueue(ownerUrl: string): Promise<void> {
  // A pool of our own, since the library does not wait until its own one has closed.
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const ignore = () => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
}
