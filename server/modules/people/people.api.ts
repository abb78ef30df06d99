/** Members, invitations and roles. */
import { z } from 'zod'
import {
  AcceptInvitation,
  ChangeMember,
  ChooseDepartment,
  Invitation,
  InvitationSeen,
  LastAdministratorQuery,
  LookUpInvitation,
  Member,
  NewInvitation,
  OpenInvitation,
  ROLE_PERMISSIONS,
  RoleRights,
} from '../../../contract/people.ts'
import { Code } from '../../../contract/values.ts'
import type { SignInLibrary } from '../../platform/auth/sign-in.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint, publicEndpoint } from '../../platform/http/endpoint.ts'
import { acceptInvitation, lookUpInvitation } from './accept-invitation.command.ts'
import { changeRole } from './change-role.command.ts'
import { chooseDepartment } from './choose-department.command.ts'
import { colleagueEndpoints } from './colleagues.api.ts'
import { inviteMember } from './invite-member.command.ts'
import { keyEndpoints } from './keys.api.ts'
import { listMembers, listOpenInvitations } from './people.store.ts'
import { removeMember } from './remove-member.command.ts'
import { sessionEndpoints } from './session.api.ts'
import { withdrawInvitation } from './withdraw-invitation.command.ts'

const tag = 'people'
const Id = z.object({ id: Code })

export interface PeopleSetting {
  /** Whether invitations are mailed; otherwise their links are handed over by whoever invites. */
  readonly isMailed: boolean
}

export const peopleEndpoints = (library: SignInLibrary, setting: PeopleSetting): AnyEndpoint[] => [
  ...sessionEndpoints(library),
  ...memberEndpoints(library),
  ...invitationEndpoints(library, setting),
  ...keyEndpoints(library),
  ...colleagueEndpoints(library, setting),
]

const memberEndpoints = (library: SignInLibrary) => [
  endpoint({
    method: 'GET',
    path: '/roles',
    tag,
    permission: 'signed_in',
    summary: 'Who may do what',
    answer: z.object({ rows: z.array(RoleRights) }),
    handle: async () => ({
      rows: Object.entries(ROLE_PERMISSIONS).map(([role, permissions]) => ({ role, permissions })),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/members',
    tag,
    permission: 'people.read',
    summary: 'List members',
    answer: z.object({ rows: z.array(Member) }),
    handle: (context) => inSnapshot(context, async (tx) => ({ rows: await listMembers(tx) })),
  }),
  endpoint({
    method: 'PATCH',
    path: '/members/:id',
    tag,
    permission: 'people.manage',
    summary: "Change a member's role",
    params: Id,
    query: LastAdministratorQuery,
    body: ChangeMember,
    answer: ChangeMember,
    handle: async (context, { params, body, query }) => {
      const changed = await changeRole(context, params.id, body, query.without_administrator)
      library.recent.forget()
      return changed
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/me/department',
    tag,
    permission: 'orders.read',
    summary: 'Say whose work one does',
    body: ChooseDepartment,
    answer: ChooseDepartment,
    handle: (context, { body }) => chooseDepartment(context, body.department),
  }),
  endpoint({
    method: 'DELETE',
    path: '/members/:id',
    tag,
    permission: 'people.manage',
    summary: 'Remove a member',
    params: Id,
    query: LastAdministratorQuery,
    answer: null,
    status: 204,
    handle: async (context, { params, query }) => {
      await removeMember(context, params.id, query.without_administrator)
      library.recent.forget()
    },
  }),
]

const invitationEndpoints = (library: SignInLibrary, { isMailed }: PeopleSetting) => [
  endpoint({
    method: 'GET',
    path: '/invitations',
    tag,
    permission: 'people.read',
    summary: 'List open invitations',
    answer: z.object({ rows: z.array(OpenInvitation) }),
    handle: (context) =>
      inSnapshot(context, async (tx) => ({ rows: await listOpenInvitations(tx, context.clock.now()) })),
  }),
  endpoint({
    method: 'POST',
    path: '/invitations',
    tag,
    permission: 'people.manage',
    summary: 'Invite a person; the token is shown this once, and mailed where mail is set up',
    body: NewInvitation,
    answer: Invitation,
    status: 201,
    hasSecrets: true,
    handle: (context, { body }) => inviteMember(context, body, { isMailed, makeToken: library.makeInvitationToken }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/invitations/:id',
    tag,
    permission: 'people.manage',
    summary: 'Withdraw an invitation',
    params: Id,
    answer: null,
    status: 204,
    handle: (context, { params }) => withdrawInvitation(context, params.id),
  }),
  publicEndpoint({
    method: 'POST',
    path: '/invitations/look-up',
    tag,
    permission: 'public',
    summary: 'What an invitation is to, before taking it up',
    body: LookUpInvitation,
    answer: InvitationSeen,
    callsPerMinute: 20,
    handlePublic: (runtime, { body }) => lookUpInvitation(runtime, body.token),
  }),
  publicEndpoint({
    method: 'POST',
    path: '/invitations/accept',
    tag,
    permission: 'public',
    summary: 'Take up an invitation',
    body: AcceptInvitation,
    answer: z.object({ accepted: z.literal(true) }),
    callsPerMinute: 20,
    handlePublic: async (runtime, { body }) => {
      await acceptInvitation(runtime, library, body)
      return { accepted: true }
    },
  }),
]
