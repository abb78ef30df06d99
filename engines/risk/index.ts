/** The chance that a promise is broken, why, when the goods come, and what it would do to the customer. */
export { type Assessment, assessPromise, type Eta, NEVER_DAYS, type PromiseFacts } from './assess.ts'
export { type Calibration, calibrated, type ForecastOutcome, learnCalibration, UNCALIBRATED } from './calibrate.ts'
export { CAUSES, type Cause, type CauseCode, type Params, type Reason } from './cause.ts'
export { type HarmFacts, harmOf } from './harm.ts'
export { type LateBackTest, lateBackTest } from './late/back-test.ts'
export type { LateCase } from './late/encode.ts'
export type { Judged } from './late/judge.ts'
export {
  DELAY_PRIOR,
  ESTIMATE_EARLY,
  ESTIMATE_PRIOR,
  ESTIMATE_WEIGHT,
  SILENCE_PRIOR,
  STATED_AT,
  STATED_BEFORE,
  SUPPLY_PRIOR,
  shrunkDays,
  summed,
} from './learned.ts'
export type { LeadDays } from './spread.ts'
