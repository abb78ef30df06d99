/** Signing in and out, and what a person may change about themselves. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ChangePassword, ChangePreferences, Session, SignIn } from '../../../contract/people.ts'
import { type SignInLibrary, sessionTokenOf } from '../../platform/auth/sign-in.ts'
import { endpoint, publicEndpoint } from '../../platform/http/endpoint.ts'
import { refuseForeign, type SignedIn } from './authenticate.api.ts'
import { changePassword } from './change-password.command.ts'
import { changePreferences } from './change-preferences.command.ts'
import { signIn } from './sign-in.command.ts'

const tag = 'people'

export const sessionEndpoints = (library: SignInLibrary) => [
  publicEndpoint({
    method: 'POST',
    path: '/session',
    tag,
    permission: 'public',
    summary: 'Sign in',
    body: SignIn,
    answer: z.object({ signedIn: z.literal(true) }),
    callsPerMinute: 60,
    handlePublic: async (runtime, { body, request }, reply) => {
      refuseForeign(request)
      reply.setHeader('set-cookie', await signIn(runtime, library, body, visitorOf(request)))
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
    handle: async ({ principal }) => toSession(principal as SignedIn),
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
      refuseForeign(request)
      reply.setHeader('set-cookie', await library.signOut(request.headers.cookie ?? ''))
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/session',
    tag,
    permission: 'signed_in',
    summary: 'Change the own language or first organization',
    body: ChangePreferences,
    answer: null,
    status: 204,
    handle: async (context, { body }) => {
      await changePreferences(context, body)
      library.recent.forget()
    },
  }),
  endpoint({
    method: 'POST',
    path: '/session/password',
    tag,
    permission: 'signed_in',
    summary: 'Change the own password; other sessions end',
    body: ChangePassword,
    answer: null,
    status: 204,
    hasSecrets: true,
    handle: (context, { body, request }) => {
      const session = { token: sessionTokenOf(request.headers.cookie ?? ''), address: request.ip }
      return changePassword(context, library, body, session)
    },
  }),
]

function toSession(principal: SignedIn) {
  return {
    user: principal.user ?? { id: principal.actor, name: '', email: '' },
    organization: { id: principal.tenantId, name: principal.organizationName },
    role: principal.role,
    permissions: [...principal.permissions],
    customer_id: principal.customerId,
    portal_roles: principal.portalRoles,
    language: principal.language,
    organizations: principal.memberships.map((one) => ({
      id: one.tenant_id,
      name: one.organization_name,
      role: one.role,
    })),
  }
}

const visitorOf = (request: FastifyRequest) => ({
  address: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
})
