/** The process a company starts with, from the order to support after delivery; it holds until the company draws its own. */

import type { Activity, Department, Measure, StepKind } from './process-words.ts'
import type { Arrow, Lane, Process, Step } from './processes.ts'

const LANES: readonly Department[] = [
  'order_desk',
  'planning',
  'warehouse',
  'transport',
  'quality',
  'customer_service',
  'finance',
]

type Drawn = readonly [
  id: string,
  lane: Department,
  kind: StepKind,
  activities: readonly Activity[],
  measure?: Measure,
  target?: number,
]

const STEPS: readonly Drawn[] = [
  ['start', 'order_desk', 'start', []],
  ['take_order', 'order_desk', 'task', ['order_placed'], 'request_accepted', 0.85],
  ['beside', 'order_desk', 'parallel', []],
  ['confirm', 'order_desk', 'task', ['promise_made'], 'promise_stable', 0.95],
  ['secure_goods', 'planning', 'task', [], 'quantity'],
  ['pick', 'warehouse', 'task', ['goods_picked'], 'product', 0.98],
  ['told', 'warehouse', 'parallel', []],
  ['dispatch', 'warehouse', 'task', ['dispatched']],
  ['announce', 'customer_service', 'task', ['announced', 'papers_sent'], 'information'],
  ['collect', 'transport', 'task', ['picked_up', 'departed', 'arrived_facility']],
  ['carry', 'transport', 'task', ['out_for_delivery'], 'time'],
  ['hand_over', 'transport', 'task', ['delivered'], 'place', 0.98],
  ['check_goods', 'quality', 'task', [], 'condition'],
  ['told_all', 'finance', 'parallel', []],
  ['invoice', 'finance', 'task', ['invoiced'], 'price'],
  ['support', 'customer_service', 'inclusive', []],
  ['ask_rating', 'customer_service', 'task', ['rated']],
  ['settle_claim', 'quality', 'task', ['claimed', 'claim_decided', 'credited']],
  ['supported', 'customer_service', 'inclusive', []],
  ['answer', 'customer_service', 'task', ['asked', 'answered'], 'first_answer', 0.9],
  ['done', 'customer_service', 'parallel', []],
  ['end', 'customer_service', 'end', []],
]

const ARROWS: readonly (readonly [from: string, to: string, hours?: number])[] = [
  ['start', 'take_order'],
  ['take_order', 'beside'],
  ['beside', 'confirm', 24],
  ['beside', 'answer'],
  ['confirm', 'secure_goods'],
  ['secure_goods', 'pick'],
  ['pick', 'told'],
  ['told', 'dispatch', 24],
  ['told', 'announce', 24],
  ['dispatch', 'collect', 12],
  ['collect', 'carry', 48],
  ['carry', 'hand_over', 10],
  ['hand_over', 'check_goods'],
  ['check_goods', 'told_all'],
  ['announce', 'told_all'],
  ['told_all', 'invoice', 48],
  ['invoice', 'support'],
  ['support', 'ask_rating'],
  ['support', 'settle_claim'],
  ['support', 'supported'],
  ['ask_rating', 'supported'],
  ['settle_claim', 'supported'],
  ['supported', 'done'],
  ['answer', 'done'],
  ['done', 'end'],
]

const lanes: Lane[] = LANES.map((department, at) => ({ lane_id: department, lane_number: at + 1, department }))
const steps: Step[] = STEPS.map(([step_id, lane_id, kind, activities, measure = null, target_share = null]) => ({
  ...{ step_id, kind, lane_id, activities: [...activities], measure, target_share },
}))
const arrows: Arrow[] = ARROWS.map(([from_step, to_step, standard_hours = null]) => ({
  ...{ arrow_id: `${from_step}-${to_step}`, from_step, to_step, standard_hours },
}))

export const READY_PROCESS: Process = {
  process_id: 'READY',
  name: 'From order to support after delivery',
  valid_from: '2000-01-01',
  lanes,
  steps,
  arrows,
}
