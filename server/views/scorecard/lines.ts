/** The order lines behind a figure, newest due day first. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { CHECKS, RIGHTS } from '../../../contract/rights.ts'
import type { LineRow, LinesQuery } from '../../../contract/scorecard.ts'
import { countRows } from '../../platform/database/count-rows.ts'
import type { Tx } from '../../platform/database/database.ts'
import { EXCLUSION_CODE, OUTCOMES, SHIFT, TIMINGS, unpack, unpackRight } from '../verdicts/packing.ts'
import { periodOf } from './scorecard.ts'

interface VerdictRow {
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly customer_name: string
  readonly product_id: string
  readonly product_name: string
  readonly carrier_id: string
  readonly due: string
  readonly days_late: number | null
  readonly outcome: number
  readonly rights: number
  readonly first_cause: string | null
  readonly is_provisional: boolean
}

const FILTERS = ['segment_id', 'site_id', 'customer_id', 'product_group', 'lane', 'carrier_id'] as const

export async function listLines(
  tx: Tx,
  query: LinesQuery,
  now: Date,
): Promise<{ rows: LineRow[]; total: number | null; nextCursor: string | null }> {
  const due = raw(`v.${query.basis}_due`)
  const found = join(conditions(tx, query, now), ' AND ')
  const rows =
    await tx.query<VerdictRow>(sql`SELECT v.order_id, v.line_number, v.customer_id, v.product_id, v.carrier_id, ${due} AS due,
      ${raw(`v.${query.basis}_days_late`)} AS days_late, ${raw(`v.${query.basis}_outcome`)} AS outcome, v.rights, v.first_cause,
      v.is_provisional, coalesce(c.name, v.customer_id) AS customer_name, coalesce(p.name, v.product_id) AS product_name
    FROM views.line_verdict v
    LEFT JOIN customers.customer c ON c.tenant_id = v.tenant_id AND c.customer_id = v.customer_id
    LEFT JOIN products.product p ON p.tenant_id = v.tenant_id AND p.product_id = v.product_id
    WHERE ${found}
    ORDER BY ${due} DESC, v.order_id DESC, v.line_number DESC LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > query.limit && last ? `${last.due}~${last.line_number}~${last.order_id}` : null
  const total = await countRows(tx, sql`FROM views.line_verdict v WHERE ${found}`, query.cursor)
  return { rows: shown.map(toLine), total, nextCursor }
}

function conditions(tx: Tx, query: LinesQuery, now: Date): Sql[] {
  const period = periodOf(query, now)
  const due = raw(`v.${query.basis}_due`)
  const outcome = raw(`v.${query.basis}_outcome`)
  const bits = (shift: number) => raw(`(v.${query.basis}_outcome >> ${shift}) & 7`)
  const found = [
    sql`v.tenant_id = ${tx.tenantId}::uuid`,
    sql`${due} BETWEEN ${period.from}::date AND ${period.to}::date`,
  ]
  for (const name of FILTERS) if (query[name] !== undefined) found.push(sql`v.${raw(name)} = ${query[name]}`)
  if (query.excluded) found.push(sql`v.exclusion = ${EXCLUSION_CODE[query.excluded]}`)
  else found.push(sql`v.exclusion = 0`)
  if (query.right) {
    const check = sql`(v.rights >> ${raw(String(2 * RIGHTS.indexOf(query.right)))}) & 3`
    found.push(sql`v.is_due AND ${check} = ${CHECKS.indexOf(query.check ?? 'fail')}`)
  }
  if (query.timing || query.otif) found.push(sql`${outcome} & 1 = 1`)
  if (query.timing) found.push(sql`${bits(SHIFT.timing)} = ${TIMINGS.indexOf(query.timing)}`)
  if (query.otif) found.push(sql`${bits(SHIFT.otif)} = ${OUTCOMES.indexOf(query.otif)}`)
  if (query.cause) found.push(sql`v.is_due AND v.first_cause = ${query.cause}`)
  if (query.cursor) found.push(after(query.cursor, due))
  return found
}

function after(cursor: string, due: Sql): Sql {
  const [day = '', line = '', ...order] = cursor.split('~')
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d{1,9}$/.test(line)) throw new Refusal('invalid_input', { cursor })
  return sql`(${due}, v.order_id, v.line_number) < (${day}::date, ${order.join('~')}, ${Number(line)}::int) ${empty}`
}

const toLine = (row: VerdictRow): LineRow => ({
  order_id: row.order_id,
  line_number: row.line_number,
  customer_id: row.customer_id,
  customer_name: row.customer_name,
  product_id: row.product_id,
  product_name: row.product_name,
  carrier_id: row.carrier_id,
  due: row.due,
  days_late: row.days_late,
  timing: TIMINGS[unpack(row.outcome, SHIFT.timing)] ?? null,
  otif: OUTCOMES[unpack(row.outcome, SHIFT.otif)]!,
  rights: rightsOf(row.rights),
  first_cause: row.first_cause,
  is_provisional: row.is_provisional,
})

export const rightsOf = (packed: number) =>
  Object.fromEntries(RIGHTS.map((right, index) => [right, CHECKS[unpackRight(packed, index)]!])) as LineRow['rights']
