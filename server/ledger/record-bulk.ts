/** Many new records at once: what a transaction writes that carries out several commands together. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../contract/refusals.ts'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { appending } from './append.ts'
import { type ChildType, eventTimeOf, type RecordType, stateOf } from './record.ts'
import type { State } from './verify.ts'

export interface NewRecord {
  readonly state: State
  readonly actor: string
  readonly causedBy?: string
}

const names = (columns: readonly string[]) => raw(columns.join(', '))

/**
 * Adds records of one type with their children and events, in one statement however many.
 * Refuses `already_exists` when one of the keys is taken.
 */
export async function createRecords(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  type: RecordType,
  records: readonly NewRecord[],
): Promise<void> {
  if (records.length === 0) return
  const heads = records.map(({ state }): State => ({ ...state, tenant_id: tx.tenantId, subject_version: 1 }))
  const children = (type.children ?? []).map((child, nth) => ({ child, name: raw(`child_${nth}`) }))
  const added = children.map(
    ({ child, name }) =>
      sql`, ${name} AS (${populate(child.table, columnsOf(type, child), childRows(tx, type, child, records))})`,
  )
  const key = raw(type.key)
  const nameOf = (child: ChildType) => children.find((one) => one.child === child)!.name
  const rowsOf = (child: ChildType) => sql`(SELECT * FROM ${nameOf(child)} c WHERE c.${key} = h.${key})`
  const column = <T>(pick: (record: NewRecord) => T) => records.map(pick)
  try {
    await tx.execute(sql`WITH h AS (${populate(type.table, ['tenant_id', 'subject_version', type.key, ...type.columns], heads)})
      ${added.length ? join(added, ' ') : empty}
      ${appending(
        context,
        tx,
        type.subjectType,
        sql`SELECT h.${key} AS subject_id, 1 AS subject_version, ${raw(`'${type.created}'`)} AS type,
          ${stateOf(type, rowsOf)} AS data, ${eventTimeOf(type)} AS event_time, a.actor, a.caused_by
        FROM h JOIN unnest(${column(({ state }) => String(state[type.key]))}::text[], ${column(({ actor }) => actor)}::text[],
          ${column(({ causedBy }) => causedBy ?? null)}::text[]) AS a (id, actor, caused_by) ON a.id = h.${key}`,
      )}`)
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw new Refusal('already_exists', heads.length === 1 ? { [type.key]: heads[0]![type.key] } : {})
  }
}

const columnsOf = (type: RecordType, child: ChildType) => [
  'tenant_id',
  type.key,
  ...child.keys.filter((key) => key !== type.key),
  ...child.columns,
]

const childRows = (tx: Tx, type: RecordType, child: ChildType, records: readonly NewRecord[]): State[] =>
  records.flatMap(({ state }) =>
    ((state[child.name] as State[] | undefined) ?? []).map((row) => ({
      ...row,
      [type.key]: state[type.key],
      tenant_id: tx.tenantId,
    })),
  )

const populate = (table: string, columns: readonly string[], rows: readonly State[]): Sql =>
  sql`INSERT INTO ${raw(table)} (${names(columns)}) SELECT ${names(columns)}
    FROM jsonb_populate_recordset(NULL::${raw(table)}, ${JSON.stringify(rows)}::jsonb) RETURNING *`
