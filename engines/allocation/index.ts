/** Who gets what when goods are short. */
export {
  type Allotment,
  allot,
  type Given,
  POLICIES,
  REASONS,
  type Reason,
  rankOrderOf,
  type ShortagePolicy,
  type ShortClaim,
  type ShortPool,
} from './allocate.ts'
export { type Arrival, curveOf, NEVER } from './curve.ts'
export { type Fairness, fairnessOf, type Got, jainIndex, minMaxRatio } from './fairness.ts'
export { comesBefore, type Holder, whoGivesWay } from './give-way.ts'
export { type ClassDemand, protectionLevel, protectionLevels } from './protection.ts'
export {
  COMMITMENTS,
  compareRank,
  decidedBy,
  RANK_PARTS,
  type RankKey,
  type RankOrder,
  type RankPart,
} from './rank.ts'
export { type ClaimsInRank, serveInRank } from './serve-in-rank.ts'
