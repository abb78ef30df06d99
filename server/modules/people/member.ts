/** What organizations, members, invitations and keys are made of, and who may be let go. */
import type { Role } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType } from '../../ledger/index.ts'

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
  columns: ['role', 'customer_id', 'is_removed'],
  created: 'MemberJoined',
  changed: 'MemberChanged',
}

export const invitation: RecordType = {
  subjectType: 'invitation',
  table: 'people.invitation',
  key: 'invitation_id',
  columns: ['email', 'role', 'customer_id', 'token_hash', 'expires_at', 'accepted_at'],
  created: 'MemberInvited',
  changed: 'InvitationChanged',
  personal: ['email', 'token_hash'],
}

export const apiKey: RecordType = {
  subjectType: 'api_key',
  table: 'people.api_key',
  key: 'api_key_id',
  columns: ['name', 'key_hash', 'permissions', 'expires_at', 'revoked_at'],
  created: 'ApiKeyCreated',
  changed: 'ApiKeyChanged',
  personal: ['name', 'key_hash'],
}

/** Refuses a customer's contact without a customer, and anybody else with one. */
export function checkRole(role: Role, customerId: string | null | undefined): void {
  if ((role === 'customer_contact') !== Boolean(customerId))
    throw new Refusal('invalid_input', { role, customer_id: customerId ?? null })
}

/** Refuses to take the role of the only owner, or that owner, away. */
export function checkOwnerRemains(owners: readonly string[], userId: string, keepsRole: boolean): void {
  if (!keepsRole && owners.length === 1 && owners[0] === userId) throw new Refusal('last_owner')
}
