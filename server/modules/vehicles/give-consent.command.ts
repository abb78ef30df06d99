/** The driver lets the own phone tell where it is on this trip, or takes that back. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { lockTrip, stateOf } from './run-trip.command.ts'
import { listConsents } from './trips.store.ts'
import { positionConsent } from './vehicle.ts'

export interface Consent {
  readonly trip_id: string
  readonly driver_id: string
  readonly is_given: boolean
}

/** Twice is once. Refuses `wrong_state` where the trip is not under way: outside it nobody is asked to be followed. */
export const giveConsent = (context: Context, { trip_id, driver_id, is_given }: Consent): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { state } = await lockTrip(tx, trip_id, driver_id)
    const now = context.clock.now().toISOString()
    const [standing] = await listConsents(tx, trip_id, driver_id)
    if (is_given && stateOf(state) !== 'under_way') throw new Refusal('wrong_state', { trip_id, state: stateOf(state) })
    if (is_given && !standing)
      await createRecord(context, tx, positionConsent, {
        ...{ consent_id: context.ids.code('PC'), trip_id, driver_id, given_at: now, withdrawn_at: null },
      })
    if (!is_given && standing)
      await changeRecord(context, tx, positionConsent, standing.consent_id, () => ({ withdrawn_at: now }))
  })
