import { Disruption } from '../../../contract/disruptions.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireCarrier } from '../carriers/index.ts'
import { requireOwnSite } from '../locations/index.ts'
import { checkDisruption, disruption } from './disruption.ts'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const disruptionEndpoints = recordEndpoints({
  type: disruption,
  path: '/disruptions',
  tag: 'disruptions',
  read: 'orders.read',
  write: 'promises.write',
  body: Disruption,
  searched: ['disruption_id', 'name', 'note'],
  filters: ['kind', 'state'],
  check: async (tx, state) => {
    checkDisruption(state)
    for (const id of [state.site_id, state.alternative_site_id])
      if (text(id) !== null) await requireOwnSite(tx, text(id)!)
    for (const id of [state.carrier_id, state.alternative_carrier_id]) {
      if (text(id) !== null) await requireCarrier(tx, text(id)!)
    }
  },
})
