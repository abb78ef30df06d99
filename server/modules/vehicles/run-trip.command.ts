/** Begins and ends a trip. With its end every consent of it ends: nobody is followed home. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findTripUnderWay, listConsents } from './trips.store.ts'
import { positionConsent, trip } from './vehicle.ts'

/** Refuses `wrong_state` for a trip that has begun, and while another one of the vehicle is under way. */
export const startTrip = (context: Context, tripId: string, driverId: string | null = null): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { state } = await lockTrip(tx, tripId, driverId)
    if (state.started_at) throw new Refusal('wrong_state', { trip_id: tripId, state: stateOf(state) })
    const other = await findTripUnderWay(tx, String(state.vehicle_id))
    if (other) throw new Refusal('wrong_state', { trip_id: other, state: 'under_way' })
    const started_at = context.clock.now().toISOString()
    await changeRecord(context, tx, trip, tripId, () => ({ started_at }), { event: 'TripStarted' })
  })

/** Refuses `wrong_state` for a trip that is not under way. */
export const endTrip = (context: Context, tripId: string, driverId: string | null = null): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { state } = await lockTrip(tx, tripId, driverId)
    if (!state.started_at || state.ended_at)
      throw new Refusal('wrong_state', { trip_id: tripId, state: stateOf(state) })
    const ended_at = context.clock.now().toISOString()
    await changeRecord(context, tx, trip, tripId, () => ({ ended_at }), { event: 'TripEnded' })
    // At most one a driver, so this is no loop over many.
    for (const { consent_id } of await listConsents(tx, tripId))
      await changeRecord(context, tx, positionConsent, consent_id, () => ({ withdrawn_at: ended_at }))
  })

/** A driver reaches the own trips alone. Refuses `not_found` for any other. */
export async function lockTrip(tx: Tx, tripId: string, driverId: string | null) {
  const found = await getRecord(tx, trip, tripId, 'FOR UPDATE')
  if (driverId !== null && found.state.driver_id !== driverId) throw new Refusal('not_found', { trip_id: tripId })
  return found
}

export const stateOf = ({ started_at, ended_at }: State) => (ended_at ? 'ended' : started_at ? 'under_way' : 'planned')
