/** Carrier connections, their secrets and how each does. */
import { z } from 'zod'
import {
  CarrierConnection,
  ConnectionSecret,
  ConnectionStates,
  NewConnectionSecret,
} from '../../../contract/tracking-mapping.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { requireCarrier } from '../carriers/index.ts'
import { carrierConnection } from './connection.ts'
import { listConnectionStates } from './connections.store.ts'
import { makeConnectionSecret } from './make-connection-secret.command.ts'

const tag = 'carrier connections'

export const connectionEndpoints = (sealer: Sealer) => [
  ...recordEndpoints({
    type: carrierConnection,
    path: '/carrier-connections',
    tag,
    read: 'shipments.write',
    write: 'master_data.write',
    body: CarrierConnection,
    searched: ['connection_id', 'name'],
    filters: ['carrier_id'],
    check: (tx, { carrier_id }) => requireCarrier(tx, carrier_id as string | null | undefined),
  }),
  endpoint({
    method: 'GET',
    path: '/carrier-connection-states',
    tag,
    permission: 'shipments.write',
    summary: 'How each connection does: its last message, and what was refused, unmatched and unmapped in 30 days',
    answer: ConnectionStates,
    handle: (context) =>
      inSnapshot(context, async (tx) => ({ rows: await listConnectionStates(tx, context.clock.now()) })),
  }),
  endpoint({
    method: 'POST',
    path: '/carrier-connections/:id/secret',
    tag,
    permission: 'master_data.write',
    summary: 'Make a secret for a connection, or take the one its carrier made; it is shown this once',
    params: z.object({ id: Code }),
    body: NewConnectionSecret,
    answer: ConnectionSecret,
    status: 201,
    hasSecrets: true,
    handle: (context, { params, body }) =>
      makeConnectionSecret(context, sealer, { connection_id: params.id, secret: body.secret }),
  }),
]
