/** SQL of reading supply: the list, page by page, and the file of one line. */
import sql, { join, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Supply, SupplyQuery } from '../../../contract/supply.ts'
import type { Tx } from '../../platform/database/database.ts'
import { findSupply, type SupplyKey } from './supplies.store.ts'

export async function listSupply(tx: Tx, query: SupplyQuery, now: Date) {
  const rows = await tx.query<Supply & { product_name: string; is_overdue: boolean }>(sql`
    SELECT s.supply_id, s.line_number, s.kind, s.supplier_id, s.from_location_id, s.product_id, s.location_id,
      s.quantity::float8 AS quantity, s.received::float8 AS received, s.state, s.ordered_on, s.due_on, s.counted_on,
      s.is_count_given, s.received_on, s.late_days, s.closed_cause, coalesce(p.name, s.product_id) AS product_name,
      s.state <> 'closed' AND s.due_on < (${now}::timestamptz AT TIME ZONE coalesce(l.zone, 'UTC'))::date AS is_overdue
    FROM inventory.supply s LEFT JOIN products.product p USING (tenant_id, product_id)
    LEFT JOIN locations.location l ON l.tenant_id = s.tenant_id AND l.location_id = s.location_id
    WHERE ${join(conditions(tx, query), ' AND ')}
    ORDER BY s.due_on, s.supply_id, s.line_number LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > query.limit && last ? `${last.due_on}~${last.line_number}~${last.supply_id}` : null
  return { rows: shown, nextCursor }
}

function conditions(tx: Tx, query: SupplyQuery): Sql[] {
  const found = [sql`s.tenant_id = ${tx.tenantId}::uuid`]
  if (query.product_id) found.push(sql`s.product_id = ${query.product_id}`)
  if (query.location_id) found.push(sql`s.location_id = ${query.location_id}`)
  if (query.supplier_id) found.push(sql`s.supplier_id = ${query.supplier_id}`)
  if (query.kind) found.push(sql`s.kind = ${query.kind}`)
  if (query.state) found.push(sql`s.state = ${query.state}`)
  if (query.is_open === 'true') found.push(sql`s.state <> 'closed'`)
  if (query.is_open === 'false') found.push(sql`s.state = 'closed'`)
  if (query.due_from) found.push(sql`s.due_on >= ${query.due_from}::date`)
  if (query.due_to) found.push(sql`s.due_on <= ${query.due_to}::date`)
  if (query.q) found.push(searched(query.q))
  if (query.cursor) found.push(after(query.cursor))
  return found
}

function searched(q: string): Sql {
  const escaped = q.replace(/[\\%_]/g, '\\$&')
  return sql`(s.supply_id LIKE ${`${escaped}%`} OR s.product_id ILIKE ${`${escaped}%`} OR p.name ILIKE ${`%${escaped}%`})`
}

function after(cursor: string): Sql {
  const [day = '', line = '', ...rest] = cursor.split('~')
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d{1,10}$/.test(line)) throw new Refusal('invalid_input', { cursor })
  return sql`(s.due_on, s.supply_id, s.line_number) > (${day}::date, ${rest.join('~')}, ${line}::int)`
}

interface Told {
  readonly type: string
  readonly record_time: Date
  readonly actor: string
  readonly data: Record<string, unknown>
}

/** Refuses `not_found`. */
export async function getSupplyFile(tx: Tx, key: SupplyKey) {
  const supply = (await findSupply(tx, key.supply_id)).find((line) => line.line_number === key.line_number)
  if (!supply) throw new Refusal('not_found', { ...key })
  const events = await tx.query<Told>(sql`SELECT type, record_time, actor, data FROM ledger.event
    WHERE tenant_id = ${tx.tenantId}::uuid AND subject_type = 'supply' AND subject_id = ${`${key.supply_id}/${key.line_number}`}
    ORDER BY subject_version`)
  const differences = await tx.query(sql`SELECT kind, product_id, quantity::float8 AS quantity, cause, recorded_at
    FROM inventory.difference WHERE tenant_id = ${tx.tenantId}::uuid AND supply_id = ${key.supply_id}
      AND supply_line = ${key.line_number} ORDER BY recorded_at, difference_id`)
  return { supply, history: events.map(toHistory), differences }
}

function toHistory({ type, record_time, actor, data }: Told) {
  const { due_on = null, counted_on = null, quantity = null, received = null, state = null } = data
  const reason = (data.about as { reason?: string } | undefined)?.reason ?? null
  return { type, record_time, actor, due_on, counted_on, quantity, received, state, reason }
}
