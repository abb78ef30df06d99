/** Records observations of a shipment; those already known change nothing. */
import type { NewObservation } from '../../../contract/work.ts'
import { append } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt, requireLocation } from '../locations/index.ts'
import { requireShipment } from '../shipments/index.ts'
import { insertObservations, lastVersion } from './observations.store.ts'

export function recordObservations(context: Context, shipmentId: string, observations: readonly NewObservation[]) {
  return inTransaction(context, async (tx) => {
    const { to_location_id } = await requireShipment(tx, shipmentId)
    for (const location of new Set(observations.map((one) => one.location_id))) await requireLocation(tx, location)
    const version = await lastVersion(tx, shipmentId)
    const now = context.clock.now()
    const rows = await Promise.all(
      observations.map(async (one) => ({
        ...one,
        occurred_on:
          one.occurred_on ??
          (await localDayAt(tx, one.location_id ?? to_location_id, new Date(one.occurred_at ?? now))),
        received_at: now.toISOString(),
      })),
    )
    const added = await insertObservations(tx, shipmentId, version + 1, rows)
    if (added.length) {
      const event = { type: 'ObservationsRecorded', data: { observations: added }, eventTime: now }
      await append(context, tx, { type: 'tracking', id: shipmentId }, version, [event])
    }
    return { added: added.length, known: observations.length - added.length }
  })
}
