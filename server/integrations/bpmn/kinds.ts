/** BPMN's kinds of node and ours. What says more than our kind is kept beside it. */
import type { StepKind } from '../../../contract/process-words.ts'

export const KIND_OF: Readonly<Record<string, StepKind>> = {
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
}

/** Read as a step that nothing is known of, and written as what they were. */
export const READ_AS_STEP = new Set([
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'complexGateway',
  'transaction',
  'adHocSubProcess',
])

export const TYPE_OF: Readonly<Record<StepKind, string>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'task',
  exclusive: 'exclusiveGateway',
  parallel: 'parallelGateway',
  inclusive: 'inclusiveGateway',
  event_based: 'eventBasedGateway',
}

/** The name space of what a process has here and not in BPMN. */
export const OURS = 'https://sevenfold.example/bpmn'
export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
