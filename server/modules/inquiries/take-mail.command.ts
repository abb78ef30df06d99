/**
 * Takes in a mail: a question, a reply in a conversation, or something that is set apart with its reason.
 *
 * One transaction for the mail, its question and, where a mailbox is read, how far it has been read: whatever ends in between
 * leaves neither half. A mail whose Message-ID and words are known changes nothing.
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { noteReceipt } from '../messages/index.ts'
import { addReply } from './continue-inquiry.command.ts'
import {
  codesIn,
  isForged,
  type Judgement,
  judgeMail,
  type ReadMail,
  shownAddress,
  shownSubject,
  tokenIn,
} from './mail.ts'
import { noteMailAt, noteReadTo, ownAddresses } from './mailboxes.store.ts'
import {
  findMail,
  findNamedOrder,
  findThread,
  findWriters,
  insertContent,
  insertRefs,
  lockRef,
  type MailContent,
  mail,
  type Thread,
  type Writer,
} from './mails.store.ts'
import { writtenPart } from './quoted-text.ts'
import { receiveInquiry } from './receive-inquiry.command.ts'

export interface MailDelivery {
  readonly mailbox_id: string
  readonly read: ReadMail
  readonly received_at: Date
  readonly source: Uint8Array
  readonly source_kind: MailContent['source_kind']
  /** Of the mail as it came; more than the source where only its head was taken. */
  readonly bytes: number
  /** Of a mailbox that is read: how far. */
  readonly cursor?: { readonly uid_validity: number; readonly last_uid: number }
}

export interface TakenMail {
  readonly mail_id: string
  readonly is_repeated: boolean
}

const SHOWN_MAX = 20_000
const WHOLE_MAX = 500_000

export async function takeMail(context: Context, delivery: MailDelivery): Promise<TakenMail> {
  const taken = await inTransaction(context, (tx) => take({ ...context, tx }, tx, delivery))
  const { bounce } = delivery.read
  if (bounce?.is_final && !taken.is_repeated) await noteBounce(context, bounce.of)
  return taken
}

async function take(context: Context, tx: Tx, delivery: MailDelivery): Promise<TakenMail> {
  const read = legible(delivery.read)
  const { mailbox_id, cursor } = delivery
  if (cursor) await noteReadTo(tx, { mailbox_id, ...cursor })
  const content_key = digest(JSON.stringify([read.from?.address, read.subject, read.text]))
  const named = read.message_id ?? `digest:${createHash('sha256').update(delivery.source).digest('hex')}`
  await lockRef(tx, named)
  const before = await findMail(tx, named)
  // Another mail under the same name is no repetition: nobody can have ours overlooked by using its name first.
  const message_ref = before && before.content_key !== content_key ? `${named} ${content_key}` : named
  const known = message_ref === named ? before : await findMail(tx, message_ref)
  if (known) return { mail_id: known.mail_id, is_repeated: true }
  const judged = judgeMail(read, await ownAddresses(tx))
  const mail_id = context.ids.code('ML')
  const inquiry_id = judged.state === 'taken' ? await settle(context, tx, { delivery, read, message_ref }) : null
  await keep(context, tx, { delivery, read, judged, mail_id, message_ref, content_key, inquiry_id })
  return { mail_id, is_repeated: false }
}

interface Kept {
  readonly delivery: MailDelivery
  readonly read: ReadMail
  readonly judged: Judgement
  readonly mail_id: string
  readonly message_ref: string
  readonly content_key: string
  readonly inquiry_id: string | null
}

async function keep(context: Context, tx: Tx, kept: Kept): Promise<void> {
  const { delivery, read, judged, mail_id, inquiry_id, message_ref, content_key } = kept
  await createRecord(context, tx, mail, {
    mail_id,
    mailbox_id: delivery.mailbox_id,
    ...judged,
    inquiry_id,
    received_at: delivery.received_at.toISOString(),
    bytes: delivery.bytes,
    files: read.files.length,
    message_ref,
    content_key,
    from_address: read.from ? shownAddress(read.from.address) : null,
    from_name: read.from?.name ? shownAddress(read.from.name) : null,
    subject: shownSubject(read),
  })
  const { source, source_kind } = delivery
  await insertContent(tx, mail_id, { text: read.text.slice(0, WHOLE_MAX), files: read.files, source, source_kind })
  await noteMailAt(tx, delivery.mailbox_id, delivery.received_at)
}

interface Asked {
  readonly delivery: Pick<MailDelivery, 'received_at'>
  readonly read: ReadMail
  readonly message_ref: string
}

/** A reply goes on in its conversation where the writer belongs to it; everything else is a question of its own. */
export async function settle(context: Context, tx: Tx, asked: Asked): Promise<string> {
  const { read, message_ref, delivery } = asked
  const token = tokenIn(read)
  const thread = await findThread(tx, [...(token ? [`token:${token}`] : []), ...read.refers_to])
  const writers = isForged(read) || !read.from ? [] : await findWriters(tx, read.from.address)
  const text = writtenPart(read.text).slice(0, SHOWN_MAX) || shownSubject(read)
  const written = { text, message_ref, received: notAhead(context, delivery.received_at) }
  const isTheirs = thread !== null && belongsTo(thread, writers, read)
  if (thread && isTheirs && ['open', 'waiting', 'answered'].includes(thread.state)) {
    await addReply(context, {
      inquiry_id: thread.inquiry_id,
      channel: 'email',
      text,
      message_ref,
      written_at: written.received,
    })
    await insertRefs(tx, thread.inquiry_id, [message_ref])
    return thread.inquiry_id
  }
  const inquiry_id = await ask(context, tx, { read, writers, written, answers_to: thread?.inquiry_id ?? null })
  await insertRefs(tx, inquiry_id, [message_ref])
  return inquiry_id
}

/** Somebody of the same customer, or the same address that asked before anybody knew whose it is. */
const belongsTo = ({ customer_id, from_address }: Thread, writers: readonly Writer[], { from }: ReadMail): boolean =>
  writers.some((writer) => writer.customer_id === customer_id) ||
  (customer_id === null && from !== null && from_address === shownAddress(from.address))

interface Question {
  readonly read: ReadMail
  readonly writers: readonly Writer[]
  readonly written: { readonly text: string; readonly message_ref: string; readonly received: Date }
  readonly answers_to: string | null
}

/** An address that several customers share is nobody's, until an order says whose. */
async function ask(context: Context, tx: Tx, { read, writers, written, answers_to }: Question): Promise<string> {
  const customerIds = [...new Set(writers.map(({ customer_id }) => customer_id))]
  const order = await findNamedOrder(tx, { customerIds, codes: codesIn(read.subject, written.text) })
  const customer_id = order?.customer_id ?? (customerIds.length === 1 ? customerIds[0]! : null)
  const writer = writers.find((one) => one.customer_id === customer_id)
  const state = await receiveInquiry(context, {
    channel: 'email',
    customer_id,
    contact_id: writer?.contact_id ?? null,
    order_id: order?.order_id ?? null,
    linked_by: order ? 'text' : 'contact',
    subject: shownSubject(read),
    text: written.text,
    from_address: read.from ? shownAddress(read.from.address) : null,
    language: writer?.language ?? null,
    received_at: written.received.toISOString(),
    message_ref: written.message_ref,
    answers_to,
  })
  return state.inquiry_id as string
}

/** The clock of a mail server may run ahead of ours. */
const notAhead = ({ clock }: Context, at: Date): Date => new Date(Math.min(at.getTime(), clock.now().getTime()))

/** A mail of ours came back: the next way is taken. Whoever makes this up can only know the name of a mail it got itself. */
async function noteBounce(context: Context, of: string | null): Promise<void> {
  const sending = /^<message\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/.exec(of ?? '')?.[1]
  if (!sending) return
  try {
    await noteReceipt(context, { sending_id: sending, state: 'failed', reason: 'bounced' })
  } catch (error) {
    // Another organization's, or one that has been dealt with.
    if (!(error instanceof Refusal)) throw error
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** What the database cannot keep as text. */
function legible(read: ReadMail): ReadMail {
  const clean = (text: string) => text.replace(/[\0\p{Cs}]/gu, '')
  return {
    ...read,
    message_id: read.message_id && clean(read.message_id).slice(0, 1_000),
    subject: clean(read.subject),
    text: clean(read.text),
    from: read.from && {
      address: clean(read.from.address).trim().toLowerCase(),
      name: read.from.name && clean(read.from.name),
    },
    files: read.files.map((file) => ({ ...file, name: clean(file.name) })),
  }
}
