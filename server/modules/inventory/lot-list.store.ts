/** SQL of the list of lots, the next to expire first. */
import sql, { join, type Sql } from 'sql-template-tag'
import type { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import type { LotQuery } from '../../../contract/stock.ts'
import { countRows } from '../../platform/database/count-rows.ts'
import type { Tx } from '../../platform/database/database.ts'

type Query = z.infer<typeof LotQuery>

interface LotRow {
  readonly product_id: string
  readonly lot_id: string
  readonly expires_on: string | null
}

export async function listLots(tx: Tx, query: Query) {
  const lying = sql`(SELECT coalesce(sum(s.quantity), 0) FROM inventory.stock s WHERE s.tenant_id = l.tenant_id
    AND s.product_id = l.product_id AND s.lot_id = l.lot_id AND s.lot_id <> '')`
  const from = sql`FROM inventory.lot l LEFT JOIN products.product p USING (tenant_id, product_id)
    WHERE ${join(conditions(tx, query, lying), ' AND ')}`
  const rows = await tx.query<LotRow>(sql`SELECT l.product_id, l.lot_id, l.produced_on, l.expires_on, l.origin,
      l.recalled_on, l.recall_reason, coalesce(p.name, l.product_id) AS product_name, ${lying}::float8 AS quantity
    ${from}
    ORDER BY coalesce(l.expires_on, 'infinity'), l.product_id, l.lot_id LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const nextCursor =
    rows.length > query.limit && last
      ? JSON.stringify([last.expires_on ?? 'infinity', last.product_id, last.lot_id])
      : null
  return { rows: shown, total: await countRows(tx, from, query.cursor), nextCursor }
}

function conditions(tx: Tx, query: Query, lying: Sql): Sql[] {
  const found = [sql`l.tenant_id = ${tx.tenantId}::uuid`]
  if (query.product_id) found.push(sql`l.product_id = ${query.product_id}`)
  if (query.q) found.push(searched(query.q))
  if (query.is_recalled) found.push(sql`(l.recalled_on IS NOT NULL) = ${query.is_recalled === 'true'}`)
  if (query.expires_to) found.push(sql`l.expires_on <= ${query.expires_to}::date AND ${lying} > 0`)
  if (query.cursor) found.push(after(query.cursor))
  return found
}

function searched(q: string): Sql {
  const escaped = q.replace(/[\\%_]/g, '\\$&')
  return sql`(l.lot_id LIKE ${`${escaped}%`} OR l.product_id ILIKE ${`${escaped}%`} OR p.name ILIKE ${`%${escaped}%`})`
}

function after(cursor: string): Sql {
  const [day, productId, lotId] = parse(cursor)
  return sql`(coalesce(l.expires_on, 'infinity'), l.product_id, l.lot_id) > (${day}::date, ${productId}, ${lotId})`
}

function parse(cursor: string): [string, string, string] {
  try {
    const parts: unknown = JSON.parse(cursor)
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string')) {
      const [day, productId, lotId] = parts as [string, string, string]
      if (/^(\d{4}-\d\d-\d\d|infinity)$/.test(day)) return [day, productId, lotId]
    }
  } catch {}
  throw new Refusal('invalid_input', { cursor })
}
