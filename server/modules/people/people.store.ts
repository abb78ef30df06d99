/** Memberships, keys and invitations as stored, and the lists of them. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { ApiKey, Member, OpenInvitation, Permission, PortalRole, Role } from '../../../contract/people.ts'
import { type Runtime, systemContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Holding, InvitationTimes } from './member.ts'

export interface Membership {
  readonly tenant_id: string
  readonly organization_name: string
  readonly role: Role
  readonly customer_id: string | null
  readonly portal_roles: PortalRole[] | null
}

export interface KeyHolder {
  readonly tenant_id: string
  readonly organization_name: string
  readonly api_key_id: string
  readonly permissions: Permission[]
  /** Null: until revoked. */
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
}

/** Where the person is a member, by name of the organization. Asked before any tenant is known. */
export async function findMemberships({ database }: Runtime, userId: string): Promise<Membership[]> {
  const { rows } = await database.pool.query<Membership>(sql`SELECT * FROM people.memberships_of(${userId})`)
  return rows
}

/** Whose key has this hash, unless revoked. Asked before any tenant is known. */
export async function findKeyHolder({ database }: Runtime, keyHash: string): Promise<KeyHolder | null> {
  const { rows } = await database.pool.query<KeyHolder>(sql`SELECT * FROM people.key_holder(${keyHash})`)
  return rows[0] ?? null
}

const COARSE_MS = 10 * 60_000

/** Notes that a key is in use, at most every ten minutes: enough to find the forgotten ones. */
export async function noteKeyUse(runtime: Runtime, holder: KeyHolder): Promise<void> {
  const now = runtime.clock.now()
  if (holder.last_used_at && now.getTime() - holder.last_used_at.getTime() < COARSE_MS) return
  await inTransaction(systemContext(runtime, holder.tenant_id, 'keys'), (tx) =>
    tx.execute(sql`UPDATE people.api_key SET last_used_at = ${now}
      WHERE tenant_id = ${tx.tenantId}::uuid AND api_key_id = ${holder.api_key_id}`),
  )
}

export interface InvitationHolder {
  readonly tenant_id: string
  readonly invitation_id: string
}

/** Whose invitation has this token. Asked before any tenant is known. */
export async function findInvitationHolder({ database }: Runtime, hash: string): Promise<InvitationHolder | null> {
  const { rows } = await database.pool.query<InvitationHolder>(sql`SELECT * FROM people.invitation_holder(${hash})`)
  return rows[0] ?? null
}

export type StoredInvitation = InvitationTimes & Required<Holding> & { email: string }

export async function lockInvitation(tx: Tx, invitationId: string): Promise<StoredInvitation | undefined> {
  const [row] =
    await tx.query<StoredInvitation>(sql`SELECT email, role, customer_id, portal_roles, expires_at, accepted_at, withdrawn_at
    FROM people.invitation WHERE tenant_id = ${tx.tenantId}::uuid AND invitation_id = ${invitationId} FOR UPDATE`)
  return row
}

export type StoredMember = Required<Holding> & { is_removed: boolean }

export async function lockMember(tx: Tx, userId: string): Promise<StoredMember | undefined> {
  const [row] = await tx.query<StoredMember>(sql`SELECT role, customer_id, portal_roles, is_removed
    FROM people.member WHERE tenant_id = ${tx.tenantId}::uuid AND user_id = ${userId} FOR UPDATE`)
  return row
}

/** Of the customer's present members: who lets people in, and how many others there are. The same rows in the same order. */
export async function lockContacts(tx: Tx, customerId: string): Promise<{ administrators: string[]; all: string[] }> {
  const rows = await tx.query<{ user_id: string; is_administrator: boolean }>(sql`SELECT user_id,
      coalesce(portal_roles @> '["administrator"]'::jsonb, false) AS is_administrator FROM people.member
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId} AND NOT is_removed ORDER BY user_id FOR UPDATE`)
  const administrators = rows.filter((row) => row.is_administrator).map((row) => row.user_id)
  return { administrators, all: rows.map((row) => row.user_id) }
}

/** Whether an invitation to that address waits; of one customer, or of anybody. Two that ask at once queue here. */
export async function hasOpenInvitation(
  tx: Tx,
  { email, customerId, now }: { email: string; customerId: string | null; now: Date },
): Promise<boolean> {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`invitation ${tx.tenantId} ${email}`}, 0))`)
  const found = await tx.execute(sql`SELECT 1 FROM people.invitation WHERE tenant_id = ${tx.tenantId}::uuid
    AND email = ${email} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${now}::timestamptz
    AND (${customerId}::text IS NULL OR customer_id = ${customerId}) LIMIT 1`)
  return found > 0
}

/** Whether a person with that address is a contact of the customer already. */
export async function isContact(tx: Tx, email: string, customerId: string): Promise<boolean> {
  const found = await tx.execute(sql`SELECT 1 FROM people.member m JOIN auth."user" u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.customer_id = ${customerId} AND NOT m.is_removed
      AND lower(u.email) = ${email} LIMIT 1`)
  return found > 0
}

/** Two owners who let each other go at once must queue here: the same rows in the same order. */
export async function lockOwners(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ user_id: string }>(sql`SELECT user_id FROM people.member
    WHERE tenant_id = ${tx.tenantId}::uuid AND role = 'owner' AND NOT is_removed ORDER BY user_id FOR UPDATE`)
  return rows.map((row) => row.user_id)
}

export async function findOrganizationName(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ name: string }>(
    sql`SELECT name FROM people.organization WHERE tenant_id = ${tx.tenantId}::uuid`,
  )
  return row!.name
}

/** Of one customer, or everybody. */
export const listMembers = (tx: Tx, customerId: string | null = null) =>
  tx.query<z.output<typeof Member>>(sql`SELECT m.user_id, m.role, m.customer_id, m.portal_roles, u.name, u.email
    FROM people.member m JOIN auth."user" u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND NOT m.is_removed
      AND (${customerId}::text IS NULL OR m.customer_id = ${customerId}) ORDER BY u.name, m.user_id`)

export const listOpenInvitations = (tx: Tx, now: Date, customerId: string | null = null) =>
  tx.query<z.output<typeof OpenInvitation>>(sql`SELECT i.invitation_id, i.email, i.role, i.customer_id, i.portal_roles,
      i.expires_at,
      CASE m.state WHEN 'sending' THEN 'waiting' ELSE coalesce(m.state, 'not_sent') END AS mail
    FROM people.invitation i LEFT JOIN people.invitation_mail m USING (tenant_id, invitation_id)
    WHERE i.tenant_id = ${tx.tenantId}::uuid
      AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > ${now}::timestamptz
      AND (${customerId}::text IS NULL OR i.customer_id = ${customerId})
    ORDER BY i.invitation_id DESC`)

export const listApiKeys = (tx: Tx) =>
  tx.query<
    z.output<typeof ApiKey>
  >(sql`SELECT api_key_id, name, hint, permissions, created_by, expires_at, revoked_at, last_used_at
    FROM people.api_key WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY api_key_id DESC`)
