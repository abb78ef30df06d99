/** Reading pools for promising, on a snapshot or with their rows locked. The number of statements never grows with the pools. */
import sql, { raw, type Sql } from 'sql-template-tag'
import type { SupplyState } from '../../../contract/supply.ts'
import type { Step } from '../../../engines/promising/index.ts'
import { type Tx, together } from '../../platform/database/database.ts'
import { type CountedSupply, distinctPools, type PoolKey, poolId, type StockPool } from './pool.ts'

/** The SQL twin of `pairId`. */
export const pairIdOf = (first: string, second: string): Sql =>
  raw([first, second].map((code) => `replace(replace(${code}, '%', '%25'), '@', '%40')`).join(" || '@' || "))

/** Pools by `poolId`. */
export type Pools = ReadonlyMap<string, StockPool>

/**
 * Every pool of these products at these locations, without a lock. Supply and reservations of all days are there, because
 * a claim for tomorrow can break a reservation of any later day; a pool costs at most one reservation row a day.
 *
 * Asked for by product alone: a product's pools lie side by side in their index, where one look-up for each product and
 * location, as the planner does with both, costs twenty sites twenty walks. Places that were not asked for are left out here.
 */
export async function loadPools(tx: Tx, productIds: readonly string[], locationIds: readonly string[]): Promise<Pools> {
  const tenant = sql`t.tenant_id = ${tx.tenantId}::uuid AND t.product_id = p.product_id`
  const rows =
    await tx.query<PoolPart>(sql`WITH p AS MATERIALIZED (SELECT * FROM unnest(${productIds}::text[]) p (product_id))
    SELECT t.product_id, t.location_id, t.subject_version AS version, NULL::int AS day, (t.on_hand * 1000)::float8 AS milli,
      NULL::text AS state
    FROM p JOIN inventory.balance t ON ${tenant}
    UNION ALL SELECT t.product_id, t.location_id, NULL, t.counted_on - DATE '1970-01-01',
      ((t.quantity - t.received) * 1000)::float8, t.state
    FROM p JOIN inventory.supply t ON ${tenant} AND t.state <> 'closed' AND t.received < t.quantity
    UNION ALL SELECT t.product_id, t.location_id, NULL, t.need_on - DATE '1970-01-01', (t.quantity * 1000)::float8, NULL
    FROM p JOIN inventory.reserved_day t ON ${tenant}`)
  const pools = new Map<string, GrowingPool>()
  for (const product_id of productIds) {
    for (const location_id of locationIds) {
      pools.set(poolId({ product_id, location_id }), emptyPool({ product_id, location_id }))
    }
  }
  for (const part of rows) {
    const pool = pools.get(poolId(part))
    if (pool) addPart(pool, part)
  }
  return pools
}

interface PoolPart extends PoolKey {
  /** Set of the pool itself; its goods are in `milli`. */
  readonly version: number | null
  /** Of a supply or a reservation. */
  readonly day: number | null
  readonly milli: number
  /** Set of a supply. */
  readonly state: SupplyState | null
}

type GrowingPool = StockPool & { version: number; onHandMilli: number; supplies: CountedSupply[]; reserved: Step[] }

const emptyPool = (key: PoolKey): GrowingPool => ({ ...key, version: 0, onHandMilli: 0, supplies: [], reserved: [] })

function addPart(pool: GrowingPool, { version, day, milli, state }: PoolPart): void {
  if (day === null) {
    pool.version = version!
    pool.onHandMilli = milli
  } else if (state === null) pool.reserved.push({ day, quantityMilli: milli })
  else pool.supplies.push({ day, quantityMilli: milli, state })
}

/** The pools named, without a lock. */
export const loadPoolsOf = (tx: Tx, keys: readonly PoolKey[]): Promise<Pools> => readPools(tx, keysOf(keys))

/**
 * The same for the pools named, with their rows locked until the transaction ends; pools without a row get one. Whoever
 * changes reservations or goods of a pool holds this lock, so what is read here stays true.
 */
export async function lockPools(tx: Tx, keys: readonly PoolKey[]): Promise<Pools> {
  const pools = distinctPools(keys)
  const lockAndRead = () =>
    together(
      tx,
      () => lockRows(tx, keysOf(pools)),
      () => loadPoolsOf(tx, pools),
    )
  const [count, read] = await lockAndRead()
  if (count === pools.length) return read
  await insertMissing(tx, keysOf(pools))
  return (await lockAndRead())[1]
}

/** Locks the pools that a query names (product_id and location_id, each pair once) and makes those that have no row yet. */
export async function lockSelected(tx: Tx, keys: Sql): Promise<void> {
  await lockRows(tx, keys)
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
