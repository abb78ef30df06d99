/** What every command that moves goods does: lock the pools, move once, and answer with what came of it. */
import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Posted } from '../../../contract/stock.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort } from '../../../engines/promising/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDaysAt, requireOwnSite } from '../locations/index.ts'
import { requireProducts } from '../products/index.ts'
import type { Movement } from './movement.ts'
import { postMovements, type StockEvent } from './movements.store.ts'
import { type PoolKey, poolId, type StockPool } from './pool.ts'
import { loadPoolsOf, lockPools, type Pools } from './pools.store.ts'

/** A movement of which the rest is filled in here. */
export type Draft = Omit<Movement, 'movement_id' | 'idempotency_key' | 'occurred_at'>

export interface Posting {
  readonly type: StockEvent
  readonly product_ids: readonly string[]
  readonly location_ids: readonly string[]
  readonly idempotency_key?: string | null
  readonly occurred_at?: string | null
  /** What else belongs to it, once the goods have moved. */
  readonly finish?: (tx: Tx) => Promise<void>
}

/**
 * Refuses `unknown_product`, `unknown_location`, `time_order` for what has not happened yet, and `idempotency_mismatch` for a key
 * that was sent with something else before.
 */
export function postGoods(
  context: Context,
  posting: Posting,
  draft: (tx: Tx, pools: Pools) => Promise<readonly Draft[]>,
): Promise<Posted> {
  const now = context.clock.now()
  if (posting.occurred_at && Date.parse(posting.occurred_at) > now.getTime()) {
    throw new Refusal('time_order', { occurred_at: posting.occurred_at, now: now.toISOString() })
  }
  return inTransaction(context, async (tx) => {
    const products = [...new Set(posting.product_ids)]
    await requireProducts(tx, products)
    for (const locationId of posting.location_ids) await requireOwnSite(tx, locationId)
    const keys = products.flatMap((product_id) =>
      posting.location_ids.map((location_id) => ({ product_id, location_id })),
    )
    const pools = await lockPools(tx, keys)
    const mark = markOf(posting)
    const known = posting.idempotency_key ? await findPosted(tx, posting.idempotency_key, mark) : []
    if (known.length) return { movements: known, pools: await figuresOf(context, tx, keys), is_repeated: true }
    const movements = (await draft(tx, pools)).map((one, at) => ({
      ...one,
      movement_id: context.ids.uuid(),
      occurred_at: posting.occurred_at ?? null,
      idempotency_key: posting.idempotency_key ? `${posting.idempotency_key}:${at + 1}${at === 0 ? mark : ''}` : null,
    }))
    if (movements.length) await postMovements(context, tx, posting.type, movements)
    await posting.finish?.(tx)
    const made = movements.map(({ movement_id }) => ({ movement_id }))
    return { movements: made, pools: await figuresOf(context, tx, keys), is_repeated: false }
  })
}

/** What was asked for, short enough to stand behind the key of the first movement. */
const markOf = (posting: Posting): string =>
  `~${createHash('sha256').update(JSON.stringify(posting)).digest('base64url').slice(0, 10)}`

/** Twins queue at the key: with other goods they would lock other pools. */
async function findPosted(tx: Tx, key: string, mark: string): Promise<{ movement_id: string }[]> {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`movement ${tx.tenantId} ${key}`}, 0))`)
  const rows = await tx.query<{ movement_id: string; idempotency_key: string }>(sql`SELECT movement_id, idempotency_key
    FROM inventory.movement
    WHERE tenant_id = ${tx.tenantId}::uuid AND idempotency_key >= ${`${key}:`} AND idempotency_key < ${`${key};`}
      AND substr(idempotency_key, ${key.length + 2}) ~ '^[0-9]+(~[A-Za-z0-9_-]{10})?$' ORDER BY movement_id`)
  const before = rows.map((row) => /~[\w-]{10}$/.exec(row.idempotency_key)?.[0]).find((one) => one !== undefined)
  if (before !== undefined && before !== mark) throw new Refusal('idempotency_mismatch', { idempotency_key: key })
  return rows.map(({ movement_id }) => ({ movement_id }))
}

/** What the pools show after a change. */
export async function figuresOf(context: Context, tx: Tx, keys: readonly PoolKey[]): Promise<Posted['pools']> {
  const days = await localDaysAt(
    tx,
    keys.map((key) => key.location_id),
    context.clock.now(),
  )
  const pools = await loadPoolsOf(tx, keys)
  return keys.map((key) => toFigures(pools.get(poolId(key))!, parseLocalDay(days.get(key.location_id)!)))
}

const toFigures = (pool: StockPool, today: number) => ({
  product_id: pool.product_id,
  location_id: pool.location_id,
  on_hand: pool.onHandMilli / 1000,
  reserved: pool.reserved.reduce((sum, step) => sum + step.quantityMilli, 0) / 1000,
  short: Math.max(0, 0 - availableOrShort(pool, today)) / 1000,
})
