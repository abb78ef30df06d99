/** The verdict engine: facts of an order line and a definition in, verdicts and rates out. */
export {
  CYCLE_MEASURES,
  type CycleMeasure,
  orderCycleSeconds,
  type TimeCalendar,
  type TimeKind,
} from './cycle-measures.ts'
export { BASES, type DateBasis, type OtifDefinition, STANDARD_DEFINITION } from './definition.ts'
export { type EvidenceValue, explainLine, type LineExplanation, type RightEvidence } from './explain.ts'
export type {
  AttemptFact,
  BusinessDayRule,
  ClaimFact,
  ClockStopFact,
  ConditionCode,
  CreditReason,
  DeliveryFact,
  DocumentFact,
  Exclusion,
  InformationClause,
  InvoiceFact,
  LineFacts,
  OpenHours,
  Party,
  PromiseVersion,
  Reason,
  Recipient,
  RequiredDocument,
  ShipmentFact,
  UpdateFact,
  Window,
} from './facts.ts'
export { judgeLine } from './judge-line.ts'
export { judgeOrder, type OrderVerdict, PERFECT_ORDER_COMPONENTS } from './judge-order.ts'
export type { JudgeTime } from './reading.ts'
export { type BasisSummary, type Summary, startSummary, summarize } from './summary.ts'
export {
  type BasisVerdict,
  type Cause,
  type Check,
  type CycleTimes,
  type FailureCause,
  type LineVerdict,
  type Outcome,
  RIGHTS,
  type Right,
  type RightCauses,
  type RightChecks,
  RULE_VERSION,
  type Timing,
} from './verdict.ts'
