/**
 * Looks into every mailbox whose turn it is and takes in what has come since.
 *
 * Each mail is taken together with how far the folder has been read, in one transaction: ended in between, the same mail is
 * read again and known again. What was there before the first look is not read. A server that hangs or fails is tried again,
 * ever more rarely, up to once an hour.
 */
import type { MailboxError } from '../../../contract/incoming-mail.ts'
import {
  findMailbox,
  holdDueMailboxes,
  mailboxSeal,
  nextLook,
  noteLook,
  noteReadTo,
  type StoredMailbox,
  takeMail,
} from '../../modules/inquiries/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type Door, type FetchedMail, type Folder, inFolder, MailboxFailure } from './imap.client.ts'
import { readMail } from './read-mail.ts'

export interface MailboxReading {
  readonly sealer: Sealer
  readonly allowsLoopback: boolean
  readonly stopping?: AbortSignal
  /** For tests: how long a mailbox may take. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 90_000
const HELD_MS = 2 * PATIENCE_MS
/** What does not fit through our other doors either. */
export const MAIL_BYTES_MAX = 10 * 1024 * 1024
/** A look takes at most this many, so that a full mailbox does not keep the others waiting. */
const MAILS_MAX = 200

/** Begins to look into each; every look ends with how many mails were new. One that fails leaves the others alone. */
export async function beginLooks(context: Context, reading: MailboxReading): Promise<Promise<number>[]> {
  const now = context.clock.now()
  const held = await inTransaction(context, (tx) =>
    holdDueMailboxes(tx, { now, until: new Date(now.getTime() + HELD_MS) }),
  )
  return held.map(({ mailbox_id }) => look(context, mailbox_id, reading))
}

async function look(context: Context, mailboxId: string, reading: MailboxReading): Promise<number> {
  const mailbox = await inTransaction(context, (tx) => findMailbox(tx, mailboxId, context.clock.now()))
  if (!mailbox) return 0
  let taken = 0
  let error: MailboxError | null = null
  let isMore = false
  try {
    await inFolder(doorOf(context, mailbox, reading), async (folder) => {
      for await (const isNew of takeNew(context, mailbox, folder)) if (isNew) taken++
      isMore = taken >= MAILS_MAX
    })
  } catch (cause) {
    if (!(cause instanceof MailboxFailure)) context.log.error({ err: cause, mailboxId }, 'a mailbox could not be read')
    error = cause instanceof MailboxFailure ? cause.code : 'broken_off'
  }
  const now = context.clock.now()
  const next = isMore ? now : nextLook(now, error ? mailbox.failures + 1 : 0)
  await inTransaction(context, (tx) => noteLook(tx, { mailbox_id: mailboxId, now, next, error }))
  return taken
}

/** Throws a `MailboxFailure` where there is no password that opens. */
export function doorOf(context: Context, mailbox: StoredMailbox, reading: MailboxReading): Door {
  const [sealed] = mailbox.sealed
  if (!sealed) throw new MailboxFailure('no_secret')
  const password = reading.sealer.open(sealed, mailboxSeal(context.principal.tenantId, mailbox.mailbox_id))
  if (password === null) throw new MailboxFailure('secret_lost')
  const { allowsLoopback, stopping, patienceMs = PATIENCE_MS } = reading
  return { mailbox, password, allowsLoopback, patienceMs, ...(stopping && { stopping }) }
}

async function* takeNew(context: Context, mailbox: StoredMailbox, folder: Folder): AsyncGenerator<boolean> {
  const { mailbox_id, uid_validity, last_uid } = mailbox
  const { validity } = folder
  if (last_uid === null) {
    // From now on: what lay there before was somebody else's to answer.
    await inTransaction(context, (tx) =>
      noteReadTo(tx, { mailbox_id, uid_validity: validity, last_uid: folder.next - 1 }),
    )
    return
  }
  // Numbers that begin anew say nothing of what has been read: all is looked at, and what is known is known.
  const first = uid_validity === validity ? last_uid + 1 : 1
  const numbers = await folder.numbersFrom(first)
  for (const number of numbers.slice(0, MAILS_MAX)) {
    const found = await folder.fetch(number, MAIL_BYTES_MAX)
    const cursor = { uid_validity: validity, last_uid: number }
    if (!found) {
      await inTransaction(context, (tx) => noteReadTo(tx, { mailbox_id, ...cursor }))
      continue
    }
    const { is_repeated } = await takeMail(context, await deliveryOf(context, found, { mailbox_id, cursor }))
    yield !is_repeated
  }
}

interface Where {
  readonly mailbox_id: string
  readonly cursor: { readonly uid_validity: number; readonly last_uid: number }
}

async function deliveryOf({ clock }: Context, { bytes, size, isHead, arrivedAt }: FetchedMail, where: Where) {
  const kind = isHead ? ('head' as const) : ('mime' as const)
  return {
    ...where,
    read: await readMail({ kind, bytes }),
    received_at: arrivedAt ?? clock.now(),
    source: bytes,
    source_kind: kind,
    bytes: size,
  }
}
