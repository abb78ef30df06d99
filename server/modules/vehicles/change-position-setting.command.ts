/** How long positions are kept and how they are judged. */
import type { PositionSetting } from '../../../contract/positions.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { hasPositionSetting } from './trips.store.ts'
import { positionSetting, SETTING_ID } from './vehicle.ts'

export const changePositionSetting = (context: Context, wish: PositionSetting): Promise<void> =>
  inTransaction(context, async (tx) => {
    if (await hasPositionSetting(tx, SETTING_ID))
      await changeRecord(context, tx, positionSetting, SETTING_ID, () => ({ ...wish }))
    else await createRecord(context, tx, positionSetting, { ...wish, setting_id: SETTING_ID })
  })
