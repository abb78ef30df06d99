export { policyEndpoints } from './policies.api.ts'
export { otifDefinition, segment } from './policy.ts'
