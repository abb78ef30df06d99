/** What every settlement step is handed, and the checks that need the database. The rows stand in `pg_temp.stage`. */
import sql, { raw, type Sql } from 'sql-template-tag'
import type { RejectCode } from '../../../../contract/imports.ts'
import { type RecordType, type SettleCount, settleRecords } from '../../../ledger/index.ts'
import type { Context } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database/database.ts'

export interface Scope {
  readonly context: Context
  readonly tx: Tx
  /** Columns that the file fills. */
  readonly given: ReadonlySet<string>
  /** Master data that the file may bring into being. */
  readonly creates: ReadonlySet<string>
  readonly zone: string
  readonly causedBy: string
  /** By subject type; grows as steps settle. */
  readonly settled: Record<string, SettleCount>
}

/** Marks the staged rows that meet a condition as refused for one reason. */
export const rejectRows = ({ tx }: Scope, field: string, code: RejectCode, where: Sql): Promise<number> =>
  tx.execute(sql`INSERT INTO pg_temp.stage_reject (row_number, field, value, code)
    SELECT s.row_number, ${field}, left(s.${raw(field)}::text, 200), ${code} FROM pg_temp.stage s WHERE ${where}`)

/** Takes the refused rows out of the stage; what follows sees only rows that may settle. */
export async function dropRejected({ tx }: Scope): Promise<void> {
  await tx.execute(sql`DELETE FROM pg_temp.stage s USING pg_temp.stage_reject r WHERE r.row_number = s.row_number`)
}

/** Refuses rows whose `field` names something that `table` does not hold. */
export const requireKnown = (scope: Scope, field: string, table: string, key: string, code: RejectCode) =>
  scope.given.has(field)
    ? rejectRows(
        scope,
        field,
        code,
        sql`s.${raw(field)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${raw(table)} t
          WHERE t.tenant_id = ${scope.tx.tenantId}::uuid AND t.${raw(key)} = s.${raw(field)})`,
      )
    : Promise.resolve(0)

export const requireOrderLine = (scope: Scope) =>
  rejectRows(
    scope,
    'order_id',
    'unknown_order_line',
    sql`NOT EXISTS (SELECT 1 FROM orders.order_line t WHERE t.tenant_id = ${scope.tx.tenantId}::uuid
      AND t.order_id = s.order_id AND t.line_number = s.line_number)`,
  )

/** Refuses every row after the first that has the same values in all of `keys`. */
export const rejectRepeated = (scope: Scope, keys: readonly string[]) =>
  rejectRows(
    scope,
    keys[0]!,
    'duplicate_key',
    sql`s.row_number IN (SELECT row_number FROM (SELECT row_number, row_number() OVER (PARTITION BY ${raw(keys.join(', '))}
      ORDER BY row_number) AS place FROM pg_temp.stage) ranked WHERE place > 1)`,
  )

/** Settles records and adds what happened to the report. */
export async function settle(
  scope: Scope,
  type: RecordType,
  request: Omit<Parameters<typeof settleRecords>[3], 'causedBy'>,
) {
  const count = await settleRecords(scope.context, scope.tx, type, { ...request, causedBy: scope.causedBy })
  report(scope, type.subjectType, count)
}

export function report(scope: Scope, subjectType: string, count: SettleCount): void {
  const known = scope.settled[subjectType] ?? { added: 0, changed: 0, unchanged: 0 }
  scope.settled[subjectType] = {
    added: known.added + count.added,
    changed: known.changed + count.changed,
    unchanged: known.unchanged + count.unchanged,
  }
}

/** Of these columns, the ones that the file fills. */
export const filled = (scope: Scope, columns: readonly string[]) => columns.filter((column) => scope.given.has(column))
