/** SQL of counting: the sheet to count by, a count as it stands, and how right the records were. */
import sql, { join } from 'sql-template-tag'
import type { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import type { CountSheetQuery } from '../../../contract/stock.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { StockKey } from './stock.store.ts'

type Query = z.infer<typeof CountSheetQuery>

/** In the order of the bins, without quantities: whoever counts must not know what is expected. */
export async function getCountSheet(tx: Tx, query: Query) {
  const found = [sql`s.tenant_id = ${tx.tenantId}::uuid`, sql`s.location_id = ${query.location_id}`]
  if (query.bin) found.push(sql`s.bin = ${query.bin}`)
  if (query.product_id) found.push(sql`s.product_id = ${query.product_id}`)
  if (query.cursor) {
    const [bin, product, lot, serial, state] = parse(query.cursor)
    found.push(
      sql`(s.bin, s.product_id, s.lot_id, s.serial, s.state) > (${bin}, ${product}, ${lot}, ${serial}, ${state})`,
    )
  }
  const rows =
    await tx.query<StockKey>(sql`SELECT s.bin, s.product_id, s.lot_id, s.serial, s.state FROM inventory.stock s
    WHERE ${join(found, ' AND ')} ORDER BY s.bin, s.product_id, s.lot_id, s.serial, s.state LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(blankToNull),
    nextCursor: last ? JSON.stringify([last.bin, last.product_id, last.lot_id, last.serial, last.state]) : null,
  }
}

const blankToNull = <T extends Pick<StockKey, 'bin' | 'lot_id' | 'serial'>>(row: T) => ({
  ...row,
  bin: row.bin || null,
  lot_id: row.lot_id || null,
  serial: row.serial || null,
})

function parse(cursor: string): string[] {
  try {
    const parts = JSON.parse(cursor)
    if (Array.isArray(parts) && parts.length === 5 && parts.every((part) => typeof part === 'string')) return parts
  } catch {}
  throw new Refusal('invalid_input', { cursor })
}

/** Every look of a count; what was expected is told only where no second look is wanted. Refuses `not_found`. */
export async function getCount(tx: Tx, countId: string) {
  const rows = await tx.query<StockKey>(sql`SELECT c.product_id, c.bin, c.lot_id, c.serial, c.state, c.look,
      CASE WHEN c.outcome = 'look_again' AND NOT EXISTS (SELECT 1 FROM inventory.stock_count n WHERE n.tenant_id = c.tenant_id
          AND n.count_id = c.count_id AND n.product_id = c.product_id AND n.location_id = c.location_id AND n.bin = c.bin
          AND n.lot_id = c.lot_id AND n.serial = c.serial AND n.state = c.state AND n.look = 2)
        THEN NULL ELSE c.expected::float8 END AS expected,
      c.counted::float8 AS counted, c.outcome
    FROM inventory.stock_count c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.count_id = ${countId}
    ORDER BY c.bin, c.product_id, c.lot_id, c.serial, c.state, c.look`)
  if (!rows.length) throw new Refusal('not_found', { count_id: countId })
  return { count_id: countId, lines: rows.map(blankToNull) }
}

/** Over first looks: how many were within tolerance, and what they were off by. */
export async function getCountAccuracy(
  tx: Tx,
  { from, to, locationId }: { from: string; to: string; locationId?: string },
) {
  const [row] = await tx.query<Record<string, number>>(sql`SELECT count(*)::int AS looks,
      (count(*) FILTER (WHERE outcome <> 'look_again'))::int AS within_tolerance,
      coalesce(sum(counted - expected), 0)::float8 AS net_difference,
      coalesce(sum(abs(counted - expected)), 0)::float8 AS absolute_difference
    FROM inventory.stock_count WHERE tenant_id = ${tx.tenantId}::uuid AND look = 1
      AND counted_at >= ${from}::date::timestamptz AND counted_at < (${to}::date + 1)::timestamptz
      AND (${locationId ?? null}::text IS NULL OR location_id = ${locationId ?? null})`)
  return row!
}
