/** Where carriers call, and where a mapping is tried on a sample. */
import { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import { MessageTaken } from '../../../contract/tracking.ts'
import { MappingTrial, MappingTrialResult, TrackingMapping } from '../../../contract/tracking-mapping.ts'
import { Code } from '../../../contract/values.ts'
import type { StoredConnection } from '../../modules/tracking/index.ts'
import { findConnection, findConnectionAt, sealedFor, takeMessage, textOf } from '../../modules/tracking/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import { hasToken, type SignedCall, signedId } from '../../platform/auth/signed-call.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint, publicEndpoint } from '../../platform/http/endpoint.ts'
import { readPayload } from './read-payload.ts'
import { tryMapping } from './try-mapping.ts'

const CALLS_PER_MINUTE = 1_200

export const carrierEventEndpoints = (sealer: Sealer) => [
  publicEndpoint({
    method: 'POST',
    path: '/carrier-events/:connection',
    tag: 'carrier connections',
    permission: 'public',
    summary:
      'Where a carrier tells of its own accord: signed in the shape of Standard Webhooks, or with a shared token',
    params: z.object({ connection: z.uuid() }),
    rawTypes: ['application/json', 'text/csv'],
    callsPerMinute: CALLS_PER_MINUTE,
    answer: MessageTaken,
    handlePublic: (runtime, { params, body, request }) =>
      takeCall(runtime, sealer, {
        address: params.connection,
        headers: request.headers,
        body: body instanceof Uint8Array ? body : new Uint8Array(),
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/carrier-connections/:id/files',
    tag: 'carrier connections',
    permission: 'shipments.write',
    summary: 'Take in a file of a carrier, JSON or CSV, as the mapping of its connection reads it',
    params: z.object({ id: Code }),
    rawTypes: ['application/json', 'text/csv', 'text/plain', 'application/octet-stream'],
    answer: MessageTaken,
    handle: (context, { params, body }) => takeFile(context, params.id, textOf(body)),
  }),
  endpoint({
    method: 'POST',
    path: '/carrier-connections/try',
    tag: 'carrier connections',
    permission: 'shipments.write',
    summary: 'What a mapping makes of a sample; nothing is kept',
    body: MappingTrial,
    answer: MappingTrialResult,
    handle: async (_, { body }) => tryMapping(body),
  }),
]

/** Kept also where it cannot be read, so that it is read again once the mapping is mended. Refuses the same file twice. */
async function takeFile(context: Context, id: string, content: string) {
  const connection = await inSnapshot(context, (tx) => findConnection(tx, id, context.clock.now()))
  if (!connection) throw new Refusal('not_found', { connection_id: id })
  return takeMessage(context, {
    channel: 'carrier-file',
    source: connection.connection_id,
    content,
    zone: connection.zone,
    read: readCall(connection, content, null),
  })
}

export interface CarrierCall extends Omit<SignedCall, 'now'> {
  readonly address: string
}

/** A stranger learns nothing but that it is one. What a known carrier sends is kept, also where it cannot be read. */
export async function takeCall(runtime: Runtime, sealer: Sealer, { address, ...call }: CarrierCall) {
  const found = await findConnectionAt(runtime, address)
  if (!found) throw new Refusal('not_signed_in')
  const context = systemContext(runtime, found.tenant_id, 'carrier-events')
  const now = context.clock.now()
  const connection = await inSnapshot(context, (tx) => findConnection(tx, found.connection_id, now))
  const key = connection && admit(connection, sealer, { tenantId: found.tenant_id, call: { ...call, now } })
  if (!connection || !key) throw new Refusal('not_signed_in')
  if (!connection.is_active) throw new Refusal('wrong_state', { connection: 'inactive' })
  const content = textOf(call.body)
  return takeMessage(context, {
    channel: 'webhook',
    source: connection.connection_id,
    content,
    zone: connection.zone,
    read: readCall(connection, content, key.id),
    forgetsRepetitions: true,
  })
}

interface Admission {
  readonly tenantId: string
  readonly call: SignedCall
}

/** Null: not from whom it says. Its id, where it has one, makes a repetition known. */
function admit(
  connection: StoredConnection,
  sealer: Sealer,
  { tenantId, call }: Admission,
): { id: string | null } | null {
  if (connection.auth === 'token') return hasToken(call, connection.token_hashes) ? { id: null } : null
  const subject = sealedFor(tenantId, connection.connection_id)
  const secrets = connection.sealed.map((one) => sealer.open(one, subject)).filter((one) => one !== null)
  const id = signedId(call, secrets)
  return id === null ? null : { id }
}

/** Without a mapping, what comes waits to be read again once there is one. */
export function readCall({ mapping }: Pick<StoredConnection, 'mapping'>, content: string, key: string | null) {
  const known = TrackingMapping.safeParse(mapping)
  return known.success
    ? readPayload(content, known.data, key)
    : { key, events: [], problems: [{ where: 'mapping', code: 'missing' as const }], isRefused: true }
}
