/** What is on its way under a transfer: the fold of the movements into it and out of it. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface InTransit {
  readonly product_id: string
  readonly lot_id: string
  readonly serial: string
  readonly quantity: number
}

export const loadTransit = (tx: Tx, supplyId: string): Promise<InTransit[]> =>
  tx.query<InTransit>(sql`SELECT product_id, lot_id, serial, sum(quantity)::float8 AS quantity FROM (
      SELECT product_id, lot_id, serial, quantity FROM inventory.movement
        WHERE tenant_id = ${tx.tenantId}::uuid AND to_kind = 'transfer' AND to_at = ${supplyId}
      UNION ALL SELECT product_id, lot_id, serial, -quantity FROM inventory.movement
        WHERE tenant_id = ${tx.tenantId}::uuid AND from_kind = 'transfer' AND from_at = ${supplyId}) sides
    GROUP BY 1, 2, 3 HAVING sum(quantity) > 0 ORDER BY 1, 2, 3`)
