export {
  type AppendOptions,
  append,
  appendAll,
  appending,
  appendSelected,
  type BulkAppend,
  type LedgerEntry,
  type LedgerEvent,
  type Subject,
} from './append.ts'
export { isBehind, lockBookmark } from './follow.ts'
export { type EventRange, followRange, type RangeFollower } from './follow-range.ts'
export { currentSnapshot, newlyVisible } from './newly-visible.ts'
export { nextNumber, nextNumbers } from './numbers.ts'
export {
  type ChildType,
  changeRecord,
  createRecord,
  getRecord,
  jsonOf,
  type RecordType,
  selectStates,
  verifiableOf,
} from './record.ts'
export { createRecords, type NewRecord } from './record-bulk.ts'
export { type RecordEndpoints, recordEndpoints } from './record-endpoints.ts'
export { type SettleCount, type SettleRequest, settleRecords } from './settle.ts'
export {
  type FoldableEvent,
  type Mismatch,
  type State,
  type Verifiable,
  type VerifyReport,
  verifyLedger,
} from './verify.ts'
