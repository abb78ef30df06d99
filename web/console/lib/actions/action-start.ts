/** What a step of the action plan starts as where a gap or a red step of the process chart asks for one. Only computes. */
import type { ActionMeasure } from '../../../../contract/action-words.ts'
import type { Entry } from '../records/record-kind.ts'

/** Under which measure of the action plan a figure of the gap map or of the process chart is followed. */
const MEASURE_OF: Readonly<Record<string, ActionMeasure>> = {
  otif: 'otif',
  on_time: 'on_time',
  in_full: 'in_full',
  condition: 'condition',
  information: 'information',
  price: 'billing',
  cycle_in_standard: 'cycle_in_standard',
  cycle_time: 'cycle_in_standard',
  first_answer: 'first_answer',
  final_answer: 'final_answer',
  quantity: 'in_full',
  time: 'on_time',
  product: 'product',
  place: 'place',
  request_accepted: 'request_accepted',
  promise_stable: 'promise_stable',
  hand_over: 'hand_over',
}

/** What nothing on the record measures is told by how customers rate their orders. */
export const measureOf = (name: string | null): ActionMeasure => (name && MEASURE_OF[name]) || 'rating'

const DUE_WEEKS = 6
const ID_MOST = 48

const inPoints = (share: number) => Math.round(1000 * share) / 10

type Wanted = {
  id: string
  title: string
  reason: 'gap' | 'chart'
  measure: string | null
  /** Shares, 0 to 1; null: not known. */
  measured: number | null
  wanted: number | null
  segment_id?: string | undefined
  site_id?: string | undefined
  element_id?: string
  chart_id?: string
  owner?: string | null | undefined
  /** How many there are for the same already: each has a code of its own. */
  known: number
  now: Date
}

export function actionStart({ id, measure, measured, wanted, known, now, ...rest }: Wanted): Entry {
  const code = id
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .slice(0, ID_MOST)
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null)),
    action_id: known > 0 ? `${code}-${known + 1}` : code,
    ...{ measure: measureOf(measure), state: 'open', priority: 5 },
    ...(measured !== null && { baseline: inPoints(measured) }),
    ...(measured !== null && wanted !== null && wanted > measured && { expected_change: inPoints(wanted - measured) }),
    due_on: new Date(now.getTime() + DUE_WEEKS * 7 * 86_400_000).toISOString().slice(0, 10),
  }
}
