/** Sets the outside model; its key is sealed and never shown, and goes nowhere but where it was given for. */
import type { SetOutsideModel } from '../../../contract/outside-model.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { putKey, readModel } from './calls.store.ts'
import { keySeal, outsideModel, SETTING_ID } from './setting.ts'

export const setModel = (context: Context, sealer: Sealer, wish: SetOutsideModel): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { key, ...setting } = wish
    const before = await readModel(tx, { forUpdate: true })
    if (before) await changeRecord(context, tx, outsideModel, SETTING_ID, () => setting)
    else await createRecord(context, tx, outsideModel, { ...setting, setting_id: SETTING_ID })
    const kept = before?.url === setting.url ? before.sealed : null
    await putKey(tx, key ? sealer.seal(key, keySeal(tx.tenantId)) : kept)
  })
