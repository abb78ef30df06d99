/** What people say they need, how surely we know it, and where that differs from what they get. */
export { type Choice, choiceShares, scoresOf, setsOf } from './best-worst.ts'
export { EVIDENCE_ORDER, type Evidence, LEAST_PAIRS, OLD_AFTER_DAYS, type Standing, standingOf } from './competitor.ts'
export { type Points, sharesOf } from './constant-sum.ts'
export { type Driver, type DriverAnswer, type DriverFault, type DriverInput, driversOf } from './drivers.ts'
export {
  GAP_KINDS,
  GAP_STATES,
  type Gap,
  type GapKind,
  type GapState,
  gapOf,
  priorityOf,
  ranksOf,
  type Side,
  setLevel,
  shareSide,
} from './gaps.ts'
export {
  KANO_ANSWERS,
  KANO_CLASSES,
  type KanoAnswer,
  type KanoClass,
  type KanoResult,
  kanoClass,
  kanoOf,
} from './kano.ts'
export { alphaOf, effortOf, LEAST_ALPHA, type Recommendation, recommendationOf, satisfactionOf } from './marks.ts'
export { differenceOf, type Estimate, LEAST_ANSWERS, meanOf, type Ranged } from './mean.ts'
export {
  IMPORTANCE_QUADRANTS,
  type ImportanceQuadrant,
  type Lines,
  linesOf,
  type Placed,
  quadrantOf,
} from './quadrants.ts'
export { requiredLevel } from './required-level.ts'
export {
  type SubjectIndex,
  type SurveyAnswer,
  type SurveyQuestion,
  type SurveyTable,
  subjectOf,
  surveyOf,
} from './survey-table.ts'
