/** Reading pools for promising, on a snapshot or with their rows locked. The number of statements never grows with the pools. */
import sql, { raw, type Sql } from 'sql-template-tag'
import type { SupplyState } from '../../../contract/supply.ts'
import type { Tx } from '../../platform/database/database.ts'
import { distinctPools, type PoolKey, poolId, type StockPool } from './pool.ts'

/** The SQL twin of `pairId`. */
export const pairIdOf = (first: string, second: string): Sql =>
  raw([first, second].map((code) => `replace(replace(${code}, '%', '%25'), '@', '%40')`).join(" || '@' || "))

/** Pools by `poolId`. */
export type Pools = ReadonlyMap<string, StockPool>

/**
 * Every pool of these products at these locations, without a lock. Supply and reservations of all days are there, because
 * a claim for tomorrow can break a reservation of any later day; a pool costs at most one reservation row a day.
 */
export async function loadPools(tx: Tx, productIds: readonly string[], locationIds: readonly string[]): Promise<Pools> {
  const keys = sql`SELECT p.product_id, l.location_id
    FROM unnest(${productIds}::text[]) p (product_id) CROSS JOIN unnest(${locationIds}::text[]) l (location_id)`
  return readPools(tx, keys)
}

/** The pools named, without a lock. */
export const loadPoolsOf = (tx: Tx, keys: readonly PoolKey[]): Promise<Pools> => readPools(tx, keysOf(keys))

/**
 * The same for the pools named, with their rows locked until the transaction ends; pools without a row get one. Whoever
 * changes reservations or goods of a pool holds this lock, so what is read here stays true.
 */
export async function lockPools(tx: Tx, keys: readonly PoolKey[]): Promise<Pools> {
  const pools = distinctPools(keys)
  await lockSelected(tx, keysOf(pools), pools.length)
  return loadPoolsOf(tx, pools)
}

/** Locks the pools that a query names (product_id and location_id, each pair once) and makes those that have no row yet. */
export async function lockSelected(tx: Tx, keys: Sql, count = Number.POSITIVE_INFINITY): Promise<void> {
  if ((await lockRows(tx, keys)) === count) return
  await insertMissing(tx, keys)
  await lockRows(tx, keys)
}

/** As `lockPools`, but a pool without a row stays without one. */
export async function lockKnownPools(tx: Tx, keys: readonly PoolKey[]): Promise<Pools> {
  await lockRows(tx, keysOf(distinctPools(keys)))
  return loadPoolsOf(tx, distinctPools(keys))
}

const keysOf = (keys: readonly PoolKey[]): Sql => sql`SELECT k.product_id, k.location_id
  FROM unnest(${keys.map((key) => key.product_id)}::text[], ${keys.map((key) => key.location_id)}::text[])
    k (product_id, location_id)`

/** In key order, so that two who want the same pools queue instead of blocking each other for good. */
const lockRows = (tx: Tx, keys: Sql): Promise<number> =>
  tx.execute(sql`SELECT 1 FROM inventory.balance b JOIN (${keys}) k USING (product_id, location_id)
    WHERE b.tenant_id = ${tx.tenantId}::uuid ORDER BY b.product_id, b.location_id FOR UPDATE OF b`)

const insertMissing = (tx: Tx, keys: Sql): Promise<number> =>
  tx.execute(sql`INSERT INTO inventory.balance (tenant_id, product_id, location_id, on_hand, reserved, subject_version)
    SELECT ${tx.tenantId}::uuid, k.product_id, k.location_id, 0, 0, 0 FROM (${keys}) k
    ORDER BY k.product_id COLLATE "C", k.location_id COLLATE "C"
    ON CONFLICT (tenant_id, product_id, location_id) DO NOTHING`)

interface PoolRow extends PoolKey {
  readonly on_hand_milli: number
  readonly version: number
  readonly supply_days: number[] | null
  readonly supply_milli: number[] | null
  readonly supply_states: SupplyState[] | null
  readonly need_days: number[] | null
  readonly need_milli: number[] | null
}

async function readPools(tx: Tx, keys: Sql): Promise<Pools> {
  const rows = await tx.query<PoolRow>(sql`SELECT k.product_id, k.location_id,
      (coalesce(b.on_hand, 0) * 1000)::float8 AS on_hand_milli, coalesce(b.subject_version, 0) AS version, s.*, r.*
    FROM (${keys}) k
    LEFT JOIN inventory.balance b ON b.tenant_id = ${tx.tenantId}::uuid AND b.product_id = k.product_id
      AND b.location_id = k.location_id
    CROSS JOIN LATERAL (SELECT array_agg(counted_on - DATE '1970-01-01') AS supply_days,
        array_agg(((quantity - received) * 1000)::float8) AS supply_milli, array_agg(state) AS supply_states
      FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = k.product_id
        AND location_id = k.location_id AND state <> 'closed' AND received < quantity) s
    CROSS JOIN LATERAL (SELECT array_agg(need_on - DATE '1970-01-01') AS need_days,
        array_agg((quantity * 1000)::float8) AS need_milli
      FROM inventory.reserved_day WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = k.product_id
        AND location_id = k.location_id) r`)
  return new Map(rows.map((row) => [poolId(row), toPool(row)]))
}

const toPool = (row: PoolRow): StockPool => ({
  product_id: row.product_id,
  location_id: row.location_id,
  version: row.version,
  onHandMilli: row.on_hand_milli,
  supplies: (row.supply_days ?? []).map((day, at) => ({
    day,
    quantityMilli: row.supply_milli![at]!,
    state: row.supply_states![at]!,
  })),
  reserved: (row.need_days ?? []).map((day, at) => ({ day, quantityMilli: row.need_milli![at]! })),
})
