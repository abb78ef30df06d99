/** What whoever took the goods in said to the driver: of one order, or of the shipment at its door. */
import { createHash } from 'node:crypto'
import type { DoorFeedback } from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import {
  customerOfOrder,
  findReport,
  isBeforeOrders,
  isOnOwnTrip,
  lockSource,
  type OfDoor,
  ordersOfShipment,
} from './feedback.store.ts'
import { kindAtTheDoor } from './feedback.ts'
import { giveFeedback } from './give-feedback.command.ts'

interface Noted {
  readonly feedback_id: string
  readonly is_known: boolean
}

/**
 * Told again by the same person out of a dead spot it is one. Refuses `unknown_shipment`, `unknown_order_line`, `not_allowed` for a
 * driver none of whose trips carries it, `time_order` for what was said before it was ordered, and `idempotency_mismatch` for a
 * report that said something else before.
 */
export function noteAtTheDoor(context: Context, door: OfDoor, { report_id, ...said }: DoorFeedback): Promise<Noted> {
  return inTransaction(context, async (tx) => {
    const { orders, ...links } = await linksOf(tx, door)
    await requireOwnStop(context, tx, door)
    if (said.given_at && (await isBeforeOrders(tx, orders, new Date(Date.parse(said.given_at) + CLOCKS_APART_MS))))
      throw new Refusal('time_order', { given_at: said.given_at, ...door })
    const key = report_id && `door ${context.principal.actor} ${report_id}`
    const source_key = key && `${key}~${markOf({ ...door, ...said })}`
    if (source_key) {
      await lockSource(tx, key)
      const known = await findReport(tx, key)
      if (known && known.source_key !== source_key) throw new Refusal('idempotency_mismatch', { report_id })
      if (known) return { feedback_id: known.feedback_id, is_known: true }
    }
    const { feedback_id } = await giveFeedback(
      { ...context, tx },
      {
        ...{ ...said, ...links, kind: kindAtTheDoor(said.stance ?? null, said.about), channel: 'door' },
        ...(source_key && { source_key }),
      },
    )
    return { feedback_id: String(feedback_id), is_known: false }
  })
}

/** A driver's clock may be behind the one of the order. */
const CLOCKS_APART_MS = 5 * 60_000

/** What was said, short enough to stand behind the key of the report. */
const markOf = (report: object) => createHash('sha256').update(JSON.stringify(report)).digest('base64url').slice(0, 10)

/** Who only drives, tells of the stops of the own trips; the office may tell of any door. */
async function requireOwnStop({ principal }: Context, tx: Tx, door: OfDoor): Promise<void> {
  if (principal.role !== 'driver') return
  if (!(await isOnOwnTrip(tx, door, principal.actor.replace(/^user:/, ''))))
    throw new Refusal('not_allowed', { ...door, reason: 'not_on_own_trip' })
}

/** Of several orders on one shipment nobody knows which was meant: it is linked to shipment and customer. */
async function linksOf(tx: Tx, door: OfDoor) {
  if ('order_id' in door) return { order_id: door.order_id, shipment_id: null, orders: [door.order_id] }
  const orders = await ordersOfShipment(tx, door.shipment_id)
  if (orders.length === 0) throw new Refusal('unknown_shipment', { shipment_id: door.shipment_id })
  return {
    orders,
    shipment_id: door.shipment_id,
    order_id: orders.length === 1 ? orders[0]! : null,
    customer_id: await customerOfOrder(tx, orders[0]!),
  }
}
