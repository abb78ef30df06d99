/** Watches goods and supply on the ledger: whatever makes a promise impossible is proposed for a new date at once. */
import sql from 'sql-template-tag'
import { type EventRange, followRange } from '../../ledger/index.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { checkPromises } from './check-promises.command.ts'

/** What can take goods away from a promise or bring them later; reservations themselves are checked when they are made. */
const TYPES = [
  'StockMoved',
  'StockTransferred',
  'StockCounted',
  'StockAdjusted',
  'StockScrapped',
  'MovementReversed',
  'StockReceived',
  'SupplyChanged',
  'SupplyRecounted',
  'SupplyReceived',
  'SupplyCancelled',
]

interface TouchedPool extends PoolKey {
  readonly supply_id: string | null
}

/** Reads one range of events. Returns how many; 0 means every promise has been asked about. */
export const watchPromises = (context: Context, eventsMax?: number): Promise<number> =>
  followRange(
    context,
    { name: 'promises', handle: (tx, range) => checkTouched({ ...context, tx }, tx, range) },
    eventsMax,
  )

async function checkTouched(context: Context, tx: Tx, range: EventRange): Promise<void> {
  const pools = await touchedPools(tx, range)
  if (pools.length === 0) return
  const supplies = [...new Set(pools.map((pool) => pool.supply_id).filter((id) => id !== null))]
  const isSupply = supplies.length > 0
  const cause = isSupply
    ? { supply_ids: supplies.slice(0, CAUSES_NAMED_MAX) }
    : { pools: pools.slice(0, CAUSES_NAMED_MAX) }
  await checkPromises(context, { pools, kind: isSupply ? 'supply' : 'stock', cause })
}

const CAUSES_NAMED_MAX = 20

const touchedPools = (tx: Tx, range: EventRange) =>
  tx.query<TouchedPool>(sql`SELECT e.data->>'product_id' AS product_id, e.data->>'location_id' AS location_id,
      max(e.data->>'supply_id') AS supply_id
    FROM ledger.event e JOIN inventory.balance b ON b.tenant_id = e.tenant_id AND b.product_id = e.data->>'product_id'
      AND b.location_id = e.data->>'location_id' AND b.reserved > 0
    WHERE ${range.condition} AND e.subject_type IN ('stock', 'supply')
      AND e.type = ANY (${TYPES}::text[])
    GROUP BY 1, 2`)
