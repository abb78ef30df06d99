/**
 * Limits guessing of passwords: per account from one address, and per address. Counted in the database, so that several
 * servers and a restart count together. Not per account alone: anybody could then lock anybody out.
 */
import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Runtime } from '../context.ts'

const WINDOW_MINUTES = 15
/** What is told to whoever tried too often. */
export const ATTEMPTS_WAIT = { retry_after_seconds: WINDOW_MINUTES * 60 }
const FAILURES_MAX = { account: 10, address: 100 }

type Scope = Pick<Runtime, 'database' | 'clock'>

/** Counts an attempt before it is tried, so that many at once cannot slip through. False: too many, try later. */
export async function mayAttempt({ database, clock }: Scope, email: string, address: string): Promise<boolean> {
  const now = clock.now()
  const windowStart = new Date(now.getTime() - WINDOW_MINUTES * 60_000)
  const keys = keysOf(email, address)
  const { rows } = await database.pool.query<{ attempt_key: string; failures: number }>(sql`
    INSERT INTO auth.sign_in_attempt AS a (attempt_key, failures, since)
    SELECT unnest(${[keys.account, keys.address].sort()}::text[]), 1, ${now}::timestamptz
    ON CONFLICT (attempt_key) DO UPDATE SET
      failures = CASE WHEN a.since < ${windowStart}::timestamptz THEN 1 ELSE a.failures + 1 END,
      since = CASE WHEN a.since < ${windowStart}::timestamptz THEN excluded.since ELSE a.since END
    RETURNING attempt_key, failures`)
  const failuresOf = (key: string) => rows.find((row) => row.attempt_key === key)!.failures
  return failuresOf(keys.account) <= FAILURES_MAX.account && failuresOf(keys.address) <= FAILURES_MAX.address
}

/** A success clears the account and takes its own attempt back from the address; windows long past are swept away. */
export async function forgiveAttempts({ database, clock }: Scope, email: string, address: string): Promise<void> {
  const keys = keysOf(email, address)
  await database.pool.query(sql`UPDATE auth.sign_in_attempt SET failures = greatest(failures - 1, 0)
    WHERE attempt_key = ${keys.address}`)
  const windowStart = new Date(clock.now().getTime() - WINDOW_MINUTES * 60_000)
  await database.pool.query(sql`DELETE FROM auth.sign_in_attempt
    WHERE attempt_key = ${keys.account} OR since < ${windowStart}::timestamptz`)
}

/** Hashed: who tried to sign in from where is personal, and not needed in clear. */
function keysOf(email: string, address: string) {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  return { account: hash(`${address} ${email.toLowerCase()}`), address: hash(address) }
}
