/** What the organization sets: how it tells its customers, and in which words. */
import type { z } from 'zod'
import type { MessageSetting, NewTemplate } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findFaults } from './holes.ts'
import { messageSetting, messageTemplate, SETTING_ID } from './records.ts'
import { hasSetting, readSetting } from './setting.store.ts'

/** Turned on, it tells what happens from now on. */
export const changeSetting = (context: Context, wish: MessageSetting): Promise<void> =>
  inTransaction(context, async (tx) => {
    const before = await readSetting(tx)
    const since = before.is_on ? before.on_since : context.clock.now()
    const state = { ...wish, on_since: wish.is_on ? since!.toISOString() : null }
    if (await hasSetting(tx)) await changeRecord(context, tx, messageSetting, SETTING_ID, () => state)
    else await createRecord(context, tx, messageSetting, { ...state, setting_id: SETTING_ID })
  })

/**
 * A new version from a day on; what was sent before keeps the words it had. Refuses `invalid_input` with what is wrong with
 * its holes, `time_order` for a day that is over, and `already_exists` for a second version of the same day.
 */
export const publishTemplate = (context: Context, wish: z.output<typeof NewTemplate>): Promise<void> =>
  inTransaction(context, async (tx) => {
    const [fault] = findFaults(wish.kind, wish)
    if (fault) throw new Refusal('invalid_input', { ...fault })
    if (wish.valid_from < context.clock.now().toISOString().slice(0, 10))
      throw new Refusal('time_order', { valid_from: wish.valid_from })
    await createRecord(context, tx, messageTemplate, { ...wish, template_id: context.ids.code('MT') })
  })
