/** What a person does with a mail that was set apart: takes it in as a question after all, or puts it aside. */
import type { MailReason } from '../../../contract/incoming-mail.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { ReadMail } from './mail.ts'
import { getContent, type MailContent, mail } from './mails.store.ts'
import { settle } from './take-mail.command.ts'

const BY_MACHINES: readonly unknown[] = ['auto_reply', 'bounce', 'mailing_list', 'loop'] satisfies MailReason[]

/** Refuses `wrong_state` for what is a question already, or cannot be read. `read`: reads the mail again as it came. */
export function takeInMail(
  context: Context,
  id: string,
  read: (content: MailContent) => Promise<ReadMail>,
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, mail, id, 'FOR UPDATE')
    if (state.state === 'taken' || !BY_MACHINES.includes(state.reason))
      throw new Refusal('wrong_state', { mail_id: id, state: state.state })
    const received_at = new Date(state.received_at as string)
    const message_ref = state.message_ref as string
    const asked = { delivery: { received_at }, read: await read(await getContent(tx, id)), message_ref }
    const inquiry_id = await settle({ ...context, tx }, tx, asked)
    return changeRecord(context, tx, mail, id, () => ({ state: 'taken', inquiry_id }), { event: 'MailTaken' })
  })
}

export function dismissMail(context: Context, id: string): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, mail, id, 'FOR UPDATE')
    if (state.state !== 'automatic' && state.state !== 'unreadable')
      throw new Refusal('wrong_state', { mail_id: id, state: state.state })
    return changeRecord(context, tx, mail, id, () => ({ state: 'dismissed' }), { event: 'MailDismissed' })
  })
}
