/**
 * Settling many records at once from a query: what is new is added, what differs is changed, what is the same is left.
 *
 * A blank in the file means "not known" and never erases what is known. Everything is set-based; the number of statements
 * does not depend on the number of rows.
 */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { appendSelected } from './append.ts'
import { type ChildType, type RecordType, selectStates } from './record.ts'

export interface SettleSource {
  /** SELECT giving the key and the `given` columns, one row a record. */
  readonly rows: Sql
  /** The columns that the file speaks of. */
  readonly given: readonly string[]
}

export interface SettleRequest extends SettleSource {
  /** By the child list's name: SELECT giving the head's key, the child's keys and the given columns. */
  readonly children?: Readonly<Record<string, SettleSource>>
  readonly causedBy: string
}

export interface SettleCount {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

const names = (columns: readonly string[], prefix = '') => raw(columns.map((column) => `${prefix}${column}`).join(', '))

/** True where a given, known value differs from the stored one. */
const differs = (columns: readonly string[]) =>
  columns.length
    ? raw(columns.map((c) => `(s.${c} IS NOT NULL AND s.${c} IS DISTINCT FROM t.${c})`).join(' OR '))
    : raw('false')

const keepKnown = (columns: readonly string[]) => columns.map((c) => raw(`${c} = coalesce(s.${c}, t.${c})`))

export async function settleRecords(
  context: Context,
  tx: Tx,
  type: RecordType,
  request: SettleRequest,
): Promise<SettleCount> {
  const key = raw(type.key)
  await stageRows(tx, 'settle_head', request.rows, [type.key])
  await tx.execute(sql`CREATE TEMP TABLE settle_new ON COMMIT DROP AS SELECT s.${key} FROM settle_head s WHERE NOT EXISTS
    (SELECT 1 FROM ${raw(type.table)} t WHERE t.tenant_id = ${raw(`'${tx.tenantId}'`)}::uuid AND t.${key} = s.${key})`)
  await tx.execute(sql`CREATE TEMP TABLE settle_changed ON COMMIT DROP AS SELECT s.${key} FROM settle_head s
    JOIN ${raw(type.table)} t ON t.tenant_id = ${raw(`'${tx.tenantId}'`)}::uuid AND t.${key} = s.${key} WHERE ${differs(request.given)}`)
  for (const table of ['settle_new', 'settle_changed']) {
    await tx.execute(sql`CREATE INDEX ON ${raw(table)} (${key})`)
    await tx.execute(sql`ANALYZE ${raw(table)}`)
  }
  const added = await insertNew(tx, type, request)
  for (const child of type.children ?? []) {
    const source = request.children?.[child.name]
    if (source) await settleChildren(tx, type, child, source)
  }
  const changed = await updateChanged(tx, type, request)
  const cause = { causedBy: request.causedBy }
  const created = selectStates(tx, type, sql`SELECT ${key} FROM settle_new`)
  await appendSelected(context, tx, { subjectType: type.subjectType, type: type.created, events: created }, cause)
  if (changed) {
    const after = selectStates(tx, type, sql`SELECT ${key} FROM settle_changed`)
    await appendSelected(context, tx, { subjectType: type.subjectType, type: type.changed, events: after }, cause)
  }
  const [total] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM settle_head`)
  await tx.execute(sql`DROP TABLE settle_head, settle_new, settle_changed`)
  return { added, changed, unchanged: total!.count - added - changed }
}

/** Utility statements take no parameters; the rows' query may, so the table is made first and filled second. */
async function stageRows(tx: Tx, table: string, rows: Sql, indexed: readonly string[]): Promise<void> {
  await tx.execute(sql`CREATE TEMP TABLE ${raw(table)} ON COMMIT DROP AS ${rows}`)
  await tx.execute(sql`CREATE INDEX ON ${raw(table)} (${names(indexed)})`)
  await tx.execute(sql`ANALYZE ${raw(table)}`)
}

const insertNew = (tx: Tx, type: RecordType, request: SettleRequest) =>
  tx.execute(sql`INSERT INTO ${raw(type.table)} (tenant_id, subject_version, ${raw(type.key)}
      ${request.given.length ? sql`, ${names(request.given)}` : empty})
    SELECT ${tx.tenantId}::uuid, 1, s.${raw(type.key)} ${request.given.length ? sql`, ${names(request.given, 's.')}` : empty}
    FROM settle_head s JOIN settle_new USING (${raw(type.key)})`)

const updateChanged = (tx: Tx, type: RecordType, request: SettleRequest) =>
  tx.execute(sql`UPDATE ${raw(type.table)} t
    SET ${join([...keepKnown(request.given), raw('subject_version = t.subject_version + 1')])}
    FROM settle_head s WHERE s.${raw(type.key)} = t.${raw(type.key)} AND t.tenant_id = ${tx.tenantId}::uuid
      AND s.${raw(type.key)} IN (SELECT ${raw(type.key)} FROM settle_changed)`)

/** Children of new heads go in plainly; those of known heads are compared first, and a difference marks the head changed. */
async function settleChildren(tx: Tx, type: RecordType, child: ChildType, source: SettleSource): Promise<void> {
  const key = raw(type.key)
  const own = child.keys.filter((name) => name !== type.key)
  const columns = [...own, ...source.given]
  const match = raw([type.key, ...own].map((name) => `t.${name} = s.${name}`).join(' AND '))
  await stageRows(tx, 'settle_child', source.rows, [type.key, ...own])
  await tx.execute(sql`INSERT INTO ${raw(child.table)} (tenant_id, ${key}, ${names(columns)})
    SELECT ${tx.tenantId}::uuid, s.${key}, ${names(columns, 's.')} FROM settle_child s JOIN settle_new USING (${key})`)
  await tx.execute(sql`DELETE FROM settle_child USING settle_new WHERE settle_child.${key} = settle_new.${key}`)
  await tx.execute(sql`INSERT INTO settle_changed SELECT DISTINCT s.${key} FROM settle_child s
    LEFT JOIN ${raw(child.table)} t ON t.tenant_id = ${tx.tenantId}::uuid AND ${match}
    WHERE (t.${key} IS NULL OR ${differs(source.given)}) AND s.${key} NOT IN (SELECT ${key} FROM settle_changed)`)
  if (source.given.length) {
    await tx.execute(sql`UPDATE ${raw(child.table)} t SET ${join(keepKnown(source.given))}
      FROM settle_child s WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${match} AND (${differs(source.given)})`)
  }
  await tx.execute(sql`INSERT INTO ${raw(child.table)} (tenant_id, ${key}, ${names(columns)})
    SELECT ${tx.tenantId}::uuid, s.${key}, ${names(columns, 's.')} FROM settle_child s
    WHERE NOT EXISTS (SELECT 1 FROM ${raw(child.table)} t WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${match})`)
  await tx.execute(sql`DROP TABLE settle_child`)
}
