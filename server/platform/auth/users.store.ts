/**
 * Users: the people who sign in. Their rows have the sign-in library's layout and are written here, not by the library, so
 * that a person and the membership that made them known are committed together.
 */
import sql from 'sql-template-tag'
import type { Runtime } from '../context.ts'
import type { Tx } from '../database/database.ts'

export interface NewUser {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly language?: string | null
}

export interface Preferences {
  readonly language: string | null
  /** The organization that opens first; null: the first by name. */
  readonly home_tenant_id: string | null
}

/** Adds a user with a password; false when the address is taken, also by someone who was added at the same moment. */
export async function insertUser(tx: Tx, user: NewUser, now: Date): Promise<boolean> {
  const added =
    await tx.execute(sql`INSERT INTO auth."user" (id, name, email, "emailVerified", language, "createdAt", "updatedAt")
    VALUES (${user.id}, ${user.name}, ${user.email.toLowerCase()}, false, ${user.language ?? null}, ${now}, ${now})
    ON CONFLICT (email) DO NOTHING`)
  if (!added) return false
  await tx.execute(sql`INSERT INTO auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    VALUES (${user.id}, ${user.id}, 'credential', ${user.id}, ${user.passwordHash}, ${now}, ${now})`)
  return true
}

export interface Credential {
  readonly user_id: string
  readonly password_hash: string
}

export async function findCredential(
  tx: Tx,
  by: { email: string } | { userId: string },
): Promise<Credential | undefined> {
  const which = 'email' in by ? sql`u.email = ${by.email.toLowerCase()}` : sql`u.id = ${by.userId}`
  const [row] = await tx.query<Credential>(sql`SELECT u.id AS user_id, a.password AS password_hash
    FROM auth."user" u JOIN auth.account a ON a."userId" = u.id AND a."providerId" = 'credential' WHERE ${which}`)
  return row
}

/** Sets the password and ends the person's other sessions: whoever knew the old one is out. */
export async function replacePassword(
  tx: Tx,
  change: { userId: string; passwordHash: string; keptSession: string | null; now: Date },
): Promise<void> {
  await tx.execute(sql`UPDATE auth.account SET password = ${change.passwordHash}, "updatedAt" = ${change.now}
    WHERE "userId" = ${change.userId} AND "providerId" = 'credential'`)
  await tx.execute(sql`DELETE FROM auth.session
    WHERE "userId" = ${change.userId} AND token IS DISTINCT FROM ${change.keptSession}::text`)
}

export async function findPreferences({ database }: Pick<Runtime, 'database'>, userId: string): Promise<Preferences> {
  const { rows } = await database.pool.query<Preferences>(
    sql`SELECT language, home_tenant_id FROM auth."user" WHERE id = ${userId}`,
  )
  return rows[0] ?? { language: null, home_tenant_id: null }
}

export async function updatePreferences(
  tx: Tx,
  userId: string,
  change: Partial<Preferences>,
  now: Date,
): Promise<void> {
  await tx.execute(sql`UPDATE auth."user" SET language = coalesce(${change.language ?? null}, language),
      home_tenant_id = coalesce(${change.home_tenant_id ?? null}::uuid, home_tenant_id), "updatedAt" = ${now}
    WHERE id = ${userId}`)
}
