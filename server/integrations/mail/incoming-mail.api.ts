/** Where a mail service calls, where a mailbox is tried, and where a mail is had as it came. */
import { z } from 'zod'
import { MailboxTrial, MailDone, MailTaken } from '../../../contract/incoming-mail.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import type { State } from '../../ledger/index.ts'
import {
  dismissMail,
  findMailbox,
  findMailboxAt,
  getContent,
  mailboxSeal,
  type StoredMailbox,
  takeInMail,
  takeMail,
} from '../../modules/inquiries/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import { hasToken, type SignedCall, signedId } from '../../platform/auth/signed-call.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, Download, endpoint, publicEndpoint } from '../../platform/http/endpoint.ts'
import { inFolder, MailboxFailure } from './imap.client.ts'
import { readFile, readMail, type Source } from './read-mail.ts'
import { doorOf } from './read-mailboxes.ts'

export interface IncomingMailSetting {
  readonly sealer: Sealer
  readonly allowsLoopback: boolean
}

const tag = 'incoming mail'
const CALLS_PER_MINUTE = 600
const TRIAL_MS = 20_000
const Params = z.object({ id: Code })
const done = ({ mail_id, state, inquiry_id = null }: State) => ({ mail_id, state, inquiry_id })

export const incomingMailEndpoints = (setting: IncomingMailSetting): AnyEndpoint[] => [
  publicEndpoint({
    method: 'POST',
    path: '/incoming-mail/doors/:door',
    tag,
    permission: 'public',
    summary:
      'Where a mail service hands mails over, as they came (MIME) or in its JSON: signed in the shape of Standard Webhooks, or with a shared token',
    params: z.object({ door: z.uuid() }),
    rawTypes: ['message/rfc822', 'application/json', 'application/octet-stream', 'text/plain'],
    callsPerMinute: CALLS_PER_MINUTE,
    answer: MailTaken,
    handlePublic: (runtime, { params, body, request }) =>
      takeCall(runtime, setting.sealer, {
        door: params.door,
        headers: request.headers,
        body: body instanceof Uint8Array ? body : new Uint8Array(),
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/mailboxes/:id/test',
    tag,
    permission: 'messages.manage',
    summary: 'Look into a mailbox now and say whether it opens and when its last mail arrived; no mail is read',
    params: Params,
    answer: MailboxTrial,
    callsPerMinute: 12,
    handle: (context, { params }) => tryMailbox(context, params.id, setting),
  }),
  endpoint({
    method: 'GET',
    path: '/incoming-mails/:id/source',
    tag,
    permission: 'inquiries.read',
    summary: 'A mail as it came',
    params: Params,
    answer: null,
    handle: async (context, { params }) => {
      const { source, source_kind } = await inSnapshot(context, (tx) => getContent(tx, params.id))
      const [ending, type] = source_kind === 'json' ? ['json', 'application/json'] : ['eml', 'application/octet-stream']
      return new Download(`${params.id}.${ending}`, type!, Buffer.from(source))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/incoming-mails/:id/files/:at',
    tag,
    permission: 'inquiries.read',
    summary: 'A file of a mail; only to be taken away, never shown as a page',
    params: Params.extend({ at: z.coerce.number().int().min(0).max(1_000) }),
    answer: null,
    handle: async (context, { params }) => {
      const { source, source_kind } = await inSnapshot(context, (tx) => getContent(tx, params.id))
      const found = await readFile({ kind: source_kind, bytes: source }, params.at).catch(() => null)
      if (!found) throw new Refusal('not_found', { mail_id: params.id, at: params.at })
      return new Download(found.file.name, shownType(found.file.media_type), found.content)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/incoming-mails/:id/take-in',
    tag,
    permission: 'inquiries.write',
    summary: 'Take a mail in as a question that was set apart as written by a machine',
    params: Params,
    answer: MailDone,
    handle: async (context, { params }) =>
      done(await takeInMail(context, params.id, (content) => readMail(sourceOf(content)))),
  }),
  endpoint({
    method: 'POST',
    path: '/incoming-mails/:id/dismiss',
    tag,
    permission: 'inquiries.write',
    summary: 'Set a mail aside that is no question',
    params: Params,
    answer: MailDone,
    handle: async (context, { params }) => done(await dismissMail(context, params.id)),
  }),
]

const sourceOf = ({ source, source_kind }: { source: Uint8Array; source_kind: Source['kind'] }): Source => ({
  kind: source_kind,
  bytes: source,
})

/** What a browser could run is named as mere bytes. */
const shownType = (type: string) =>
  /^(image\/(png|jpeg|gif|webp)|application\/pdf|text\/(plain|csv))$/.test(type) ? type : 'application/octet-stream'

async function tryMailbox(context: Context, id: string, setting: IncomingMailSetting) {
  const mailbox = await inSnapshot(context, (tx) => findMailbox(tx, id, context.clock.now()))
  if (!mailbox) throw new Refusal('not_found', { mailbox_id: id })
  if (mailbox.via !== 'imap') throw new Refusal('wrong_state', { mailbox_id: id, via: mailbox.via })
  try {
    const door = doorOf(context, mailbox, { ...setting, patienceMs: TRIAL_MS })
    return await inFolder(door, async ({ mails, lastArrival }) => {
      const last_at = (await lastArrival())?.toISOString() ?? null
      return { does_open: true, error: null, mails, last_at }
    })
  } catch (error) {
    if (!(error instanceof MailboxFailure)) throw error
    return { does_open: false, error: error.code, mails: null, last_at: null }
  }
}

interface MailCall extends Omit<SignedCall, 'now'> {
  readonly door: string
}

/** A stranger learns nothing but that it is one. What a known service hands over is kept, also where it cannot be read. */
async function takeCall(runtime: Runtime, sealer: Sealer, { door, ...call }: MailCall) {
  const found = await findMailboxAt(runtime, door)
  if (!found) throw new Refusal('not_signed_in')
  const context = systemContext(runtime, found.tenant_id, 'incoming-mail')
  const now = context.clock.now()
  const mailbox = await inSnapshot(context, (tx) => findMailbox(tx, found.mailbox_id, now))
  if (!mailbox || !isKnown(mailbox, sealer, { tenantId: found.tenant_id, call: { ...call, now } }))
    throw new Refusal('not_signed_in')
  if (!mailbox.is_active) throw new Refusal('wrong_state', { mailbox: 'inactive' })
  if (call.body.length === 0) throw new Refusal('invalid_input', { body: 'empty' })
  const kind = /^application\/json\b/i.test(String(call.headers['content-type'] ?? '')) ? 'json' : 'mime'
  return takeMail(context, {
    mailbox_id: mailbox.mailbox_id,
    read: await readMail({ kind, bytes: call.body }),
    received_at: now,
    source: call.body,
    source_kind: kind,
    bytes: call.body.length,
  })
}

interface Admission {
  readonly tenantId: string
  readonly call: SignedCall
}

function isKnown(mailbox: StoredMailbox, sealer: Sealer, { tenantId, call }: Admission): boolean {
  if (mailbox.auth === 'token') return hasToken(call, mailbox.token_hashes)
  const subject = mailboxSeal(tenantId, mailbox.mailbox_id)
  const secrets = mailbox.sealed.map((one) => sealer.open(one, subject)).filter((one) => one !== null)
  return signedId(call, secrets) !== null
}
