/** The overview of stock, a row a product and site, paged by key so that the last page costs what the first does. */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { PoolRow, StockQuery } from '../../../contract/stock-views.ts'
import { countRows } from '../../platform/database/count-rows.ts'
import type { Tx } from '../../platform/database/database.ts'
import { POOL_COLUMNS, poolFigures, poolsOf } from './pool-rows.ts'

export type OverviewFilter = Omit<StockQuery, 'limit'> & { readonly limit: number }

export async function listPools(tx: Tx, query: OverviewFilter, now: Date) {
  const found = conditions(query)
  // The page is found by its keys first; figures are worked out for its rows alone, unless a figure is what is asked for.
  const page = sql`SELECT b.* FROM ${poolsOf(tx)} ${found.length ? sql`AND ${join(found, ' AND ')}` : empty}`
  const isBounded = query.only !== 'short'
  const candidates = isBounded
    ? sql`(${page} ORDER BY b.product_id, b.location_id LIMIT ${query.limit + 1})`
    : sql`(${page} AND b.reserved > b.on_hand)`
  const rows = await tx.query<PoolRow>(sql`SELECT ${POOL_COLUMNS} FROM ${candidates} b
    LEFT JOIN products.product p ON p.tenant_id = b.tenant_id AND p.product_id = b.product_id
    LEFT JOIN locations.location l ON l.tenant_id = b.tenant_id AND l.location_id = b.location_id
    ${poolFigures(now)} ${isBounded ? empty : sql`WHERE promising.catp < 0`}
    ORDER BY b.product_id, b.location_id LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const isWorkedOut = query.only === 'short' && query.cursor === undefined
  const total = isWorkedOut ? (last ? null : shown.length) : await countRows(tx, sql`FROM (${page}) b`, query.cursor)
  return { rows: shown, total, nextCursor: last ? JSON.stringify([last.product_id, last.location_id]) : null }
}

function conditions(query: OverviewFilter): Sql[] {
  const found: Sql[] = []
  if (query.product_id) found.push(sql`b.product_id = ${query.product_id}`)
  if (query.location_id) found.push(sql`b.location_id = ${query.location_id}`)
  if (query.product_group) found.push(sql`p.product_group = ${query.product_group}`)
  if (query.q) found.push(searched(query.q))
  if (query.only && query.only !== 'short') found.push(ONLY[query.only])
  if (query.cursor) found.push(after(query.cursor))
  return found
}

const SAME_POOL = sql`s.tenant_id = b.tenant_id AND s.product_id = b.product_id AND s.location_id = b.location_id`
const ONLY = {
  in_stock: sql`b.on_hand > 0`,
  empty: sql`b.on_hand = 0`,
  expected: sql`EXISTS (SELECT 1 FROM inventory.supply s WHERE ${SAME_POOL} AND s.state <> 'closed')`,
  not_released: sql`EXISTS (SELECT 1 FROM inventory.stock s WHERE ${SAME_POOL} AND s.state <> 'released')`,
}

function searched(q: string): Sql {
  const escaped = q.replace(/[\\%_]/g, '\\$&')
  return sql`(b.product_id ILIKE ${`${escaped}%`} OR p.name ILIKE ${`%${escaped}%`})`
}

function after(cursor: string): Sql {
  try {
    const parts: unknown = JSON.parse(cursor)
    if (Array.isArray(parts) && parts.length === 2 && parts.every((part) => typeof part === 'string')) {
      return sql`(b.product_id, b.location_id) > (${parts[0]}, ${parts[1]})`
    }
  } catch {}
  throw new Refusal('invalid_input', { cursor })
}
