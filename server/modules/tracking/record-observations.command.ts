/** Records observations, of one shipment or of many; those already known change nothing. */
import { Refusal } from '../../../contract/refusals.ts'
import type { NewObservation, ObservationOf } from '../../../contract/work.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireShipment } from '../shipments/index.ts'
import { findPlaces } from './messages.store.ts'
import { insertObservations, lockShipments } from './observations.store.ts'

/** Refuses `unknown_shipment` and `unknown_location`; then nothing is recorded. */
export function recordObservations(context: Context, shipmentId: string, observations: readonly NewObservation[]) {
  return inTransaction(context, async (tx) => {
    await requireShipment(tx, shipmentId)
    const { refused, ...counts } = await record(
      context,
      tx,
      observations.map((one) => ({ ...one, shipment_id: shipmentId })),
    )
    const [fault] = refused
    if (fault) throw new Refusal(fault.code, { location_id: fault.value })
    return counts
  })
}

/** What names a shipment or a place that nobody knows is told by its place in the list; the rest is recorded. */
export const recordMany = (context: Context, observations: readonly ObservationOf[]) =>
  inTransaction(context, (tx) => record(context, tx, observations))

async function record(context: Context, tx: Tx, observations: readonly ObservationOf[]) {
  const shipments = await lockShipments(
    tx,
    observations.map((one) => one.shipment_id),
  )
  const named = observations.flatMap((one) => one.location_id ?? [])
  const places = named.length ? await findPlaces(tx, named) : new Map()
  const received_at = context.clock.now().toISOString()
  const refused: { index: number; code: 'unknown_shipment' | 'unknown_location'; value: string }[] = []
  const known: object[] = []
  for (const [index, one] of observations.entries()) {
    const place = one.location_id && places.get(one.location_id)?.location_id
    if (!shipments.has(one.shipment_id)) refused.push({ index, code: 'unknown_shipment', value: one.shipment_id })
    else if (one.location_id && place !== one.location_id)
      refused.push({ index, code: 'unknown_location', value: one.location_id })
    else known.push({ ...one, received_at })
  }
  const added = await insertObservations(context, tx, known as Record<string, unknown>[])
  return { added, known: known.length - added, refused }
}
