/** The pools whose goods or supply a range of events moved, among those that something is reserved of. */
import sql from 'sql-template-tag'
import type { EventRange } from '../../ledger/index.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Tx } from '../../platform/database/database.ts'

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

export const touchedPools = (tx: Tx, range: EventRange) =>
  tx.query<TouchedPool>(sql`SELECT e.data->>'product_id' AS product_id, e.data->>'location_id' AS location_id,
      max(e.data->>'supply_id') AS supply_id
    FROM ledger.event e JOIN inventory.balance b ON b.tenant_id = e.tenant_id AND b.product_id = e.data->>'product_id'
      AND b.location_id = e.data->>'location_id' AND b.reserved > 0
    WHERE ${range.condition} AND e.subject_type IN ('stock', 'supply')
      AND e.type = ANY (${TYPES}::text[])
    GROUP BY 1, 2`)
