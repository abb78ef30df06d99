/** What a customer does not forgive: it makes them buy less or leave. */
import type { RecordType } from '../../ledger/index.ts'

export const dealBreaker: RecordType = {
  subjectType: 'deal_breaker',
  table: 'needs.deal_breaker',
  key: 'deal_breaker_id',
  columns: [
    'customer_id',
    'problem',
    'forgiven_days',
    'consequence',
    'note',
    'contact_id',
    'quote',
    'valid_from',
    'valid_to',
  ],
  created: 'DealBreakerRecorded',
  changed: 'DealBreakerChanged',
  personal: ['quote'],
}
