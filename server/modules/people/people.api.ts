import { z } from 'zod'
import {
  AcceptInvitation,
  ApiKey,
  AuditQuery,
  AuditRow,
  ChangeMember,
  Invitation,
  Member,
  NewApiKey,
  NewInvitation,
  Session,
  SignIn,
} from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint, publicEndpoint } from '../../platform/http/endpoint.ts'
import { type SignedIn, toHeaders } from './authenticate.ts'
import {
  acceptInvitation,
  changeMember,
  createApiKey,
  inviteMember,
  removeMember,
  revokeApiKey,
} from './organizations.command.ts'
import { listApiKeys, listAudit, listMembers } from './people.store.ts'
import type { SignInLibrary } from './sign-in.ts'

const tag = 'people'
const Id = z.object({ id: Code })

export function peopleEndpoints(library: SignInLibrary) {
  return [
    publicEndpoint({
      method: 'POST',
      path: '/session',
      tag,
      permission: 'public',
      summary: 'Sign in',
      body: SignIn,
      answer: z.object({ signedIn: z.literal(true) }),
      callsPerMinute: 20,
      handlePublic: async (_, { body }, reply) => {
        const cookies = await library.signIn(body.email, body.password)
        if (!cookies) throw new Refusal('not_signed_in')
        reply.setHeader('set-cookie', cookies)
        return { signedIn: true }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/session',
      tag,
      permission: 'signed_in',
      summary: 'Who is signed in, where, and what they may do',
      answer: Session,
      handle: async ({ principal }) => {
        const { user, organizationName } = principal as SignedIn
        return {
          user: user ?? { id: principal.actor, name: '', email: '' },
          organization: { id: principal.tenantId, name: organizationName },
          role: principal.role,
          permissions: [...principal.permissions],
        }
      },
    }),
    publicEndpoint({
      method: 'DELETE',
      path: '/session',
      tag,
      permission: 'public',
      summary: 'Sign out',
      answer: null,
      status: 204,
      handlePublic: async (_, { request }, reply) => {
        reply.setHeader('set-cookie', await library.signOut(toHeaders(request)))
      },
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
      body: ChangeMember,
      answer: ChangeMember,
      handle: (context, { params, body }) => changeMember(context, params.id, body),
    }),
    endpoint({
      method: 'DELETE',
      path: '/members/:id',
      tag,
      permission: 'people.manage',
      summary: 'Remove a member',
      params: Id,
      answer: null,
      status: 204,
      handle: async (context, { params }) => void (await removeMember(context, params.id)),
    }),
    endpoint({
      method: 'POST',
      path: '/invitations',
      tag,
      permission: 'people.manage',
      summary: 'Invite a person',
      body: NewInvitation,
      answer: Invitation,
      status: 201,
      handle: (context, { body }) => inviteMember(context, body),
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
    endpoint({
      method: 'GET',
      path: '/api-keys',
      tag,
      permission: 'keys.manage',
      summary: 'List API keys',
      answer: z.object({ rows: z.array(ApiKey) }),
      handle: (context) => inSnapshot(context, async (tx) => ({ rows: await listApiKeys(tx) })),
    }),
    endpoint({
      method: 'POST',
      path: '/api-keys',
      tag,
      permission: 'keys.manage',
      summary: 'Create an API key; it is shown this once',
      body: NewApiKey,
      answer: z.object({ api_key_id: z.string(), key: z.string() }),
      status: 201,
      handle: (context, { body }) => createApiKey(context, body),
    }),
    endpoint({
      method: 'DELETE',
      path: '/api-keys/:id',
      tag,
      permission: 'keys.manage',
      summary: 'Revoke an API key',
      params: Id,
      answer: z.object({ api_key_id: z.string(), revoked_at: z.string() }),
      handle: (context, { params }) => revokeApiKey(context, params.id),
    }),
    endpoint({
      method: 'GET',
      path: '/audit',
      tag,
      permission: 'audit.read',
      summary: 'The audit trail, newest first',
      query: AuditQuery,
      answer: z.object({ rows: z.array(AuditRow) }),
      handle: (context, { query }) => inSnapshot(context, async (tx) => ({ rows: await listAudit(tx, query) })),
    }),
  ]
}
