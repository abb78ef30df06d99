/** Where dated records stand on a day, told by their own columns `valid_from` and `valid_to`. */
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Tx } from '../platform/database/database.ts'
import type { RecordType } from './record.ts'

export interface Dated {
  /** The record names its last day; without one it holds until a later one takes its place. */
  readonly hasEnd: boolean
  /** Of records alike in these columns only the latest that has begun holds; absent: any number hold at once. */
  readonly within?: readonly string[]
  /** The day it is where nobody names one. */
  readonly today: (tx: Tx, now: Date) => Promise<string>
}

/** A word of `HOLDING` for the row `h`. What a later one replaces for good is past; what waits for its end is behind it. */
export function holdingOn(tx: Tx, type: RecordType, { hasEnd, within }: Dated, day: string): Sql {
  const notBegun = sql`h.valid_from > ${day}::date`
  const isOver = hasEnd ? sql`WHEN h.valid_to < ${day}::date THEN 'past'` : sql``
  const replaced = within
    ? sql`WHEN EXISTS (SELECT 1 FROM ${raw(type.table)} o WHERE o.tenant_id = ${tx.tenantId}::uuid
        AND o.valid_from > h.valid_from AND o.valid_from <= ${day}::date ${hasEnd ? sql`AND (o.valid_to IS NULL OR o.valid_to >= ${day}::date)` : sql``}
        ${within.length ? sql`AND ${alike(within)}` : sql``}) THEN ${raw(hasEnd ? "'behind'" : "'past'")}`
    : sql``
  return sql`CASE WHEN ${notBegun} THEN 'coming' ${isOver} ${replaced} ELSE 'today' END`
}

const alike = (columns: readonly string[]): Sql =>
  join(
    columns.map((name) => raw(`o.${name} IS NOT DISTINCT FROM h.${name}`)),
    ' AND ',
  )
