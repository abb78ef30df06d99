/**
 * Takes a sending in hand: whether it may go now, to whom, in which words. Committed before anything leaves, so that whoever
 * finds it in hand knows that a process ended in between. Must be followed by `noteSendings`.
 */
import sql from 'sql-template-tag'
import { type MessageKind, PERSONAL_KINDS, type Way } from '../../../contract/messages.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { loadAudiences } from './audience.store.ts'
import { findMessages, getMessage, type StoredMessage } from './messages.store.ts'
import { settleSendings } from './note-sending.command.ts'
import { nextAllowed } from './quiet-hours.ts'
import type { Audience, ReachableContact } from './recipients.ts'
import { sendDigest, sendMessage } from './send-message.task.ts'
import { findOpenDigest, lockSendings, recentOf, type StoredSending, updateSendings } from './sendings.store.ts'
import { type Letter, writeLetters } from './words-of.store.ts'

/** Everything that a channel needs to hand one message over. */
export interface Outgoing {
  readonly sending: StoredSending
  readonly message: StoredMessage
  readonly letter: Letter
  /** An address, a number or a URL. */
  readonly to: string
  /** Of the gateway or the webhook, as kept. */
  readonly sealed: readonly string[]
  readonly gatewayUrl: string | null
  readonly shownAs: string | null
}

export interface TakeSetting {
  readonly baseUrl: string
  /** The public page of a shipment, for whoever takes goods in and has no login; absent: all are led to the portal. */
  readonly linkTo?: (context: Context, shipmentId: string) => Promise<string>
  /** The page on which one question of one customer is answered without a sign-in. */
  readonly askAt?: (context: Context, askId: string) => string
  /** The page on which one person answers a survey. */
  readonly surveyAt?: (context: Context, invitationId: string) => string
}

/** Twice is harmless there: the reader knows the message again by its id. */
const isRepeatable = (way: Way) => way === 'webhook'

export const takeSending = (context: Context, sendingId: string, setting: TakeSetting): Promise<Outgoing | null> =>
  inTransaction(context, async (tx) => {
    const [sending] = await lockSendings(tx, { ids: [sendingId] })
    if (!sending) return null
    if (sending.state === 'sending' && !isRepeatable(sending.way)) {
      await settleSendings(context, tx, [sending], { state: 'uncertain', reason: 'interrupted' })
      return null
    }
    if (sending.state !== 'due' && sending.state !== 'sending') return null
    const message = await getMessage(tx, sending.message_id)
    if (message.state !== 'sending' && message.state !== 'sent') return null
    if (sending.recipient_kind === 'contact' && !(await mayGoNow(context, tx, { sending, message }))) return null
    const address = await addressOf(tx, sending)
    if (!address) {
      await settleSendings(context, tx, [sending], { state: 'failed', reason: 'no_address' })
      return null
    }
    const { language } = sending
    const { shipment_id, ask_id, survey } = message.content
    const asks = new Map(ask_id && setting.askAt ? [[message.message_id, setting.askAt(context, ask_id)]] : [])
    const link = shipment_id && setting.linkTo && (await setting.linkTo({ ...context, tx }, shipment_id))
    const links = new Map(link ? [[message.message_id, link]] : [])
    const own = survey && setting.surveyAt?.(context, survey.invitation_id)
    const surveys = new Map(own ? [[message.message_id, own]] : [])
    const now = context.clock.now()
    const reading = { languageOf: () => language, baseUrl: setting.baseUrl, links, asks, surveys, now }
    const letter = (await writeLetters(tx, [message], reading)).get(message.message_id)!
    await updateSendings(context, tx, [sendingId], { state: 'sending', isAttempt: true })
    return { sending, message, letter, ...address }
  })

interface Case {
  readonly sending: StoredSending
  readonly message: StoredMessage
}

/** Wishes are looked up again: hours, or a day, may have passed since it was planned. */
async function mayGoNow(context: Context, tx: Tx, { sending, message }: Case): Promise<boolean> {
  const audience = (await loadAudiences(tx, [message])).get(message.message_id)!
  const contact = audience.contacts.find(({ contact_id }) => contact_id === sending.recipient_id)
  const refusal = whyNot(contact, message.kind)
  if (refusal) {
    await settleSendings(context, tx, [sending], { state: 'stopped', reason: refusal })
    return false
  }
  const allowed = hourFor(contact!, { audience, message, now: context.clock.now() })
  if (allowed > context.clock.now()) {
    await updateSendings(context, tx, [sending.sending_id], { state: 'due', due_at: allowed })
    await enqueue(tx, sendMessage, { sending_id: sending.sending_id }, allowed)
    return false
  }
  // A collection has no room for what is one person's own.
  if (PERSONAL_KINDS.includes(message.kind as MessageKind)) return true
  return !(await keepForDigest(context, tx, sending))
}

function whyNot(contact: ReachableContact | undefined, kind: string): string | null {
  if (!contact) return 'gone'
  const { preference } = contact
  return preference?.is_stopped || preference?.kinds[kind as keyof typeof preference.kinds] === false
    ? 'opted_out'
    : null
}

function hourFor(
  { preference }: ReachableContact,
  { audience, message, now }: { audience: Audience; message: StoredMessage; now: Date },
): Date {
  if (message.is_urgent && preference?.urgent_at_night) return now
  return nextAllowed(now, {
    zone: preference?.zone ?? audience.zone,
    quiet_from: preference?.quiet_from ?? audience.quiet_from,
    quiet_to: preference?.quiet_to ?? audience.quiet_to,
    on_weekends: preference?.on_weekends ?? true,
  })
}

const HOUR_MS = 3_600_000
/** More than this in an hour, and the rest comes at once when the hour is over. */
const SINGLE_MAX = 5

async function keepForDigest(context: Context, tx: Tx, sending: StoredSending): Promise<boolean> {
  const now = context.clock.now()
  const recent = await recentOf(tx, sending, new Date(now.getTime() - HOUR_MS))
  const open = await findOpenDigest(tx, sending)
  if (recent.length < SINGLE_MAX && !open) return false
  const digest_id = open ?? context.ids.uuid()
  await updateSendings(context, tx, [sending.sending_id], { state: 'digest', digest_id })
  if (!open) {
    const oldest = recent[SINGLE_MAX - 1]!.getTime()
    await enqueue(tx, sendDigest, { digest_id }, new Date(Math.max(now.getTime(), oldest + HOUR_MS)))
  }
  return true
}

interface Address {
  readonly to: string
  readonly sealed: readonly string[]
  readonly gatewayUrl: string | null
  readonly shownAs: string | null
}

async function addressOf(tx: Tx, { recipient_kind, recipient_id, way }: StoredSending): Promise<Address | null> {
  if (recipient_kind === 'webhook') {
    const [row] = await tx.query<{ url: string; secret: string; secret_before: string | null }>(sql`SELECT url, secret,
      secret_before FROM messages.webhook WHERE tenant_id = ${tx.tenantId}::uuid AND webhook_id = ${recipient_id} AND is_on`)
    if (!row) return null
    const sealed = [row.secret, row.secret_before].filter((secret) => secret !== null)
    return { to: row.url, sealed, gatewayUrl: row.url, shownAs: null }
  }
  const [row] = await tx.query<{
    email: string | null
    phone: string | null
    url: string | null
    secret: string | null
    shown_as: string | null
  }>(sql`SELECT c.email, c.phone, g.url, g.secret, g.shown_as FROM customers.contact c
    LEFT JOIN messages.channel g ON g.tenant_id = c.tenant_id AND g.channel_id = ${way} AND g.is_on
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.contact_id = ${recipient_id}`)
  const to = way === 'email' ? row?.email : row?.phone
  if (!to || (way !== 'email' && !row?.url)) return null
  return { to, sealed: row?.secret ? [row.secret] : [], gatewayUrl: row?.url ?? null, shownAs: row?.shown_as ?? null }
}

/** All that was kept back under one digest, as one. Null: nothing is left of it. */
export const takeDigest = (
  context: Context,
  digestId: string,
  setting: TakeSetting,
): Promise<readonly Outgoing[] | null> =>
  inTransaction(context, async (tx) => {
    const locked = await lockSendings(tx, { digestId })
    const interrupted = locked.filter(({ state }) => state === 'sending')
    await settleSendings(context, tx, interrupted, { state: 'uncertain', reason: 'interrupted' })
    const kept = locked.filter(({ state }) => state === 'digest')
    const [first] = kept
    if (!first) return null
    const found = await findMessages(
      tx,
      kept.map(({ message_id }) => message_id),
    )
    const messages = new Map(found.map((message) => [message.message_id, message]))
    const audience = (await loadAudiences(tx, [messages.get(first.message_id)!])).get(first.message_id)!
    const contact = audience.contacts.find(({ contact_id }) => contact_id === first.recipient_id)
    const refused = kept.filter((one) => whyNot(contact, messages.get(one.message_id)!.kind) !== null)
    await settleSendings(context, tx, refused, { state: 'stopped', reason: 'opted_out' })
    const wanted = kept.filter((one) => !refused.includes(one))
    const address = wanted.length ? await addressOf(tx, first) : null
    if (!address) {
      await settleSendings(context, tx, wanted, { state: 'failed', reason: 'no_address' })
      return null
    }
    const now = context.clock.now()
    const allowed = hourFor(contact!, { audience, message: messages.get(first.message_id)!, now })
    if (allowed > now) {
      await enqueue(tx, sendDigest, { digest_id: digestId }, allowed)
      return null
    }
    const reading = { languageOf: () => first.language, baseUrl: setting.baseUrl, now }
    const letters = await writeLetters(tx, found, reading)
    await updateSendings(
      context,
      tx,
      wanted.map(({ sending_id }) => sending_id),
      { state: 'sending', isAttempt: true },
    )
    return wanted.map((sending) => ({
      sending,
      message: messages.get(sending.message_id)!,
      letter: letters.get(sending.message_id)!,
      ...address,
    }))
  })
