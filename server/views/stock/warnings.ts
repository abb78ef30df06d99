/** The list of early warnings, most urgent first, with how many there are of each kind. */
import sql from 'sql-template-tag'
import type { StockWarning, WarningQuery } from '../../../contract/stock-views.ts'
import type { Tx } from '../../platform/database/database.ts'
import { warn } from './warn.ts'
import { loadWatched } from './watched-pools.ts'

/** All sites are looked at even where one is asked for: another may have what is missing here. */
export async function listWarnings(tx: Tx, query: WarningQuery, now: Date) {
  const found = warn(await loadWatched(tx, query, now)).filter(
    (warning) => !query.location_id || warning.location_id === query.location_id,
  )
  const count = (kind: StockWarning['kind']) => found.filter((warning) => warning.kind === kind).length
  const rows = found.filter((warning) => !query.kind || warning.kind === query.kind).slice(0, query.limit)
  return {
    rows: await withLines(tx, rows),
    counts: { short: count('short'), stock_out: count('stock_out'), surplus: count('surplus') },
    today: now.toISOString().slice(0, 10),
  }
}

/** How many order lines would have to be promised anew: those needed before the day the pool is covered again. */
async function withLines(tx: Tx, rows: StockWarning[]): Promise<StockWarning[]> {
  const short = rows.filter((row) => row.kind === 'short')
  if (!short.length) return rows
  const counts = await tx.query<{
    place: number
    lines: number
  }>(sql`SELECT k.place::int AS place, count(*)::int AS lines
    FROM unnest(${short.map((row) => row.product_id)}::text[], ${short.map((row) => row.location_id)}::text[],
      ${short.map(coveredOn)}::date[]) WITH ORDINALITY k (product_id, location_id, covered_on, place)
    JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid AND r.product_id = k.product_id
      AND r.location_id = k.location_id AND r.need_on < coalesce(k.covered_on, 'infinity')
    GROUP BY 1`)
  const byRow = new Map(counts.map(({ place, lines }) => [short[place - 1], lines]))
  return rows.map((row) => ({
    ...row,
    fixes: row.fixes.map((fix) => (fix.kind === 'move_promises' ? { ...fix, lines: byRow.get(row) ?? 0 } : fix)),
  }))
}

const coveredOn = (row: StockWarning): string | null =>
  row.fixes.find((fix) => fix.kind === 'move_promises')?.on ?? null
