/** What a customer does not forgive, as a record: the list of all and the customer's page edit the same. */
import type { RecordKind } from './records/record-kind.ts'
import { CONSEQUENCES, DEAL_BREAKER_PROBLEMS } from './value-lists.ts'

export const dealBreakerKind: RecordKind = {
  id: 'deal-breakers',
  path: '/deal-breakers',
  key: 'deal_breaker_id',
  icon: 'warning',
  writeRight: 'master_data.write',
  emptyAdvice: 'deal-breakers.emptyAdvice',
  start: { forgiven_days: 0 },
  fields: [
    { name: 'deal_breaker_id', type: 'code', isRequired: true },
    {
      name: 'customer_id',
      label: 'customer',
      type: 'lookup',
      from: { path: '/customers', key: 'customer_id' },
      isRequired: true,
    },
    {
      name: 'problem',
      type: 'choice',
      values: DEAL_BREAKER_PROBLEMS,
      valueList: 'deal_breaker',
      isRequired: true,
    },
    { name: 'forgiven_days', type: 'integer', onlyWhen: { name: 'problem', is: 'late' }, hasHint: true },
    { name: 'consequence', type: 'choice', values: CONSEQUENCES, valueList: 'consequence', isRequired: true },
    { name: 'note', label: 'say_aloud', type: 'longtext', isRequired: true, hint: 'say_aloud' },
    {
      name: 'contact_id',
      label: 'said_by',
      type: 'lookup',
      from: { path: '/contacts', key: 'contact_id' },
      alike: 'customer_id',
      hint: 'said_by',
    },
    { name: 'quote', type: 'longtext', hasHint: true },
    { name: 'valid_from', label: 'known_since', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
  ],
}
