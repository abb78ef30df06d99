/** The movements behind a figure, latest first, paged by key. */
import sql, { join, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { MovementQuery } from '../../../contract/stock-views.ts'
import type { Tx } from '../../platform/database/database.ts'

export async function listMovements(tx: Tx, query: MovementQuery) {
  const rows = await tx.query<{
    movement_id: string
    recorded_at: Date
  }>(sql`SELECT m.movement_id, m.type, m.product_id,
      nullif(m.lot_id, '') AS lot_id, nullif(m.serial, '') AS serial, m.quantity::float8 AS quantity, m.from_kind,
      nullif(m.from_at, '') AS from_at, nullif(m.from_bin, '') AS from_bin, nullif(m.from_state, '') AS from_state, m.to_kind,
      nullif(m.to_at, '') AS to_at, nullif(m.to_bin, '') AS to_bin, nullif(m.to_state, '') AS to_state, m.occurred_at,
      m.recorded_at, m.actor, m.cause, m.document, m.order_id, m.line_number, m.supply_id, m.reversal_of,
      EXISTS (SELECT 1 FROM inventory.movement r WHERE r.tenant_id = m.tenant_id AND r.reversal_of = m.movement_id) AS is_reversed
    FROM inventory.movement m WHERE ${join(conditions(tx, query), ' AND ')}
    ORDER BY m.recorded_at DESC, m.movement_id DESC LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return { rows: shown, nextCursor: last ? `${last.recorded_at.toISOString()}~${last.movement_id}` : null }
}

function conditions(tx: Tx, query: MovementQuery): Sql[] {
  const found = [sql`m.tenant_id = ${tx.tenantId}::uuid`]
  if (query.product_id) found.push(sql`m.product_id = ${query.product_id}`)
  if (query.lot_id) found.push(sql`m.lot_id = ${query.lot_id}`)
  if (query.type) found.push(sql`m.type = ${query.type}`)
  if (query.from) found.push(sql`m.occurred_at >= ${query.from}::date::timestamptz`)
  if (query.to) found.push(sql`m.occurred_at < (${query.to}::date + 1)::timestamptz`)
  if (query.location_id) {
    found.push(sql`((m.from_kind = 'site' AND m.from_at = ${query.location_id})
      OR (m.to_kind = 'site' AND m.to_at = ${query.location_id}))`)
  }
  if (query.reference) {
    found.push(sql`${query.reference} IN (m.document, m.order_id, m.supply_id, m.to_at, m.from_at)`)
  }
  if (query.cursor) found.push(before(query.cursor))
  return found
}

/** Instants are stored to the microsecond and handed on to the millisecond: the cursor takes in the whole millisecond. */
function before(cursor: string): Sql {
  const [at = '', id = ''] = cursor.split('~')
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('invalid_input', { cursor })
  return sql`(date_trunc('milliseconds', m.recorded_at), m.movement_id) < (${at}::timestamptz, ${id}::uuid)`
}
