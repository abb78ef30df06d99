/** SQL of supply, and its lines as the ledger explains them. */
import sql, { raw } from 'sql-template-tag'
import type { Supply } from '../../../contract/supply.ts'
import { appendSelected, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface SupplyKey {
  readonly supply_id: string
  readonly line_number: number
}

export type SupplyEvent =
  | 'SupplyRegistered'
  | 'SupplyChanged'
  | 'SupplyRecounted'
  | 'SupplyReceived'
  | 'SupplyCancelled'

const COLUMNS = [
  'kind',
  'supplier_id',
  'from_location_id',
  'product_id',
  'location_id',
  'quantity',
  'received',
  'state',
  'ordered_on',
  'due_on',
  'counted_on',
  'is_count_given',
  'received_on',
  'late_days',
  'closed_cause',
]
const names = raw(COLUMNS.join(', '))

const READ = raw(
  ['supply_id', 'line_number', ...COLUMNS]
    .map((name) => (name === 'quantity' || name === 'received' ? `s.${name}::float8 AS ${name}` : `s.${name}`))
    .join(', '),
)

/** Lines of one supply, or of it at one location, in their order. */
export const findSupply = (tx: Tx, supplyId: string, locationId: string | null = null): Promise<Supply[]> =>
  tx.query<Supply>(sql`SELECT ${READ} FROM inventory.supply s WHERE s.tenant_id = ${tx.tenantId}::uuid
    AND s.supply_id = ${supplyId} AND (${locationId}::text IS NULL OR s.location_id = ${locationId}) ORDER BY s.line_number`)

/** Open lines that promising may count anew: of one supplier, or of all. */
export const findOpenSupply = (tx: Tx, supplierId: string | null): Promise<Supply[]> =>
  tx.query<Supply>(sql`SELECT ${READ} FROM inventory.supply s WHERE s.tenant_id = ${tx.tenantId}::uuid
    AND s.state <> 'closed' AND NOT s.is_count_given AND (${supplierId}::text IS NULL OR s.supplier_id = ${supplierId})
    ORDER BY s.supply_id, s.line_number`)

/** New lines with the event of each; the caller has locked their pools. A taken number ends in `already_exists`. */
export async function insertSupply(
  context: Context,
  tx: Tx,
  lines: readonly Supply[],
  causedBy?: string,
): Promise<void> {
  await tx.execute(sql`INSERT INTO inventory.supply (tenant_id, supply_id, line_number, ${names}, subject_version)
    SELECT ${tx.tenantId}::uuid, supply_id, line_number, ${names}, 1
    FROM jsonb_populate_recordset(NULL::inventory.supply, ${JSON.stringify(lines)}::jsonb)`)
  await explainSupply(context, tx, lines, { type: 'SupplyRegistered', causedBy })
}

/** Overwrites lines with the states given and explains each; `about` adds to the event what is not part of the state. */
export async function saveSupply(
  context: Context,
  tx: Tx,
  lines: readonly Supply[],
  told: { type: SupplyEvent; about?: object; causedBy?: string },
): Promise<void> {
  if (!lines.length) return
  const set = raw(COLUMNS.map((name) => `${name} = n.${name}`).join(', '))
  await tx.execute(sql`UPDATE inventory.supply s SET ${set}, subject_version = s.subject_version + 1
    FROM jsonb_populate_recordset(NULL::inventory.supply, ${JSON.stringify(lines)}::jsonb) n
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.supply_id = n.supply_id AND s.line_number = n.line_number`)
  await explainSupply(context, tx, lines, told)
}

/** Appends an event for each of the lines, with the line's state. */
function explainSupply(
  context: Context,
  tx: Tx,
  keys: readonly SupplyKey[],
  { type, about = {}, causedBy }: { type: SupplyEvent; about?: object; causedBy?: string },
): Promise<number> {
  const events = sql`SELECT s.supply_id || '/' || s.line_number AS subject_id, s.subject_version,
      ${STATE} || ${JSON.stringify(Object.keys(about).length ? { about } : {})}::jsonb AS data,
      ${context.clock.now()}::timestamptz AS event_time
    FROM unnest(${keys.map((key) => key.supply_id)}::text[], ${keys.map((key) => key.line_number)}::int[])
      k (supply_id, line_number)
    JOIN inventory.supply s ON s.tenant_id = ${tx.tenantId}::uuid AND s.supply_id = k.supply_id
      AND s.line_number = k.line_number`
  return appendSelected(context, tx, { subjectType: 'supply', type, events }, { causedBy })
}

const STATE = sql`jsonb_strip_nulls(to_jsonb(s) - ARRAY['tenant_id', 'subject_version'])`

export const supplyVerifiable: Verifiable = {
  subjectType: 'supply',
  evolve: (_, { data: { about: _about, ...state } }) => state,
  async loadStates(tx, ids) {
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`
      SELECT k.id AS subject_id, ${STATE} AS state
      FROM (SELECT id, left(id, length(id) - strpos(reverse(id), '/')) AS supply_id,
          right(id, strpos(reverse(id), '/') - 1)::int AS line_number FROM unnest(${ids}::text[]) id) k
      JOIN inventory.supply s ON s.tenant_id = ${tx.tenantId}::uuid AND s.supply_id = k.supply_id
        AND s.line_number = k.line_number`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  },
}
