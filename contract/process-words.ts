/** The words of the process chart: departments, kinds of step, what the ledger shows of a step, what a step is measured by. */

export const DEPARTMENTS = [
  'marketing',
  'sales',
  'order_desk',
  'planning',
  'purchasing',
  'warehouse',
  'transport',
  'customer_service',
  'quality',
  'finance',
  'management',
  'customer',
  'partner',
] as const
export type Department = (typeof DEPARTMENTS)[number]

export const STEP_KINDS = ['start', 'end', 'task', 'exclusive', 'parallel', 'inclusive', 'event_based'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** What BPMN calls the kinds of node; those of the last line are read as a step and written as what they were. */
export const BPMN_TYPES = [
  'startEvent',
  'endEvent',
  'task',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'manualTask',
  'businessRuleTask',
  'scriptTask',
  'subProcess',
  'callActivity',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'eventBasedGateway',
  ...([
    'intermediateCatchEvent',
    'intermediateThrowEvent',
    'complexGateway',
    'transaction',
    'adHocSubProcess',
  ] as const),
] as const
export type BpmnType = (typeof BPMN_TYPES)[number]

/** Stored by their place in this list, counted from one: entries are only ever appended. In the order of a line's life. */
export const ACTIVITIES = [
  'order_placed',
  'order_changed',
  'order_cancelled',
  'promise_made',
  'promise_moved',
  'goods_picked',
  'dispatched',
  'announced',
  'papers_sent',
  'trouble_told',
  'picked_up',
  'departed',
  'arrived_facility',
  'delayed',
  'out_for_delivery',
  'attempt_failed',
  'damaged',
  'lost',
  'delivered',
  'invoiced',
  'credited',
  'rated',
  'asked',
  'answered',
  'claimed',
  'claim_decided',
] as const
export type Activity = (typeof ACTIVITIES)[number]

/** Through which things the ledger can be seen. */
export const OBJECT_KINDS = ['line', 'order', 'promise', 'consignment', 'invoice'] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

/** Each is a share, and higher is better: a right of the lines, or one of the others. */
export const MEASURES = [
  'product',
  'quantity',
  'time',
  'place',
  'condition',
  'price',
  'information',
  'request_accepted',
  'promise_stable',
  'cycle_time',
  'first_answer',
  'final_answer',
] as const
export type Measure = (typeof MEASURES)[number]

/** The element of a segment's standards that says how much of a measure has to be right. */
export const ELEMENT_OF: Readonly<Partial<Record<Measure, string>>> = {
  time: 'on_time',
  quantity: 'in_full',
  condition: 'condition',
  price: 'billing',
  information: 'information',
}

export const CHART_MARKS = ['not_enough_data', 'needs_improvement', 'watch', 'works'] as const
export type ChartMark = (typeof CHART_MARKS)[number]
export const MARK_REASONS = [
  'no_measure',
  'no_standard',
  'few_periods',
  'few_cases',
  'many_unknown',
  'below_floor',
  'below_standard',
  'worsening',
  'around_standard',
  'within_standard',
] as const
export const SIGNAL_KINDS = ['beyond_limits', 'run_of_eight', 'six_in_a_row', 'two_of_three'] as const

/** What a passage that really happened is, seen from the design. */
export const FINDING_KINDS = ['designed', 'side_by_side', 'skipped', 'went_back', 'repeated', 'not_designed'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** What may be wrong with a drawn process. */
export const CHART_PROBLEMS = [
  'no_start',
  'several_starts',
  'no_end',
  'unreachable',
  'no_way_out',
  'no_lane',
  'no_owner',
  'no_measure',
  'circle',
  'unknown_step',
  'unknown_lane',
  'lone_gateway',
] as const
export type ChartProblem = (typeof CHART_PROBLEMS)[number]
