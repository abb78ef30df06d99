/** What makes an answer stand in its thread in the reader's mail program, and a reply to it find its way back. */
import { randomBytes } from 'node:crypto'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { plusAddress, tagOf } from './mail.ts'
import { type Conversation, insertRefs, loadConversation } from './mails.store.ts'

export interface AnswerThread {
  readonly subject: string | null
  readonly in_reply_to: string | null
  readonly references: readonly string[]
  /** Null: no mailbox is used, so a reply goes where our mails come from. */
  readonly reply_to: string | null
}

/** `message_id`: the one our mail is about to have. Without a mailbox and without a mail to answer, there is no thread. */
export function prepareThread(context: Context, inquiryId: string, message_id: string): Promise<AnswerThread | null> {
  return inTransaction(context, async (tx) => {
    const found = await loadConversation(tx, inquiryId)
    if (!found || (found.address === null && found.refs.length === 0)) return null
    const token = found.token ?? makeToken()
    await insertRefs(tx, inquiryId, [`token:${token}`, message_id])
    return threadOf(found, token)
  })
}

/** Where the address cannot carry the token, the subject does. */
function threadOf({ subject, refs, address, uses_plus }: Conversation, token: string): AnswerThread {
  const isMail = refs.length > 0
  const tag = uses_plus ? '' : ` ${tagOf(token)}`
  return {
    subject: isMail || address ? `Re: ${subject.replace(/^(\s*re\s*:\s*)+/i, '')}${tag}` : null,
    in_reply_to: refs.at(-1) ?? null,
    references: refs,
    reply_to: address && (uses_plus ? plusAddress(address, token) : address),
  }
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
/** Sixty bits that nobody outside the conversation knows. */
const makeToken = (): string => Array.from(randomBytes(12), (byte) => LETTERS[byte % LETTERS.length]).join('')
