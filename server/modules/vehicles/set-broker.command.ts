/** Sets the broker from which positions are heard; its password is sealed and never shown. */
import type { SetPositionBroker } from '../../../contract/position-broker.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findBrokerUrl, putBrokerState } from './broker.store.ts'
import { BROKER_ID, brokerSeal, positionBroker } from './broker.ts'

export const setBroker = (context: Context, sealer: Sealer, wish: SetPositionBroker): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { password, ...setting } = wish
    const kept = { ...setting, username: setting.username ?? null }
    const before = await findBrokerUrl(tx)
    if (before !== null) await changeRecord(context, tx, positionBroker, BROKER_ID, () => kept)
    else await createRecord(context, tx, positionBroker, { ...kept, broker_id: BROKER_ID })
    const sealed = password ? sealer.seal(password, brokerSeal(tx.tenantId)) : null
    // A password goes nowhere but where it was given for.
    await putBrokerState(tx, { sealed, keepsOld: before === kept.url })
  })
