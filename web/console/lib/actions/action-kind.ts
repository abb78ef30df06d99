/** The form of a step of the action plan. */
import { ACTION_MEASURES, ACTION_REASONS, ACTION_STATES } from '../../../../contract/action-words.ts'
import type { RecordKind } from '../records/record-kind.ts'
import { SERVICE_ELEMENTS } from '../value-lists.ts'

export const actionKind: RecordKind = {
  id: 'actions',
  path: '/actions',
  key: 'action_id',
  icon: 'check',
  writeRight: 'standards.write',
  emptyAdvice: 'actions.emptyAdvice',
  start: { state: 'open', reason: 'other', priority: 5, measure: 'on_time' },
  fields: [
    { name: 'action_id', type: 'code', isRequired: true },
    { name: 'title', type: 'text', isRequired: true },
    {
      name: 'reason',
      label: 'action_reason',
      type: 'choice',
      values: ACTION_REASONS,
      valueList: 'action_reason',
      isRequired: true,
    },
    { name: 'segment_id', type: 'lookup', from: { path: '/segments', key: 'segment_id' }, hint: 'action_segment' },
    {
      name: 'site_id',
      type: 'lookup',
      from: { path: '/locations', key: 'location_id', filter: { kind: 'own_site' } },
      hint: 'action_site',
    },
    {
      name: 'element_id',
      type: 'choice',
      values: SERVICE_ELEMENTS,
      valueList: 'service_element',
      hint: 'action_element',
    },
    { name: 'chart_id', type: 'code', onlyWhen: { name: 'reason', is: 'chart' }, hasHint: true },
    { name: 'measure', type: 'choice', values: ACTION_MEASURES, valueList: 'action_measure', isRequired: true },
    { name: 'baseline', type: 'number', hasHint: true },
    { name: 'expected_change', type: 'number', hasHint: true },
    { name: 'priority', type: 'integer', hint: 'action_priority' },
    { name: 'owner', type: 'colleague' },
    { name: 'due_on', type: 'day', isRequired: true },
    { name: 'currency', type: 'code' },
    { name: 'cost_minor', label: 'action_cost', type: 'minor', currencyOf: 'currency' },
    { name: 'state', type: 'choice', values: ACTION_STATES, valueList: 'action_state', isRequired: true },
    { name: 'done_on', type: 'day', onlyWhen: { name: 'state', is: 'done' }, hasHint: true, isRequired: true },
    { name: 'note', label: 'action_note', type: 'longtext' },
  ],
}
