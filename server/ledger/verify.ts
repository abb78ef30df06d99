/** `ledger verify`: folds every subject's events and compares the result with the state row that they explain. */
import { isDeepStrictEqual } from 'node:util'
import sql from 'sql-template-tag'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { inSnapshot } from '../platform/database/transaction.ts'

/** A subject's state in the row's own snake_case names; null and absent mean the same. */
export type State = Record<string, unknown>

export interface FoldableEvent {
  readonly type: string
  readonly data: State
  readonly subject_version: number
}

/** What a module tells about one of its subject types. */
export interface Verifiable {
  readonly subjectType: string
  evolve(state: State | null, event: FoldableEvent): State
  /** The state of those subjects as stored, by subject id. */
  loadStates(tx: Tx, subjectIds: string[]): Promise<Map<string, State>>
  /** How many subjects have a state row: one without events would otherwise go unnoticed. */
  countSubjects(tx: Tx): Promise<number>
}

export interface Mismatch {
  readonly subjectType: string
  readonly subjectId: string
  readonly problem: 'state_differs' | 'state_missing' | 'version_gap' | 'state_without_events' | 'unknown_subject_type'
  readonly detail?: unknown
}

export interface VerifyReport {
  readonly events: number
  readonly subjects: number
  readonly mismatches: Mismatch[]
}

const PAGE = 5_000
const MISMATCHES_MAX = 100

export function verifyLedger(
  context: Context,
  verifiables: readonly Verifiable[],
  onProgress: (events: number) => void = () => undefined,
): Promise<VerifyReport> {
  return inSnapshot(context, async (tx) => {
    const report = { events: 0, subjects: 0, mismatches: [] as Mismatch[] }
    for (const verifiable of verifiables) {
      await verifyType(tx, verifiable, report)
      onProgress(report.events)
    }
    await findUnknownTypes(tx, verifiables, report)
    return report
  })
}

type Row = FoldableEvent & { subject_id: string }
type Fold = { state: State; version: number; hasGap: boolean }
type Growing = { events: number; subjects: number; mismatches: Mismatch[] }

async function verifyType(tx: Tx, verifiable: Verifiable, report: Growing): Promise<void> {
  const before = report.subjects
  let after = { subject_id: '', subject_version: 0 }
  let open = new Map<string, Fold>()
  for (;;) {
    const rows = await tx.query<Row>(sql`SELECT subject_id, subject_version, type, data FROM ledger.event
      WHERE tenant_id = ${tx.tenantId}::uuid AND subject_type = ${verifiable.subjectType}
        AND (subject_id, subject_version) > (${after.subject_id}, ${after.subject_version}::int)
      ORDER BY subject_id, subject_version LIMIT ${PAGE}`)
    for (const row of rows) fold(verifiable, open, row)
    report.events += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) break
    after = last
    // The last subject of a page may go on in the next one.
    const unfinished = open.get(last.subject_id)
    open.delete(last.subject_id)
    await compare(tx, verifiable, open, report)
    open = new Map(unfinished ? [[last.subject_id, unfinished]] : [])
  }
  await compare(tx, verifiable, open, report)
  const stored = await verifiable.countSubjects(tx)
  if (stored > report.subjects - before) {
    const detail = { stored, withEvents: report.subjects - before }
    note(report, { subjectType: verifiable.subjectType, subjectId: '*', problem: 'state_without_events', detail })
  }
}

function fold(verifiable: Verifiable, open: Map<string, Fold>, row: Row): void {
  const known = open.get(row.subject_id)
  const version = (known?.version ?? 0) + 1
  const state = verifiable.evolve(known?.state ?? null, row)
  open.set(row.subject_id, {
    state,
    version: row.subject_version,
    hasGap: (known?.hasGap ?? false) || row.subject_version !== version,
  })
}

async function compare(tx: Tx, verifiable: Verifiable, folds: Map<string, Fold>, report: Growing): Promise<void> {
  if (!folds.size) return
  const stored = await verifiable.loadStates(tx, [...folds.keys()])
  for (const [subjectId, { state, hasGap }] of folds) {
    report.subjects++
    const subject = { subjectType: verifiable.subjectType, subjectId }
    const row = stored.get(subjectId)
    if (hasGap) note(report, { ...subject, problem: 'version_gap' })
    if (!row) note(report, { ...subject, problem: 'state_missing' })
    else if (!isDeepStrictEqual(canonical(state), canonical(row))) {
      note(report, {
        ...subject,
        problem: 'state_differs',
        detail: { folded: canonical(state), stored: canonical(row) },
      })
    }
  }
}

async function findUnknownTypes(tx: Tx, verifiables: readonly Verifiable[], report: Growing): Promise<void> {
  const known = verifiables.map((verifiable) => verifiable.subjectType)
  const rows = await tx.query<{ subject_type: string; subject_id: string }>(sql`
    SELECT DISTINCT ON (subject_type) subject_type, subject_id FROM ledger.event
    WHERE tenant_id = ${tx.tenantId}::uuid AND NOT (subject_type = ANY(${known}))`)
  for (const row of rows) {
    note(report, { subjectType: row.subject_type, subjectId: row.subject_id, problem: 'unknown_subject_type' })
  }
}

function note(report: Growing, mismatch: Mismatch): void {
  if (report.mismatches.length < MISMATCHES_MAX) report.mismatches.push(mismatch)
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)$/

/** One spelling for equal values: no nulls, instants as milliseconds, exact decimals as numbers. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value instanceof Date) return value.getTime()
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]),
    )
  }
  if (typeof value === 'string' && INSTANT.test(value)) return Date.parse(value)
  return value
}
