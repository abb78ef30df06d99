import { Refusal } from '../../../contract/refusals.ts'
import { DealBreaker } from '../../../contract/risk.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireContact, requireCustomer } from '../customers/index.ts'
import { dealBreaker } from './deal-breaker.ts'

export const dealBreakerEndpoints = recordEndpoints({
  type: dealBreaker,
  path: '/deal-breakers',
  tag: 'deal-breakers',
  read: 'master_data.read',
  write: 'master_data.write',
  body: DealBreaker,
  searched: ['deal_breaker_id', 'note', 'quote'],
  filters: ['customer_id', 'problem', 'consequence'],
  // Any number of them hold at once.
  dated: { hasEnd: true, today: async (_, now) => now.toISOString().slice(0, 10) },
  check: async (tx, state) => {
    const customerId = String(state.customer_id)
    await requireCustomer(tx, customerId)
    if (typeof state.contact_id === 'string') await requireContact(tx, state.contact_id, customerId)
    const { valid_from: from, valid_to: to } = state
    if (typeof to === 'string' && to < String(from)) throw new Refusal('time_order', { from, to })
  },
})
