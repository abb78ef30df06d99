/** The words of action steps, without schemas: screens load them too. */
export const ACTION_REASONS = ['standard', 'gap', 'chart', 'package', 'other'] as const
export const ACTION_STATES = ['open', 'started', 'done', 'dropped'] as const
/** Each with the side on which customers are better off. */
export const MEASURE_SIDES = {
  otif: 'more',
  on_time: 'more',
  in_full: 'more',
  condition: 'more',
  billing: 'more',
  order_cycle_time: 'less',
  rating: 'more',
  product: 'more',
  place: 'more',
  information: 'more',
  request_accepted: 'more',
  promise_stable: 'more',
  cycle_in_standard: 'more',
  first_answer: 'more',
  final_answer: 'more',
  hand_over: 'more',
} as const
export type ActionMeasure = keyof typeof MEASURE_SIDES
export const ACTION_MEASURES = Object.keys(MEASURE_SIDES) as [ActionMeasure, ...ActionMeasure[]]
