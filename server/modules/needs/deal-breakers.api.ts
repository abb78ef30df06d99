import { Refusal } from '../../../contract/refusals.ts'
import { DealBreaker } from '../../../contract/risk.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireCustomer } from '../customers/index.ts'
import { dealBreaker } from './deal-breaker.ts'

export const dealBreakerEndpoints = recordEndpoints({
  type: dealBreaker,
  path: '/deal-breakers',
  tag: 'deal-breakers',
  read: 'master_data.read',
  write: 'master_data.write',
  body: DealBreaker,
  searched: ['deal_breaker_id', 'note'],
  filters: ['customer_id', 'problem'],
  check: async (tx, state) => {
    await requireCustomer(tx, String(state.customer_id))
    const { valid_from: from, valid_to: to } = state
    if (typeof to === 'string' && to < String(from)) throw new Refusal('time_order', { from, to })
  },
})
