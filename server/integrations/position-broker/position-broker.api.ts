/** The broker from which positions are heard, and how that goes. */
import { PositionBrokerState, SetPositionBroker } from '../../../contract/position-broker.ts'
import { setBroker, showBroker } from '../../modules/vehicles/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'

const show = (context: Context) => inSnapshot(context, (tx) => showBroker(tx, context.clock.now()))

export const positionBrokerEndpoints = (sealer: Sealer): AnyEndpoint[] => [
  endpoint({
    method: 'GET',
    path: '/position-broker',
    tag: 'vehicles',
    permission: 'people.manage',
    summary: 'The MQTT broker from which positions are heard, and how that goes',
    answer: PositionBrokerState,
    handle: show,
  }),
  endpoint({
    method: 'PUT',
    path: '/position-broker',
    tag: 'vehicles',
    permission: 'people.manage',
    summary: 'Set the MQTT broker from which positions are heard, its topic and its password',
    body: SetPositionBroker,
    answer: PositionBrokerState,
    hasSecrets: true,
    handle: async (context, { body }) => {
      await setBroker(context, sealer, body)
      return show(context)
    },
  }),
]
