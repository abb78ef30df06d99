/** What a pass over many orders and the threads that judge for it say to each other. */
import type { TallyRow } from '../scorecard/tally.ts'
import type { PassKind } from './judge-pass.ts'
import type { OrderScope } from './line-tables.ts'
import type { VerdictChanges } from './verdict-rows.ts'

export interface JudgingShare {
  /** The application's own role: row-level security binds a thread as it binds everybody. */
  readonly url: string
  readonly kind: PassKind
  readonly tenantId: string
  readonly snapshot: string
  /** Epoch milliseconds at which all lines are judged. */
  readonly now: number
}

/** A row whose bytes stand alone: sent as they are, each would take along the block of memory that it was cut from. */
export type PackedRow = Omit<TallyRow, 'bytes'> & { readonly total: Uint8Array; readonly days: Uint8Array }

export const packRow = ({ bytes, ...key }: TallyRow): PackedRow => ({
  ...key,
  total: new Uint8Array(bytes.total),
  days: new Uint8Array(bytes.days),
})

export const unpackRows = (rows: readonly PackedRow[]): TallyRow[] =>
  rows.map(({ total, days, ...key }) => ({ ...key, bytes: { total: bufferOf(total), days: bufferOf(days) } }))

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength)

/** `next` and `changed` wait for their answer; so a thread is never far ahead of what is stored. */
export type Said =
  | { readonly say: 'next' }
  | ({ readonly say: 'changed' } & VerdictChanges)
  | { readonly say: 'judged'; readonly orders: number }
  | { readonly say: 'counted'; readonly rows: readonly PackedRow[] }
  | { readonly say: 'done'; readonly lines: number; readonly changedLines: number }

export interface Answer {
  /** Absent: there are no more. */
  readonly scope?: OrderScope
}
