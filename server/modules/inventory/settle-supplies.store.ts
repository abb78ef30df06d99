/** Settles supply from a file: new lines are announced, differing ones changed, and what was received teaches lateness. */
import sql, { type Sql } from 'sql-template-tag'
import type { Supply } from '../../../contract/supply.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { SettleCount } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces } from '../locations/index.ts'
import { countLines } from './lateness.store.ts'
import { lateDays } from './lateness.ts'
import { lockSelected } from './pools.store.ts'
import { insertSupply, saveSupply } from './supplies.store.ts'

export interface SupplyFileRows {
  /**
   * SELECT giving supply_id, line_number, kind, supplier_id, product_id, location_id, quantity, received, state, ordered_on,
   * due_on, counted_on, received_on; null where the file does not say. Each line once.
   */
  readonly rows: Sql
  readonly causedBy: string
}

/** Lines written in one statement: the file may be long, a statement's parameters need not be. */
const LINES_AT_ONCE = 5_000

export async function settleSupplies(
  context: Context,
  tx: Tx,
  { rows, causedBy }: SupplyFileRows,
): Promise<SettleCount> {
  await tx.execute(sql`CREATE TEMP TABLE settle_supply ON COMMIT DROP AS SELECT * FROM (${rows}) r`)
  await tx.execute(sql`ANALYZE settle_supply`)
  await lockSelected(tx, sql`SELECT DISTINCT product_id, location_id FROM settle_supply`)
  const said = await loadSaid(tx)
  const closed = await withLateness(
    context,
    tx,
    said.filter((line) => line.state === 'closed'),
  )
  await write(context, tx, closed, causedBy)
  // After the closed ones: what they teach counts for the open ones of the same file.
  const open = said.filter((line) => line.state !== 'closed')
  const counted = await countLines(context, tx, open)
  await write(
    context,
    tx,
    counted.map((line, at) => ({ ...line, is_new: open[at]!.is_new })),
    causedBy,
  )
  const [total] = await tx.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM settle_supply`)
  await tx.execute(sql`DROP TABLE settle_supply`)
  const added = said.filter((line) => line.is_new).length
  return { added, changed: said.length - added, unchanged: total!.count - said.length }
}

type Said = Supply & { readonly is_new: boolean }

/** The lines as they shall be, of which something is new; a blank erases nothing that is known. */
const loadSaid = (tx: Tx): Promise<Said[]> =>
  tx.query<Said>(sql`SELECT * FROM (SELECT n.supply_id, n.line_number, coalesce(n.kind, t.kind, 'purchase') AS kind,
      coalesce(n.supplier_id, t.supplier_id) AS supplier_id, t.from_location_id, n.product_id, n.location_id,
      n.quantity::float8 AS quantity, coalesce(n.received, t.received, 0)::float8 AS received,
      coalesce(CASE WHEN coalesce(n.received, t.received, 0) >= n.quantity THEN 'closed' END, n.state, t.state, 'confirmed') AS state,
      coalesce(n.ordered_on, t.ordered_on) AS ordered_on, n.due_on, coalesce(n.counted_on, t.counted_on, n.due_on) AS counted_on,
      n.counted_on IS NOT NULL OR coalesce(t.is_count_given, false) AS is_count_given,
      coalesce(n.received_on, t.received_on) AS received_on, t.late_days,
      CASE WHEN coalesce(n.received, t.received, 0) >= n.quantity THEN 'received'
        WHEN coalesce(n.state, t.state) = 'closed' THEN coalesce(t.closed_cause, 'short') END AS closed_cause,
      t.supply_id IS NULL AS is_new,
      t.quantity AS t_quantity, t.received AS t_received, t.state AS t_state, t.due_on AS t_due_on, t.counted_on AS t_counted_on,
      t.supplier_id AS t_supplier_id, t.ordered_on AS t_ordered_on, t.received_on AS t_received_on, t.kind AS t_kind
    FROM settle_supply n LEFT JOIN inventory.supply t ON t.tenant_id = ${tx.tenantId}::uuid AND t.supply_id = n.supply_id
      AND t.line_number = n.line_number) said
    WHERE is_new OR (quantity, received, state, due_on, supplier_id, ordered_on, received_on, kind, is_count_given AND counted_on <> t_counted_on)
      IS DISTINCT FROM (t_quantity, t_received, t_state, t_due_on, t_supplier_id, t_ordered_on, t_received_on, t_kind, false)
    ORDER BY supply_id, line_number`)

async function withLateness(context: Context, tx: Tx, lines: readonly Said[]): Promise<Said[]> {
  const today = context.clock.now().toISOString().slice(0, 10)
  const ids = [...new Set(lines.map((line) => line.location_id))]
  const places = await loadPlaces(tx, ids, { firstDay: today, lastDay: today })
  return lines.map((line) => {
    const calendar = places.get(line.location_id)?.calendar
    if (!line.received_on || line.received <= 0 || !calendar) return { ...line, late_days: null }
    return { ...line, late_days: lateDays(calendar, parseLocalDay(line.due_on), parseLocalDay(line.received_on)) }
  })
}

async function write(context: Context, tx: Tx, lines: readonly Said[], causedBy: string): Promise<void> {
  const states = (isNew: boolean) => lines.filter((line) => line.is_new === isNew)
  for (const part of parts(states(true))) await insertSupply(context, tx, part, causedBy)
  for (const part of parts(states(false))) await saveSupply(context, tx, part, { type: 'SupplyChanged', causedBy })
}

function* parts<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += LINES_AT_ONCE) yield list.slice(at, at + LINES_AT_ONCE)
}
