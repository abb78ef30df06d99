/** Founding an organization, and its members, invitations and keys. */
import { randomBytes } from 'node:crypto'
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { NewApiKey, NewInvitation, Role } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { hashToken } from './authenticate.ts'
import { apiKey, checkOwnerRemains, checkRole, invitation, member, organization } from './member.ts'
import type { SignInLibrary } from './sign-in.ts'

const INVITATION_DAYS = 7

/** Founds an organization and returns its tenant's context, acting for the system. */
export async function foundOrganization(runtime: Runtime, name: string, isSample = false): Promise<Context> {
  const tenantId = runtime.ids.uuid()
  const context = systemContext(runtime, tenantId, 'founding')
  await inTransaction(context, (tx) =>
    createRecord(context, tx, organization, { organization_id: tenantId, name, is_sample: isSample }),
  )
  return context
}

/** Adds a person to the organization, making the login where the address is new. */
export async function addMember(
  context: Context,
  library: SignInLibrary,
  person: { email: string; name: string; password: string; role: Role; customerId?: string | null },
): Promise<void> {
  checkRole(person.role, person.customerId)
  const userId = await library.addUser(person)
  await inTransaction(context, (tx) =>
    createRecord(context, tx, member, {
      user_id: userId,
      role: person.role,
      customer_id: person.customerId ?? null,
      is_removed: false,
    }),
  )
}

export function changeMember(
  context: Context,
  userId: string,
  change: { role: Role; customer_id?: string | null; is_removed?: boolean },
) {
  checkRole(change.role, change.customer_id)
  return inTransaction(context, async (tx) => {
    checkOwnerRemains(await lockOwners(tx), userId, change.role === 'owner' && !change.is_removed)
    if (change.customer_id) await requireCustomer(tx, change.customer_id)
    const next = { role: change.role, customer_id: change.customer_id ?? null, is_removed: change.is_removed ?? false }
    return changeRecord(context, tx, member, userId, () => next)
  })
}

export const removeMember = (context: Context, userId: string) =>
  inTransaction(context, async (tx) => {
    checkOwnerRemains(await lockOwners(tx), userId, false)
    return changeRecord(context, tx, member, userId, () => ({ is_removed: true }))
  })

/** Two owners who let each other go at once must queue here. */
async function lockOwners(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ user_id: string }>(sql`SELECT user_id FROM people.member
    WHERE tenant_id = ${tx.tenantId}::uuid AND role = 'owner' AND NOT is_removed ORDER BY user_id FOR UPDATE`)
  return rows.map((row) => row.user_id)
}

export function inviteMember(context: Context, wish: z.output<typeof NewInvitation>) {
  checkRole(wish.role, wish.customer_id)
  const token = `si_${randomBytes(32).toString('base64url')}`
  return inTransaction(context, async (tx) => {
    if (wish.customer_id) await requireCustomer(tx, wish.customer_id)
    const stored = await createRecord(context, tx, invitation, {
      ...wish,
      invitation_id: context.ids.uuid(),
      token_hash: hashToken(token),
      expires_at: new Date(context.clock.now().getTime() + INVITATION_DAYS * 86_400_000).toISOString(),
    })
    return { ...stored, token }
  })
}

/** Takes an invitation up, once. Refuses `invitation_invalid` for an unknown, used or expired one, without saying which. */
export async function acceptInvitation(
  runtime: Runtime,
  library: SignInLibrary,
  acceptance: { token: string; name: string; password: string },
): Promise<void> {
  const { rows } = await runtime.database.pool.query('SELECT * FROM people.invitation_holder($1)', [
    hashToken(acceptance.token),
  ])
  const holder = rows[0] as { tenant_id: string; invitation_id: string } | undefined
  if (!holder) throw new Refusal('invitation_invalid')
  const context = systemContext(runtime, holder.tenant_id, 'invitation')
  await inTransaction(context, async (tx) => {
    const [row] = await tx.query<{
      email: string
      role: Role
      customer_id: string | null
    }>(sql`SELECT email, role, customer_id
      FROM people.invitation WHERE tenant_id = ${tx.tenantId}::uuid AND invitation_id = ${holder.invitation_id}
        AND accepted_at IS NULL AND expires_at > ${context.clock.now()} FOR UPDATE`)
    if (!row) throw new Refusal('invitation_invalid')
    const person = { email: row.email, name: acceptance.name, password: acceptance.password }
    await addMember({ ...context, tx }, library, { ...person, role: row.role, customerId: row.customer_id })
    await changeRecord(context, tx, invitation, holder.invitation_id, () => ({
      accepted_at: context.clock.now().toISOString(),
    }))
  })
}

/** A key may hold no more than its maker does. The key itself is in the answer and nowhere else. */
export function createApiKey(context: Context, wish: z.output<typeof NewApiKey>) {
  const beyond = wish.permissions.find(
    (permission) => !context.principal.permissions.has(permission) && !context.principal.permissions.has('*'),
  )
  if (beyond) throw new Refusal('not_allowed', { permission: beyond })
  const key = `sf_${randomBytes(32).toString('base64url')}`
  return inTransaction(context, async (tx) => {
    const state = { ...wish, api_key_id: context.ids.uuid(), key_hash: hashToken(key) }
    const stored = await createRecord(context, tx, apiKey, state)
    return { ...stored, name: wish.name, key }
  })
}

export const revokeApiKey = (context: Context, apiKeyId: string) =>
  inTransaction(context, async (tx) => {
    const revoked = await changeRecord(context, tx, apiKey, apiKeyId, () => ({
      revoked_at: context.clock.now().toISOString(),
    }))
    return { api_key_id: revoked.api_key_id, revoked_at: revoked.revoked_at }
  })
