/** Plans a trip and changes it: which vehicle, who drives, which doors in which order. */
import { Refusal } from '../../../contract/refusals.ts'
import type { ChangeTrip, NewTrip } from '../../../contract/vehicles.ts'
import { changeRecord, createRecord, getRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireDriver, requireShipments, requireVehicle } from './trips.store.ts'
import { trip } from './vehicle.ts'

/** Refuses `unknown_vehicle`, `unknown_shipment`, one that rides already, and a driver who is none of ours. */
export const planTrip = (context: Context, wish: NewTrip): Promise<{ trip_id: string }> =>
  inTransaction(context, async (tx) => {
    const usual = await requireVehicle(tx, wish.vehicle_id)
    const state = {
      ...wish,
      trip_id: wish.trip_id ?? (await nextNumber(context, { subjectType: trip.subjectType, prefix: 'TR' })),
      driver_id: wish.driver_id === undefined ? usual : wish.driver_id,
    }
    await check(tx, state.trip_id, state)
    await createRecord(context, tx, trip, state)
    return { trip_id: state.trip_id }
  })

/** Refuses `wrong_state` for a trip that has ended, and another vehicle for one that has begun. */
export const changeTrip = (context: Context, tripId: string, { version, ...wish }: ChangeTrip): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, trip, tripId, 'FOR UPDATE')
    if (state.ended_at) throw new Refusal('wrong_state', { trip_id: tripId, state: 'ended' })
    if (state.started_at && ['vehicle_id', 'driver_id', 'day'].some((name) => isOther(state, wish, name)))
      throw new Refusal('wrong_state', { trip_id: tripId, state: 'under_way' })
    if (wish.vehicle_id) await requireVehicle(tx, wish.vehicle_id)
    await check(tx, tripId, wish)
    await changeRecord(context, tx, trip, tripId, () => wish, version === undefined ? {} : { expectedVersion: version })
  })

const isOther = (state: State, wish: State, name: string) =>
  wish[name] !== undefined && (wish[name] ?? null) !== (state[name] ?? null)

async function check(
  tx: Tx,
  tripId: string,
  { driver_id, stops }: Pick<ChangeTrip, 'driver_id' | 'stops'>,
): Promise<void> {
  await requireDriver(tx, driver_id)
  if (stops)
    await requireShipments(
      tx,
      stops.map(({ shipment_id }) => shipment_id),
      tripId,
    )
}
