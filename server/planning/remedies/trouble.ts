/** Cases and playbooks as records. */
import type { RecordType } from '../../ledger/index.ts'

export const trouble: RecordType = {
  subjectType: 'trouble',
  table: 'planning.trouble',
  key: 'trouble_id',
  columns: [
    'kind',
    'order_id',
    'line_number',
    'customer_id',
    'detected_by',
    'detected_at',
    'impact_on',
    'state',
    'playbook_id',
    'owner',
    'deadline_at',
    'is_emergency',
    'people',
    'escalation_minutes',
    'escalation',
    'escalates_at',
    'remedy',
    'forecast',
    'acted_at',
    'told_at',
    'message_id',
    'choices',
    'choice',
    'confirmed_at',
    'closed_at',
    'note',
  ],
  created: 'TroubleOpened',
  changed: 'TroubleChanged',
  personal: ['note'],
  eventTime: 'detected_at',
}

export const playbook: RecordType = {
  subjectType: 'playbook',
  table: 'planning.playbook',
  key: 'playbook_id',
  columns: ['kind', 'name', 'valid_from', 'owner', 'minutes', 'remedies', 'people', 'escalation_minutes'],
  children: [
    {
      name: 'steps',
      table: 'planning.playbook_step',
      keys: ['step_number'],
      columns: ['text', 'owner', 'minutes'],
      isWhole: true,
    },
  ],
  created: 'PlaybookDefined',
  changed: 'PlaybookChanged',
}
