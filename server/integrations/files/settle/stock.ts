/** Settles what lies there, what is expected and what is reserved, through the module that owns it. */
import sql from 'sql-template-tag'
import { settleReservations, settleStock, settleSupplies } from '../../../modules/inventory/index.ts'
import {
  dropRejected,
  rejectRepeated,
  rejectRows,
  report,
  requireKnown,
  requireOrderLine,
  type Scope,
} from './scope.ts'

async function requirePool(scope: Scope): Promise<void> {
  await requireKnown(scope, 'product_id', 'products.product', 'product_id', 'unknown_product')
  await requireKnown(scope, 'location_id', 'locations.location', 'location_id', 'unknown_location')
}

export async function settleStockRows(scope: Scope): Promise<void> {
  await requirePool(scope)
  await rejectRepeated(scope, ['product_id', 'location_id', 'bin', 'lot_id', 'serial', 'state'])
  await rejectRows(scope, 'quantity', 'out_of_range', sql`s.serial IS NOT NULL AND s.quantity NOT IN (0, 1)`)
  await rejectRows(scope, 'serial', 'duplicate_key', serialElsewhere(scope))
  await dropRejected(scope)
  const rows = sql`SELECT s.product_id, s.location_id, coalesce(s.bin, '') AS bin, coalesce(s.lot_id, '') AS lot_id,
      coalesce(s.serial, '') AS serial, coalesce(s.state, 'released') AS state, s.quantity,
      s.received_on, s.produced_on,
      s.expires_on, s.origin
    FROM pg_temp.stage s`
  report(scope, 'stock', await settleStock(scope.context, scope.tx, { rows, causedBy: scope.causedBy }))
}

/** A piece lies in one place: the same number twice in the file, or in another place than the file says. */
const serialElsewhere = ({ tx }: Scope) => sql`s.serial IS NOT NULL AND s.quantity > 0 AND (
    EXISTS (SELECT 1 FROM pg_temp.stage o WHERE o.product_id = s.product_id AND o.serial = s.serial AND o.quantity > 0
      AND o.row_number < s.row_number)
    OR EXISTS (SELECT 1 FROM inventory.stock t WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.product_id = s.product_id
      AND t.serial = s.serial AND (t.location_id, t.bin, t.lot_id, t.state)
        <> (s.location_id, coalesce(s.bin, ''), coalesce(s.lot_id, ''), coalesce(s.state, 'released'))))`

export async function settleSupplyRows(scope: Scope): Promise<void> {
  await requirePool(scope)
  await rejectRepeated(scope, ['supply_id', 'line_number'])
  await rejectRows(scope, 'received_on', 'time_order', sql`s.received_on < s.ordered_on`)
  await rejectRows(
    scope,
    'product_id',
    'contradicts_other_row',
    sql`EXISTS (SELECT 1 FROM inventory.supply t WHERE t.tenant_id = ${scope.tx.tenantId}::uuid AND t.supply_id = s.supply_id
      AND t.line_number = s.line_number AND ((t.product_id, t.location_id) <> (s.product_id, s.location_id) OR t.kind = 'transfer'))`,
  )
  await dropRejected(scope)
  const rows = sql`SELECT s.supply_id, s.line_number, s.kind,
      s.supplier_id, s.product_id, s.location_id, s.quantity,
      s.received, s.state, s.ordered_on,
      s.due_on, s.counted_on, s.received_on
    FROM pg_temp.stage s`
  report(scope, 'supply', await settleSupplies(scope.context, scope.tx, { rows, causedBy: scope.causedBy }))
}

export async function settleReservationRows(scope: Scope): Promise<void> {
  await requireOrderLine(scope)
  await requirePool(scope)
  await rejectRepeated(scope, ['order_id', 'line_number', 'location_id', 'need_on', 'product_id'])
  await rejectRows(
    scope,
    'quantity',
    'quantity_exceeded',
    sql`s.quantity > (SELECT i.quantity - i.cancelled_quantity FROM orders.order_line i
      WHERE i.tenant_id = ${scope.tx.tenantId}::uuid AND i.order_id = s.order_id AND i.line_number = s.line_number)`,
  )
  await dropRejected(scope)
  const rows = sql`SELECT s.row_number, s.order_id, s.line_number, coalesce(s.product_id, i.product_id) AS product_id,
      s.location_id, s.need_on, s.quantity
    FROM pg_temp.stage s JOIN orders.order_line i ON i.tenant_id = ${scope.tx.tenantId}::uuid AND i.order_id = s.order_id
      AND i.line_number = s.line_number`
  const settled = await settleReservations(scope.context, scope.tx, { rows })
  await rejectRows(scope, 'quantity', 'insufficient_stock', sql`s.row_number = ANY (${settled.refused}::int[])`)
  report(scope, 'reservation', settled)
}
