export {
  type AppendOptions,
  append,
  appendSelected,
  type BulkAppend,
  type LedgerEvent,
  type Subject,
} from './append.ts'
export { type FollowedEvent, type Follower, followOnce } from './follow.ts'
export { type Mismatch, type State, type Verifiable, type VerifyReport, verifyLedger } from './verify.ts'
