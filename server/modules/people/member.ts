/** What organizations, members, invitations and keys are made of, and who may give or take which role. */
import { type Permission, type PortalRole, ROLE_PERMISSIONS, type Role } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType } from '../../ledger/index.ts'
import type { Principal } from '../../platform/context.ts'

export const organization: RecordType = {
  subjectType: 'organization',
  table: 'people.organization',
  key: 'organization_id',
  columns: ['name', 'is_sample'],
  created: 'OrganizationFounded',
  changed: 'OrganizationChanged',
}

export const member: RecordType = {
  subjectType: 'member',
  table: 'people.member',
  key: 'user_id',
  columns: ['role', 'customer_id', 'portal_roles', 'is_removed', 'department'],
  created: 'MemberJoined',
  changed: 'RoleChanged',
}

export const invitation: RecordType = {
  subjectType: 'invitation',
  table: 'people.invitation',
  key: 'invitation_id',
  columns: ['email', 'role', 'customer_id', 'portal_roles', 'token_hash', 'expires_at', 'accepted_at', 'withdrawn_at'],
  created: 'MemberInvited',
  changed: 'InvitationAccepted',
  personal: ['email', 'token_hash'],
}

export const apiKey: RecordType = {
  subjectType: 'api_key',
  table: 'people.api_key',
  key: 'api_key_id',
  columns: ['name', 'key_hash', 'hint', 'permissions', 'created_by', 'expires_at', 'revoked_at'],
  created: 'ApiKeyCreated',
  changed: 'ApiKeyRevoked',
  // A name may be a person's, hash and hint are a secret's, and the last use is written without an event.
  personal: ['name', 'key_hash', 'hint', 'last_used_at'],
}

/** A role as it is held: a customer's contact is bound to the one customer, everybody else to none. */
export interface Holding {
  readonly role: Role
  readonly customer_id?: string | null
  /** Of a customer's contact; null: whatever a contact may do, save letting people in. */
  readonly portal_roles?: readonly PortalRole[] | null
}

/** Refuses a customer's contact without a customer, and anybody else with one or with a role in the portal. */
export function checkRole({ role, customer_id, portal_roles }: Holding): void {
  if ((role === 'customer_contact') !== Boolean(customer_id))
    throw new Refusal('invalid_input', { role, customer_id: customer_id ?? null })
  if (role !== 'customer_contact' && portal_roles) throw new Refusal('invalid_input', { role, portal_roles })
}

/** The same roles in one order and each once, so that equal holdings are equal. */
export const sortedRoles = (roles: readonly PortalRole[] | null | undefined): PortalRole[] | null =>
  roles ? [...new Set(roles)].sort() : null

type Asker = Pick<Principal, 'permissions' | 'role'>

const holds = (asker: Asker, permission: Permission) =>
  asker.role === 'system' || asker.permissions.has('*') || asker.permissions.has(permission)

/**
 * Nobody hands out, or takes from another, rights beyond the own: a manager makes no owner and unmakes none. A customer's own
 * administrator may let in contacts of that customer, whatever they take care of.
 */
export function checkReach(asker: Asker, role: Role): void {
  if (role === 'customer_contact' && asker.permissions.has('portal.people')) return
  const beyond = ROLE_PERMISSIONS[role].find((permission) => !holds(asker, permission))
  if (beyond) throw new Refusal('not_allowed', { role, permission: beyond })
}

/** A key may hold no more than its maker does. */
export function checkKeyReach(asker: Asker, permissions: readonly Permission[]): void {
  const beyond = permissions.find((permission) => !holds(asker, permission))
  if (beyond) throw new Refusal('not_allowed', { permission: beyond })
}

/** Refuses to take the role of the only owner, or that owner, away. */
export function checkOwnerRemains(owners: readonly string[], userId: string, remainsOwner: boolean): void {
  if (!remainsOwner && owners.length === 1 && owners[0] === userId) throw new Refusal('last_owner')
}

interface Contacts {
  readonly administrators: readonly string[]
  readonly all: readonly string[]
}

/** Refuses to leave a customer's people without anybody who may let others in. Nobody at all is nobody who lacks it. */
export function checkAdministratorRemains({ administrators, all }: Contacts, userId: string, customerId: string): void {
  if (administrators.length === 1 && administrators[0] === userId && all.length > 1)
    throw new Refusal('last_administrator', { customer_id: customerId, user_id: userId })
}

export interface InvitationTimes {
  readonly expires_at: Date
  readonly accepted_at: Date | null
  readonly withdrawn_at: Date | null
}

/** An invitation is open until it is accepted, withdrawn or expired; each of these is final. */
export const isOpen = ({ expires_at, accepted_at, withdrawn_at }: InvitationTimes, now: Date): boolean =>
  accepted_at === null && withdrawn_at === null && expires_at > now

/** The id of the person asking. Refuses a program. */
export function userIdOf(principal: Pick<Principal, 'actor'>): string {
  if (!principal.actor.startsWith('user:')) throw new Refusal('not_allowed', { reason: 'not_a_person' })
  return principal.actor.slice('user:'.length)
}
