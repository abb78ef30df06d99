/** Open lines whose promised day has passed, by what holds them up or by whom they keep waiting. */
import sql, { empty, type Sql } from 'sql-template-tag'
import { LONG_OVERDUE_DAYS } from '../../../contract/danger-words.ts'
import type {
  OVERDUE_BY,
  OverdueGroup,
  OverdueGroups,
  OverdueLine,
  OverdueLines,
  OverdueLinesQuery,
} from '../../../contract/exceptions.ts'
import type { Tx } from '../../platform/database/database.ts'

const MEMBERS: Record<(typeof OVERDUE_BY)[number], Sql> = {
  cause: sql`coalesce(r.first_reason, '')`,
  customer: sql`r.customer_id`,
}

const overdue = (tx: Tx, today: string) => sql`FROM planning.promise_risk r
  LEFT JOIN customers.customer c ON c.tenant_id = r.tenant_id AND c.customer_id = r.customer_id
  WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.to_date < ${today}::date`

const LONG_AGO = (today: string) => sql`r.to_date < ${today}::date - ${LONG_OVERDUE_DAYS}::int`

const COUNTS = sql`count(*)::int AS lines, count(DISTINCT r.order_id)::int AS orders,
  count(DISTINCT r.customer_id)::int AS customers, round(sum(r.harm)::numeric, 2)::float8 AS harm, max(r.to_date)::text AS newest_due,
  min(r.to_date)::text AS oldest_due`

export async function overdueGroups(tx: Tx, by: (typeof OVERDUE_BY)[number], today: string): Promise<OverdueGroups> {
  const label = by === 'customer' ? sql`max(coalesce(c.name, r.customer_id))` : sql`${MEMBERS[by]}`
  const groups = await tx.query<OverdueGroup>(sql`SELECT ${MEMBERS[by]} AS member, ${label} AS label, ${COUNTS}
    ${overdue(tx, today)} AND NOT (${LONG_AGO(today)}) GROUP BY ${MEMBERS[by]} ORDER BY sum(r.harm) DESC, member`)
  const [long] = await tx.query<NonNullable<OverdueGroups['long']>>(
    sql`SELECT ${COUNTS} ${overdue(tx, today)} AND ${LONG_AGO(today)} HAVING count(*) > 0`,
  )
  const [count] = await tx.query<{ lines: number; orders: number }>(
    sql`SELECT count(*)::int AS lines, count(DISTINCT r.order_id)::int AS orders ${overdue(tx, today)}`,
  )
  return { ...count!, groups, long: long ?? null }
}

/** The newest harm first: what was promised for yesterday can still be saved, what for last spring cannot. */
export async function overdueLines(tx: Tx, query: OverdueLinesQuery, today: string): Promise<OverdueLines> {
  const { cause, customer_id, age } = query
  const rows = await tx.query<OverdueLine & { total: number }>(sql`SELECT r.order_id, r.line_number, r.customer_id,
      coalesce(c.name, r.customer_id) AS customer_name, coalesce((SELECT p.name FROM products.product p
        WHERE p.tenant_id = r.tenant_id AND p.product_id = r.product_id), r.product_id) AS product_name, r.to_date::text AS due,
      r.first_reason AS cause, round(r.harm::numeric, 2)::float8 AS harm, count(*) OVER ()::int AS total
    ${overdue(tx, today)} ${cause === undefined ? empty : sql`AND coalesce(r.first_reason, '') = ${cause}`}
      ${customer_id ? sql`AND r.customer_id = ${customer_id}` : empty}
      ${age ? sql`AND ${age === 'long' ? empty : sql`NOT`} (${LONG_AGO(today)})` : empty}
    ORDER BY r.to_date DESC, r.harm DESC, r.order_id, r.line_number LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { lines: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
