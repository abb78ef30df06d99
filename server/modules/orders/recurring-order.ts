/** What a recurring order is made of: who and since when, its terms from a day on, and what was said or done about single days. */
import type { RecordType } from '../../ledger/index.ts'

export const recurringOrder: RecordType = {
  subjectType: 'recurring_order',
  table: 'orders.recurring_order',
  key: 'recurring_id',
  columns: [
    'customer_id',
    'name',
    'starts_on',
    'ends_on',
    'horizon_days',
    'customer_reference',
    'instructions',
    'source',
  ],
  personal: ['instructions'],
  children: [
    {
      name: 'terms',
      table: 'orders.recurring_terms',
      keys: ['valid_from'],
      columns: [
        'location_id',
        'weekdays',
        'every_weeks',
        'every_days',
        'closed_day_rule',
        'starts_at',
        'ends_at',
        'lines',
      ],
      isWhole: true,
    },
  ],
  created: 'RecurringOrderAgreed',
  changed: 'RecurringOrderChanged',
}

export const recurringOccurrence: RecordType = {
  subjectType: 'recurring_occurrence',
  table: 'orders.recurring_occurrence',
  key: 'occurrence_id',
  columns: ['recurring_id', 'regular_on', 'deliver_on', 'state', 'lines', 'order_id', 'problem', 'quote_id'],
  created: 'OccurrenceDecided',
  changed: 'OccurrenceDecided',
}
