export { claim, claimPolicy } from './claim.ts'
export { claimEndpoints } from './claims.api.ts'
