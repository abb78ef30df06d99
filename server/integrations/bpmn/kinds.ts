/** BPMN's kinds of node and ours. What says more than our kind is kept beside it. */
import type { BpmnType, StepKind } from '../../../contract/process-words.ts'

const KINDS = {
  startEvent: 'start',
  endEvent: 'end',
  task: 'task',
  userTask: 'task',
  serviceTask: 'task',
  sendTask: 'task',
  receiveTask: 'task',
  manualTask: 'task',
  businessRuleTask: 'task',
  scriptTask: 'task',
  subProcess: 'task',
  callActivity: 'task',
  exclusiveGateway: 'exclusive',
  parallelGateway: 'parallel',
  inclusiveGateway: 'inclusive',
  eventBasedGateway: 'event_based',
} satisfies Partial<Record<BpmnType, StepKind>>

/** A map, not a record: a file may hold an element `constructor`. */
export const KIND_OF: ReadonlyMap<string, StepKind> = new Map(Object.entries(KINDS))

/** Read as a step that nothing is known of, and written as what they were. */
export const READ_AS_STEP: ReadonlySet<string> = new Set<BpmnType>([
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'complexGateway',
  'transaction',
  'adHocSubProcess',
])

export const TYPE_OF: Readonly<Record<StepKind, BpmnType>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'task',
  exclusive: 'exclusiveGateway',
  parallel: 'parallelGateway',
  inclusive: 'inclusiveGateway',
  event_based: 'eventBasedGateway',
}

export const isStepType = (type: string): type is BpmnType => KIND_OF.has(type) || READ_AS_STEP.has(type)
