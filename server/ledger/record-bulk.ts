/** Many new records at once: what a transaction writes that carries out several commands together. */
import sql, { raw } from 'sql-template-tag'
import { Refusal } from '../../contract/refusals.ts'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { type RecordType, selectStates } from './record.ts'
import type { State } from './verify.ts'

export interface NewRecord {
  readonly state: State
  readonly actor: string
  readonly causedBy?: string
}

const names = (columns: readonly string[]) => raw(columns.join(', '))

/**
 * Adds records of one type with their children and events, in a number of statements that does not depend on how many.
 * Refuses `already_exists` when one of the keys is taken.
 */
export async function createRecords(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  type: RecordType,
  records: readonly NewRecord[],
): Promise<void> {
  if (records.length === 0) return
  const heads = records.map(({ state }) => ({ ...state, tenant_id: tx.tenantId, subject_version: 1 }))
  await insertHeads(tx, type, heads)
  for (const child of type.children ?? []) {
    const rows = records.flatMap(({ state }) =>
      ((state[child.name] as State[] | undefined) ?? []).map((row) => ({
        ...row,
        [type.key]: state[type.key],
        tenant_id: tx.tenantId,
      })),
    )
    const columns = ['tenant_id', type.key, ...child.keys.filter((key) => key !== type.key), ...child.columns]
    if (rows.length) await populate(tx, child.table, columns, rows)
  }
  await explain(context, tx, type, records)
}

async function insertHeads(tx: Tx, type: RecordType, heads: readonly State[]): Promise<void> {
  try {
    await populate(tx, type.table, ['tenant_id', 'subject_version', type.key, ...type.columns], heads)
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw new Refusal('already_exists', heads.length === 1 ? { [type.key]: heads[0]![type.key] } : {})
  }
}

const populate = (tx: Tx, table: string, columns: readonly string[], rows: readonly State[]) =>
  tx.execute(sql`INSERT INTO ${raw(table)} (${names(columns)}) SELECT ${names(columns)}
    FROM jsonb_populate_recordset(NULL::${raw(table)}, ${JSON.stringify(rows)}::jsonb)`)

function explain(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  type: RecordType,
  records: readonly NewRecord[],
): Promise<number> {
  const ids = records.map(({ state }) => String(state[type.key]))
  return tx.execute(sql`INSERT INTO ledger.event
      (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor, caused_by)
    SELECT ${tx.tenantId}::uuid, ${raw(`'${type.subjectType}'`)}, s.subject_id, 1, ${raw(`'${type.created}'`)}, s.data,
      s.event_time, ${context.clock.now()}::timestamptz, a.actor, a.caused_by
    FROM (${selectStates(tx, type, sql`SELECT unnest(${ids}::text[])`)}) s
    JOIN unnest(${ids}::text[], ${records.map(({ actor }) => actor)}::text[],
      ${records.map(({ causedBy }) => causedBy ?? null)}::text[]) AS a (id, actor, caused_by) ON a.id = s.subject_id`)
}
