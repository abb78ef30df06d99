/** Sets how a carrier is asked; its secret is sealed and never shown. */
import type { SetCarrierPolling } from '../../../contract/carrier-polling.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, getRecord } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { carrierConnection } from './connection.ts'
import { findPolling, putPollingState } from './polling.store.ts'
import { carrierPolling, pollingSeal } from './polling.ts'

/** Refuses `not_found` for a connection that is not there, and `invalid_input` for one that names no carrier to ask for. */
export const setPolling = (context: Context, sealer: Sealer, { id, wish }: { id: string; wish: SetCarrierPolling }) =>
  inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, carrierConnection, id, 'FOR UPDATE')
    if (!state.carrier_id) throw new Refusal('invalid_input', { field: 'carrier_id', reason: 'missing' })
    const { secret, ...setting } = wish
    const kept = { ...setting, header_name: setting.header_name ?? null }
    if (await findPolling(tx, id)) await changeRecord(context, tx, carrierPolling, id, () => kept)
    else await createRecord(context, tx, carrierPolling, { ...kept, connection_id: id })
    await putPollingState(tx, id, secret ? sealer.seal(secret, pollingSeal(tx.tenantId, id)) : null)
  })
