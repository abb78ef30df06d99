/** Keys for programs, and the audit trail. */
import { z } from 'zod'
import { ApiKey, AuditPage, AuditQuery, CreatedApiKey, NewApiKey } from '../../../contract/people.ts'
import { Code } from '../../../contract/values.ts'
import type { SignInLibrary } from '../../platform/auth/sign-in.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listAudit } from './audit.store.ts'
import { createApiKey } from './create-api-key.command.ts'
import { listApiKeys } from './people.store.ts'
import { revokeApiKey } from './revoke-api-key.command.ts'

const tag = 'people'

export const keyEndpoints = (library: SignInLibrary) => [
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
    answer: CreatedApiKey,
    status: 201,
    hasSecrets: true,
    handle: (context, { body }) => createApiKey(context, body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api-keys/:id',
    tag,
    permission: 'keys.manage',
    summary: 'Revoke an API key',
    params: z.object({ id: Code }),
    answer: null,
    status: 204,
    handle: async (context, { params }) => {
      await revokeApiKey(context, params.id)
      library.recent.forget()
    },
  }),
  endpoint({
    method: 'GET',
    path: '/audit',
    tag,
    permission: 'audit.read',
    summary: 'The audit trail, newest first',
    query: AuditQuery,
    answer: AuditPage,
    handle: (context, { query }) => inSnapshot(context, (tx) => listAudit(tx, query)),
  }),
]
