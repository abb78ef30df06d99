/** Settles records of which one row tells everything: what they name is checked, lists in a cell are taken apart. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { RejectCode } from '../../../../contract/imports.ts'
import type { RecordType } from '../../../ledger/index.ts'
import { filled, rejectRows, requireKnown, type Scope } from './scope.ts'

/** Field, and where what it names must stand. */
export type Named = readonly [field: string, table: string, key: string, code: RejectCode]

export const CUSTOMER: Named = ['customer_id', 'customers.customer', 'customer_id', 'unknown_customer']
export const LOCATION: Named = ['location_id', 'locations.location', 'location_id', 'unknown_location']
export const PRODUCT: Named = ['product_id', 'products.product', 'product_id', 'unknown_product']
export const SEGMENT: Named = ['segment_id', 'policies.segment', 'segment_id', 'unknown_segment']
export const LIST: Named = ['list_id', 'prices.price_list', 'list_id', 'unknown_price_list']
export const AGREEMENT: Named = ['agreement_id', 'prices.agreement', 'agreement_id', 'unknown_agreement']
export const SERVICE: Named = ['service_id', 'policies.added_service', 'service_id', 'unknown_service']

export async function requireNamed(scope: Scope, named: readonly Named[]): Promise<void> {
  for (const [field, table, key, code] of named) await requireKnown(scope, field, table, key, code)
}

export const rejectReversed = async (scope: Scope): Promise<void> => {
  if (scope.given.has('valid_to'))
    await rejectRows(scope, 'valid_to', 'window_reversed', sql`s.valid_to < s.valid_from`)
}

/** `none` is a list without a member; an empty cell is a list that is not known. */
const listOf = (column: string): Sql =>
  raw(`CASE WHEN btrim(s.${column}) = 'none' THEN '{}'::text[]
  ELSE regexp_split_to_array(btrim(s.${column}), '[ ,;]+') END`)

/** Refuses rows whose list has a member that is none of these. */
export const rejectForeign = async (scope: Scope, column: string, members: readonly string[]): Promise<void> => {
  if (scope.given.has(column))
    await rejectRows(
      scope,
      column,
      'unknown_value',
      sql`s.${raw(column)} IS NOT NULL AND NOT ${listOf(column)} <@ ${[...members]}::text[]`,
    )
}

export interface Heads {
  /** Columns whose cells hold lists. */
  readonly lists?: readonly string[]
  /** Columns that the file calls otherwise: ours, then the stage's. */
  readonly renamed?: Readonly<Record<string, string>>
}

/** The head of each record from the first row that names it, as `settle` wants it. */
export function headsOf(scope: Scope, type: RecordType, { lists = [], renamed = {} }: Heads = {}) {
  const given = type.columns.filter((column) => filled(scope, [renamed[column] ?? column]).length)
  const columns = given.map((column) => {
    const value = lists.includes(column) ? listOf(column) : raw(`s.${renamed[column] ?? column}`)
    return sql`, ${value} AS ${raw(column)}`
  })
  const key = raw(`s.${type.key}`)
  const rows = sql`SELECT DISTINCT ON (${key}) ${key} ${columns.length ? join(columns, '') : empty} FROM pg_temp.stage s
    ORDER BY ${key}, s.row_number`
  return { rows, given }
}

/** Refuses rows that claim for their key what only one record may have, in this file or with what is already there. Empty cells of `nullable` columns are alike. */
export async function rejectTaken(
  scope: Scope,
  type: RecordType,
  columns: readonly string[],
  nullable: readonly string[] = [],
): Promise<void> {
  const equal = columns.map((column) => `o.${column} = s.${column}`)
  const alike = nullable.map((column) => `o.${column} IS NOT DISTINCT FROM s.${column}`)
  const same = raw([...equal, ...alike].join(' AND '))
  const [table, key] = [raw(type.table), raw(type.key)]
  // Two statements, since a planner that meets both in one OR compares every row with every other.
  const others = [sql`${table} o WHERE o.tenant_id = ${scope.tx.tenantId}::uuid AND`, sql`pg_temp.stage o WHERE`]
  for (const other of others) {
    const where = sql`EXISTS (SELECT 1 FROM ${other} ${same} AND o.${key} <> s.${key})`
    await rejectRows(scope, columns.at(-1)!, 'contradicts_other_row', where)
  }
}
