/** Makes the link of a shipment, or takes it back: one in force at a time. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { carriesGoodsOf, requireShipment } from '../shipments/index.ts'
import { trackingLink } from './link.ts'
import { findLinkOf } from './links.store.ts'

/** Path below the address of the server, such as `/t/Aq3…`. */
export const pathOfLink = (signed: SignedIds, tenantId: string, linkId: string): string =>
  `/t/${signed.sign(tenantId, linkId)}`

/**
 * The id of the shipment's link in force; made when there is none. Twice is once. Refuses `unknown_shipment`, also to a
 * customer's person whose goods it does not carry.
 */
export const ensureLink = (context: Context, shipmentId: string): Promise<string> =>
  inTransaction(context, async (tx) => {
    await requireShipment(tx, shipmentId)
    const { customerId } = context.principal
    if (customerId !== null && !(await carriesGoodsOf(tx, shipmentId, customerId)))
      throw new Refusal('unknown_shipment', { shipment_id: shipmentId })
    // Two at once would break the unique key; the second waits here and finds the first one's.
    await tx.client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${tx.tenantId} link ${shipmentId}`])
    const found = await findLinkOf(tx, shipmentId)
    if (found) return found
    const linkId = context.ids.uuid()
    await createRecord(context, tx, trackingLink, {
      link_id: linkId,
      shipment_id: shipmentId,
      made_at: context.clock.now().toISOString(),
    })
    return linkId
  })

/** From now on it opens nothing; the next one made has another address. Refuses `not_found` where none is in force. */
export const revokeLink = (context: Context, shipmentId: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    await requireShipment(tx, shipmentId)
    const found = await findLinkOf(tx, shipmentId)
    if (!found) throw new Refusal('not_found', { shipment_id: shipmentId })
    await changeRecord(context, tx, trackingLink, found, () => ({ revoked_at: context.clock.now().toISOString() }))
  })
