/** An open page is told when something of its order has changed, so that it moves by itself. */
import { setTimeout as pause } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { requireVisibleOrder } from './order-file.ts'

const LOOK_EVERY_MS = 2_000
/** Proxies close what is silent. */
const SIGN_OF_LIFE_MS = 20_000
/** Rights may have changed meanwhile: whoever still looks asks again. */
const LIFETIME_MS = 10 * 60_000

/** Refuses `not_found` before the first word. The words are those of server-sent events. */
export async function watchOrder(context: Context, orderId: string) {
  const visibleTo = context.principal.customerId
  const look = () =>
    inSnapshot(context, async (tx) => {
      await requireVisibleOrder(tx, orderId, visibleTo)
      return lastChange(tx, orderId)
    })
  const first = await look()
  return (stopping: AbortSignal) => tell(look, first, stopping)
}

async function* tell(look: () => Promise<number>, first: number, stopping: AbortSignal): AsyncGenerator<string> {
  const started = performance.now()
  let told = first
  let spokenAt = started
  yield `retry: 3000\nevent: open\ndata: ${told}\n\n`
  while (performance.now() - started < LIFETIME_MS) {
    // Whoever leaves, or a server that is asked to stop, ends the pause.
    const isStopped = await pause(LOOK_EVERY_MS, false, { signal: stopping }).catch(() => true)
    if (isStopped) return
    const last = await look()
    if (last !== told) yield `event: changed\ndata: ${last}\n\n`
    else if (performance.now() - spokenAt > SIGN_OF_LIFE_MS) yield ': still here\n\n'
    else continue
    told = last
    spokenAt = performance.now()
  }
}

/** The position on the ledger of the last event about the order, its promises, shipments, deliveries and bills. */
async function lastChange(tx: Tx, orderId: string): Promise<number> {
  const of = sql`tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}`
  const [row] = await tx.query<{ last: number }>(sql`
    WITH subject (type, id) AS (
      SELECT 'customer_order', ${orderId}::text
      UNION ALL SELECT 'promise', order_id || '/' || line_number FROM orders.order_line WHERE ${of}
      UNION ALL SELECT unnest(ARRAY['shipment', 'tracking']), shipment_id FROM shipments.shipment_line WHERE ${of}
      UNION ALL SELECT 'delivery', delivery_id FROM delivery.delivery_line WHERE ${of}
      UNION ALL SELECT 'invoice', invoice_id FROM billing.invoice_line WHERE ${of})
    SELECT coalesce(max(e.position), 0) AS last FROM (SELECT DISTINCT type, id FROM subject) s
    JOIN ledger.event e ON e.tenant_id = ${tx.tenantId}::uuid AND e.subject_type = s.type AND e.subject_id = s.id`)
  return row!.last
}
