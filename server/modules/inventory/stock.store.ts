/** SQL of what lies where, and of pools as the ledger explains them. */
import sql from 'sql-template-tag'
import type { StockState } from '../../../contract/stock.ts'
import type { State, Verifiable } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Candidate } from './choose-stock.ts'
import { type PoolKey, parsePairId, poolId } from './pool.ts'
import { pairIdOf } from './pools.store.ts'

export type Lying = Candidate

/** A pool's figures as they stand; the pool exists. */
export async function loadBalance(tx: Tx, key: PoolKey) {
  const [row] = await tx.query<PoolKey & { on_hand: number; reserved: number }>(sql`SELECT product_id, location_id,
      on_hand::float8 AS on_hand, reserved::float8 AS reserved
    FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${key.product_id}
      AND location_id = ${key.location_id}`)
  return row!
}

/** Released stock of pools that is not set aside for anybody, by `poolId`; quantities in thousandths. */
export async function loadCandidates(tx: Tx, keys: readonly PoolKey[]): Promise<Map<string, Lying[]>> {
  const rows = await tx.query<Lying & PoolKey>(sql`SELECT s.product_id, s.location_id, s.bin, s.lot_id, s.serial,
      ((s.quantity - s.allocated) * 1000)::float8 AS free, s.received_on, l.produced_on, l.expires_on,
      l.recalled_on IS NOT NULL AS is_recalled
    FROM (SELECT DISTINCT * FROM unnest(${keys.map((key) => key.product_id)}::text[],
      ${keys.map((key) => key.location_id)}::text[]) k (product_id, location_id)) k
    JOIN inventory.stock s ON s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = k.product_id
      AND s.location_id = k.location_id AND s.state = 'released' AND s.quantity > s.allocated
    LEFT JOIN inventory.lot l ON l.tenant_id = s.tenant_id AND l.product_id = s.product_id AND l.lot_id = s.lot_id`)
  const byPool = new Map<string, Lying[]>()
  for (const { product_id, location_id, ...goods } of rows) {
    const id = poolId({ product_id, location_id })
    byPool.set(id, [...(byPool.get(id) ?? []), goods])
  }
  return byPool
}

export interface StockKey extends PoolKey {
  readonly bin: string
  readonly lot_id: string
  readonly serial: string
  readonly state: StockState
}

export interface StockRow extends StockKey {
  readonly quantity: number
  readonly allocated: number
  readonly received_on: string | null
}

export const stockId = (key: StockKey): string =>
  JSON.stringify([key.product_id, key.location_id, key.bin, key.lot_id, key.serial, key.state])

/** What lies under these keys, by `stockId`; nothing where nothing lies. */
export async function findStock(tx: Tx, keys: readonly StockKey[]): Promise<Map<string, StockRow>> {
  const rows = await tx.query<StockRow>(sql`SELECT s.product_id, s.location_id, s.bin, s.lot_id, s.serial, s.state,
      s.quantity::float8 AS quantity, s.allocated::float8 AS allocated, s.received_on
    FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k (product_id platform.code, location_id platform.code,
      bin platform.code, lot_id platform.code, serial platform.code, state text)
    JOIN inventory.stock s ON s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = k.product_id
      AND s.location_id = k.location_id AND s.bin = k.bin AND s.lot_id = k.lot_id AND s.serial = k.serial
      AND s.state = k.state`)
  return new Map(rows.map((row) => [stockId(row), row]))
}

/**
 * The ledger names a pool's figures; the rows below it must add up to them as well: released stock to what is on hand,
 * reservations and their sums by day to what is reserved.
 */
export const stockVerifiable: Verifiable = {
  subjectType: 'stock',
  evolve: (_, { data: { on_hand, reserved } }) => ({
    on_hand,
    reserved,
    released_stock: on_hand,
    reservations: reserved,
    reserved_days: reserved,
  }),
  async loadStates(tx, ids) {
    const keys = ids.map(parsePairId)
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`
      SELECT ${pairIdOf('b.product_id', 'b.location_id')} AS subject_id, jsonb_build_object('on_hand', b.on_hand,
        'reserved', b.reserved,
        'released_stock', (SELECT coalesce(sum(s.quantity), 0) FROM inventory.stock s WHERE s.tenant_id = b.tenant_id
          AND s.product_id = b.product_id AND s.location_id = b.location_id AND s.state = 'released'),
        'reservations', (SELECT coalesce(sum(r.quantity), 0) FROM inventory.reservation r WHERE r.tenant_id = b.tenant_id
          AND r.product_id = b.product_id AND r.location_id = b.location_id),
        'reserved_days', (SELECT coalesce(sum(d.quantity), 0) FROM inventory.reserved_day d WHERE d.tenant_id = b.tenant_id
          AND d.product_id = b.product_id AND d.location_id = b.location_id)) AS state
      FROM unnest(${keys.map(([product]) => product)}::text[], ${keys.map(([, location]) => location)}::text[])
        k (product_id, location_id)
      JOIN inventory.balance b ON b.tenant_id = ${tx.tenantId}::uuid AND b.product_id = k.product_id
        AND b.location_id = k.location_id`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid AND subject_version > 0`,
    )
    return row!.count
  },
}
