/** How a carrier is asked, how that goes, and one question to try it. */
import { z } from 'zod'
import { CarrierPollingState, PollingTrial, SetCarrierPolling, TryPolling } from '../../../contract/carrier-polling.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { findConnection, findPolling, setPolling, showPolling } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { addressOf, type CarrierAsking, headersOf } from './ask-carriers.ts'
import { askCarrier } from './carrier.client.ts'

const tag = 'carrier connections'
const Params = z.object({ id: Code })
const SAMPLE_MAX = 20_000

export const carrierPollingEndpoints = (asking: CarrierAsking) => [
  endpoint({
    method: 'GET',
    path: '/carrier-connections/:id/polling',
    tag,
    permission: 'shipments.write',
    summary: 'How a carrier that does not call is asked, and how that goes',
    params: Params,
    answer: CarrierPollingState,
    handle: (context, { params }) => inSnapshot(context, (tx) => showPolling(tx, params.id, context.clock.now())),
  }),
  endpoint({
    method: 'PUT',
    path: '/carrier-connections/:id/polling',
    tag,
    permission: 'master_data.write',
    summary: 'Set the address at which a carrier is asked for each shipment on its way, how often, and its secret',
    params: Params,
    body: SetCarrierPolling,
    answer: CarrierPollingState,
    hasSecrets: true,
    handle: async (context, { params, body }) => {
      await setPolling(context, asking.sealer, { id: params.id, wish: body })
      return inSnapshot(context, (tx) => showPolling(tx, params.id, context.clock.now()))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/carrier-connections/:id/polling/try',
    tag,
    permission: 'master_data.write',
    summary: 'Ask the carrier once for a number; nothing is kept',
    params: Params,
    body: TryPolling,
    answer: PollingTrial,
    callsPerMinute: 10,
    handle: (context, { params, body }) => tryOnce(context, asking, { id: params.id, number: body.number }),
  }),
]

async function tryOnce(context: Context, asking: CarrierAsking, { id, number }: { id: string; number: string }) {
  const [connection, polling] = await inSnapshot(context, async (tx) => [
    await findConnection(tx, id, context.clock.now()),
    await findPolling(tx, id),
  ])
  if (!connection || !polling) throw new Refusal('not_found', { connection_id: id })
  const headers = headersOf(context, { connection, polling, asking })
  if (headers === null) return { error: 'secret_lost' as const, http: null, sample: null }
  const { allowsLoopback } = asking
  const { error, http, body } = await askCarrier({ url: addressOf(polling.url, number), headers, allowsLoopback })
  const text = body && new TextDecoder().decode(body).replaceAll('\0', '')
  return { error, http, sample: text ? text.slice(0, SAMPLE_MAX) : null }
}
