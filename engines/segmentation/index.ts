/** Which customers are alike in what they bring and what they cost, with reasons a person can read. */
export { ABC, type AbcClass, type AbcPlace, abcOf } from './abc.ts'
export { LEAST_IN_GROUP, LEAST_STABILITY, type NeedGroups, type NoGroups, needGroups } from './clusters.ts'
export { QUADRANTS, type Quadrant, quadrantsOf, type Served } from './quadrants.ts'
export { type Rfm, rfmOf } from './rfm.ts'
export {
  DECIDED,
  type FactOf,
  type FoundFact,
  type JudgedRule,
  placeByRules,
  type RuleClause,
  type RulePlace,
  type SegmentRule,
} from './rules.ts'
