/** A step of the action plan as a record, and what makes one meaningless. */
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const action: RecordType = {
  subjectType: 'action',
  table: 'planning.action',
  key: 'action_id',
  columns: [
    ...['title', 'reason', 'segment_id', 'site_id', 'element_id', 'chart_id', 'measure', 'baseline'],
    ...['expected_change', 'priority', 'owner', 'due_on', 'cost_minor', 'currency', 'state', 'done_on', 'note'],
  ],
  created: 'ActionPlanned',
  changed: 'ActionChanged',
  personal: ['note'],
}

/** Somewhere it may be tomorrow already. */
const FURTHEST_ZONE_MS = 14 * 3_600_000

/**
 * Refuses `invalid_input`: an amount without its currency, a step that is done without its day or on a day to come, hand-overs of
 * nothing.
 */
export function checkAction(state: State, now: Date): void {
  const missing =
    (state.cost_minor == null) !== (state.currency == null)
      ? state.currency == null
        ? 'currency'
        : 'cost_minor'
      : (state.state === 'done') !== (state.done_on != null)
        ? state.done_on == null
          ? 'done_on'
          : 'state'
        : state.measure === 'hand_over' && state.chart_id == null
          ? 'chart_id'
          : null
  if (missing) throw new Refusal('invalid_input', { field: missing, reason: 'missing' })
  const today = new Date(now.getTime() + FURTHEST_ZONE_MS).toISOString().slice(0, 10)
  if (state.done_on != null && String(state.done_on) > today)
    throw new Refusal('invalid_input', { field: 'done_on', value: state.done_on, reason: 'future' })
}
