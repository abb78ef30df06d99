/** What a drawn process is made of. */
import { BPMN_TYPES } from '../../../contract/process-words.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'
import { checkKept, type KeptBpmn } from './kept-bpmn.ts'

export const process: RecordType = {
  subjectType: 'process',
  table: 'processes.process',
  key: 'process_id',
  columns: ['name', 'valid_from', 'note', 'kept_bpmn'],
  children: [
    {
      name: 'lanes',
      table: 'processes.lane',
      keys: ['lane_id'],
      columns: ['lane_number', 'department', 'name'],
      isWhole: true,
    },
    {
      name: 'steps',
      table: 'processes.step',
      keys: ['step_id'],
      columns: [
        ...[
          'kind',
          'lane_id',
          'name',
          'owner',
          'activities',
          'measure',
          'target_share',
          'floor_share',
          'note',
          'bpmn_type',
        ],
      ],
      isWhole: true,
    },
    {
      name: 'arrows',
      table: 'processes.arrow',
      keys: ['arrow_id'],
      columns: ['from_step', 'to_step', 'label', 'standard_hours', 'target_share', 'seen_through'],
      isWhole: true,
    },
  ],
  created: 'ProcessDrawn',
  changed: 'ProcessRedrawn',
}

interface Parts {
  readonly kept_bpmn?: readonly KeptBpmn[] | null
  readonly lanes?: readonly { readonly lane_id: string }[]
  readonly steps?: readonly { readonly step_id: string; readonly lane_id?: string | null }[]
  readonly arrows?: readonly { readonly arrow_id: string; readonly from_step: string; readonly to_step: string }[]
}

const TYPES: ReadonlySet<string> = new Set(BPMN_TYPES)

/** Refuses what names a lane or step that is not there, and what no file can have brought. What is only unfinished is kept, and its problems are shown. */
export function checkParts(state: State): void {
  const { lanes = [], steps = [], arrows = [], kept_bpmn } = state as Parts
  const [laneIds, stepIds] = [new Set(lanes.map((one) => one.lane_id)), new Set(steps.map((one) => one.step_id))]
  const lost = steps.find(({ lane_id }) => lane_id != null && !laneIds.has(lane_id))
  if (lost) throw new Refusal('invalid_input', { field: 'steps', step_id: lost.step_id, reason: 'unknown_lane' })
  const loose = arrows.find(({ from_step, to_step }) => !stepIds.has(from_step) || !stepIds.has(to_step))
  if (loose) throw new Refusal('invalid_input', { field: 'arrows', arrow_id: loose.arrow_id, reason: 'unknown_step' })
  // Results are told by the id of a step or an arrow.
  const double = arrows.find(({ arrow_id }) => stepIds.has(arrow_id))
  if (double) throw new Refusal('invalid_input', { field: 'arrows', arrow_id: double.arrow_id, reason: 'repeated' })
  checkKept(kept_bpmn ?? [], (local) => TYPES.has(local))
}
