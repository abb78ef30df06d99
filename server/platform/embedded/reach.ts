/** Asks a server that should be running whether it is the right one and takes requests. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** `absent`: nobody listens there. Otherwise the server answered and says whether it syncs to disk. */
export type Answer = 'absent' | { dataDirectory: string; fsync: string }

const RECOVERY_PATIENCE_MILLISECONDS = 120_000
/** PostgreSQL listens before it recovers, so a port that stays closed for this long has no server behind it. */
const LISTEN_PATIENCE_MILLISECONDS = 3_000

const STARTING_UP = '57P03'

export async function askServer(url: string): Promise<Answer> {
  const begun = Date.now()
  for (;;) {
    try {
      return await ask(url)
    } catch (error) {
      const patience = patienceFor(error as NodeJS.ErrnoException)
      const isSpent = Date.now() - begun > patience
      if (isSpent && patience === LISTEN_PATIENCE_MILLISECONDS) return 'absent'
      if (isSpent) throw error
      await pause(50)
    }
  }
}

/** A server that is being killed may still take a connection, only to drop it. */
function patienceFor({ code, message }: NodeJS.ErrnoException): number {
  if (code === STARTING_UP) return RECOVERY_PATIENCE_MILLISECONDS
  const isGoneOrGoing = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code ?? '') || /terminated/.test(message)
  return isGoneOrGoing ? LISTEN_PATIENCE_MILLISECONDS : 0
}

async function ask(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A connection that breaks between two statements reports here; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query(
      "SELECT current_setting('data_directory') AS data_directory, current_setting('fsync') AS fsync",
    )
    return { dataDirectory: rows[0].data_directory, fsync: rows[0].fsync }
  } finally {
    await client.end()
  }
}
