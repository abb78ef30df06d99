export { addedService, type OfferedService } from './added-service.ts'
export { brokenAgreements } from './agreements.store.ts'
export { askLowering, decideLowering, loweredIn } from './ask-lowering.command.ts'
export { draftEndpoints } from './drafts.api.ts'
export { endMoves } from './end-moves.command.ts'
export { formerFloor } from './floors.store.ts'
export { earliestDay, isCovered, lowering } from './lowering.ts'
export { loweringsOf, waitingFor } from './lowerings.store.ts'
export { requireSegments } from './named.store.ts'
export { type AllocationInForce, allocationPolicy, type ObjectiveInForce, objective } from './objective.ts'
export { packageDraft, packageOf } from './package-draft.ts'
export { packageReview } from './package-review.ts'
export {
  allocationPolicyAt,
  objectiveFor,
  type PackageChange,
  type PackageVersion,
  packageAfter,
  packagesFor,
  packagesOn,
  packageVersions,
  type SegmentPackage,
} from './packages.store.ts'
export { checkPeriod } from './period.ts'
export { policyEndpoints } from './policies.api.ts'
export { otifDefinition, segment } from './policy.ts'
export { type Published, publishDraft } from './publish-draft.command.ts'
export { type RequirementMet, requirement } from './requirement.ts'
export { type RequirementLine, requirementsFor } from './requirements.store.ts'
export { reviewEndpoints } from './reviews.api.ts'
export { checkClauses, elementsOf, segmentMove, segmentRule } from './segment-rule.ts'
export { segmentRuleEndpoints } from './segment-rules.api.ts'
export { movesDue, requireRules, rulesInForce } from './segment-rules.store.ts'
export { checkFloor, serviceFloor } from './service-floor.ts'
export { checkPackage, type PackageInForce, servicePackage } from './service-package.ts'
export { servicesFor } from './services.store.ts'
export { substitutesFor } from './substitutes.store.ts'
export { type Substitute, substitution } from './substitution.ts'
export { termsEndpoints } from './terms.api.ts'
