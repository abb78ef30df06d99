/** From observed events to the state of a shipment. */
export {
  CROSS_BORDER_MAX_AGE_SECONDS,
  DOMESTIC_MAX_AGE_SECONDS,
  type FoldOptions,
  foldTracking,
  type TrackingState,
} from './fold.ts'
export {
  FLAGS,
  type Flag,
  MILESTONES,
  type Milestone,
  type MilestoneWord,
  type ObservedCode,
  rankOf,
} from './milestones.ts'
export { dedupeKey, type Lifecycle, type Observation } from './observation.ts'
