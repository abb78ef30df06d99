/** Writing to the ledger. */
import sql, { join, raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../contract/refusals.ts'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'

export interface Subject {
  readonly type: string
  readonly id: string
}

export interface LedgerEvent {
  readonly type: string
  readonly typeVersion?: number
  /** References and values in the state row's own names; never personal values. */
  readonly data: object
  /** When it happened. Null or absent: only the day is known, and stands in `data`. */
  readonly eventTime?: Date | null
}

export interface AppendOptions {
  readonly causedBy?: string
}

/**
 * Appends events of one subject at `version` + 1 and following, and returns the last version written.
 * Refuses `version_conflict` when another writer has taken that version meanwhile.
 */
export async function append(
  context: Pick<Context, 'clock' | 'principal'>,
  tx: Tx,
  subject: Subject,
  version: number,
  events: readonly LedgerEvent[],
  options: AppendOptions = {},
): Promise<number> {
  const recordTime = context.clock.now()
  const rows = events.map(
    (
      event,
      index,
    ) => sql`(${tx.tenantId}::uuid, ${subject.type}, ${subject.id}, ${version + index + 1}::int, ${event.type},
      ${event.typeVersion ?? 1}::smallint, ${JSON.stringify(event.data)}::jsonb, ${event.eventTime ?? null}::timestamptz,
      ${recordTime}::timestamptz, ${context.principal.actor}, ${options.causedBy ?? null})`,
  )
  try {
    await tx.execute(sql`INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type,
      type_version, data, event_time, record_time, actor, caused_by) VALUES ${join(rows)}`)
  } catch (error) {
    if ((error as { code?: string }).code === '23505') {
      throw new Refusal('version_conflict', { subject: subject.type, id: subject.id })
    }
    throw error
  }
  return version + events.length
}

/** An event of any subject by any actor, at its version. */
export interface LedgerEntry {
  readonly subject: Subject
  readonly version: number
  readonly type: string
  readonly data: object
  readonly eventTime?: Date | null
  readonly actor: string
}

/**
 * Appends events of many subjects in one statement: what a transaction needs that carries out several commands at once.
 * Refuses `version_conflict` as a whole when another writer has taken one of the versions meanwhile.
 */
export async function appendAll(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const column = <T>(pick: (entry: LedgerEntry) => T) => entries.map(pick)
  try {
    await tx.execute(sql`INSERT INTO ledger.event
        (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
      SELECT ${tx.tenantId}::uuid, e.subject_type, e.subject_id, e.subject_version, e.type, e.data, e.event_time,
        ${context.clock.now()}::timestamptz, e.actor
      FROM unnest(${column((entry) => entry.subject.type)}::text[], ${column((entry) => entry.subject.id)}::text[],
        ${column((entry) => entry.version)}::int[], ${column((entry) => entry.type)}::text[],
        ${column((entry) => JSON.stringify(entry.data))}::jsonb[],
        ${column((entry) => entry.eventTime?.toISOString() ?? null)}::timestamptz[], ${column((entry) => entry.actor)}::text[])
        AS e (subject_type, subject_id, subject_version, type, data, event_time, actor)`)
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Refusal('version_conflict')
    throw error
  }
}

/** What a bulk append selects: one row an event, in the ledger's own column order. */
export interface BulkAppend {
  readonly subjectType: string
  readonly type: string
  /** SELECT giving subject_id, subject_version, data (jsonb), event_time (may be null). */
  readonly events: ReturnType<typeof sql>
}

/** Appends the events that a query selects, in one statement: the set-based form that imports use. Returns how many. */
export function appendSelected(
  context: Pick<Context, 'clock' | 'principal'>,
  tx: Tx,
  bulk: BulkAppend,
  options: AppendOptions = {},
): Promise<number> {
  return tx.execute(sql`INSERT INTO ledger.event
      (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor, caused_by)
    SELECT ${tx.tenantId}::uuid, ${raw(`'${bulk.subjectType}'`)}, e.subject_id, e.subject_version, ${raw(`'${bulk.type}'`)},
      e.data, e.event_time, ${context.clock.now()}::timestamptz, ${context.principal.actor}, ${options.causedBy ?? null}
    FROM (${bulk.events}) e`)
}

/**
 * The INSERT of events that a query selects (subject_id, subject_version, type, data, event_time, actor, caused_by), to
 * stand at the end of a statement that also writes the rows they explain: then both cost one round trip.
 */
export const appending = (context: Pick<Context, 'clock'>, tx: Tx, subjectType: string, events: Sql): Sql =>
  sql`INSERT INTO ledger.event
      (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor, caused_by)
    SELECT ${tx.tenantId}::uuid, ${raw(`'${subjectType}'`)}, e.subject_id, e.subject_version, e.type, e.data, e.event_time,
      ${context.clock.now()}::timestamptz, e.actor, e.caused_by
    FROM (${events}) e`
