/** What a person wants to hear: set by us for a contact, by the person in the portal, or by the link under every mail. */
import type { MessagePreference, PreferenceFile } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findStopSubject, hasPreference, readPreference, type StopSubject } from './preferences.store.ts'
import { messagePreference } from './records.ts'

/** Refuses `not_found`. */
export const changePreference = (
  context: Context,
  contactId: string,
  wish: MessagePreference,
): Promise<PreferenceFile> =>
  inTransaction(context, async (tx) => {
    await readPreference(tx, contactId, context.principal.customerId)
    await keep(context, tx, { contactId, preference: wish })
    return readPreference(tx, contactId, context.principal.customerId)
  })

async function keep(
  context: Context,
  tx: Tx,
  { contactId, preference }: { contactId: string; preference: MessagePreference },
): Promise<void> {
  if (await hasPreference(tx, contactId))
    await changeRecord(context, tx, messagePreference, contactId, () => preference as never)
  else await createRecord(context, tx, messagePreference, { ...preference, contact_id: contactId })
}

/** By the holder of a link that this server has made. Twice is once. Refuses `link_invalid` for a link that leads nowhere. */
export const setStop = (context: Context, sendingId: string, isStopped: boolean): Promise<StopSubject> =>
  inTransaction(context, async (tx) => {
    const subject = await findStop(tx, sendingId)
    const { preference } = await readPreference(tx, subject.contact_id)
    if (subject.is_stopped !== isStopped)
      await keep(context, tx, { contactId: subject.contact_id, preference: { ...preference, is_stopped: isStopped } })
    return { ...subject, is_stopped: isStopped }
  })

export async function findStop(tx: Tx, sendingId: string): Promise<StopSubject> {
  const subject = await findStopSubject(tx, sendingId)
  if (!subject) throw new Refusal('link_invalid')
  return subject
}
