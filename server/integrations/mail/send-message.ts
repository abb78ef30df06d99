/**
 * Sends one message to one reader: taken in hand, handed to its channel, and what became of it noted.
 *
 * Mail, short messages and chat are handed over at most once, webhooks at least once. What is certain not to have been taken
 * is tried again for about a day, or until the next way is taken.
 */
import {
  giveUpWaiting,
  NOT_SET_UP,
  noteSendings,
  type Outgoing,
  takeDigest,
  takeSending,
} from '../../modules/messages/index.ts'
import type { Seal } from '../../platform/auth/seal.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import type { Context } from '../../platform/context.ts'
import { type Attempt, JobFailure } from '../../platform/jobs/index.ts'
import type { MailSetting } from './mail-setting.ts'
import { post } from './post.client.ts'
import { type Delivery, deliver } from './smtp.client.ts'
import { signatureHeaders } from './webhook-signature.ts'
import { digestMail, digestSms, singleMail, webhookBody } from './wording.ts'

export interface MessagePost {
  /** Null: no mail server is set up. */
  readonly mail: MailSetting | null
  readonly baseUrl: string
  readonly seal: Seal
  readonly stopLinks: SignedIds
  /** The public page of a shipment; absent: readers are led to the portal. */
  readonly linkTo?: (context: Context, shipmentId: string) => Promise<string>
  /** Where one question of one customer, how a problem was handled, is answered without a sign-in. */
  readonly askAt?: (context: Context, askId: string) => string
  /** Where one person answers a survey without a sign-in. */
  readonly surveyAt?: (context: Context, invitationId: string) => string
  /** Of an answer to a question: how it stands in its thread. */
  readonly threadOf?: (context: Context, inquiryId: string, messageId: string) => Promise<MailThread | null>
  /** Gateways and webhooks may be on this machine. */
  readonly allowsLoopback: boolean
}

export interface MailThread {
  readonly subject: string | null
  readonly in_reply_to: string | null
  readonly references: readonly string[]
  readonly reply_to: string | null
}

type Try = MessagePost & Pick<Attempt, 'isLast'>

export async function sendOne(context: Context, sendingId: string, setting: Try): Promise<void> {
  const outgoing = await takeSending(context, sendingId, setting)
  if (outgoing) await handOver(context, [outgoing], setting)
}

export async function sendCollected(context: Context, digestId: string, setting: Try): Promise<void> {
  const outgoing = await takeDigest(context, digestId, setting)
  if (outgoing) await handOver(context, outgoing, setting)
}

export const noteSilence = (context: Context, sendingId: string): Promise<void> => giveUpWaiting(context, sendingId)

async function handOver(context: Context, outgoing: readonly Outgoing[], setting: Try): Promise<void> {
  const [first] = outgoing as [Outgoing]
  const delivery = await byWay(context, outgoing, setting)
  const ids = outgoing.map(({ sending }) => sending.sending_id)
  // A webhook's reader knows a repetition by its id, so it is tried until it is certain.
  const isRepeated = first.sending.way === 'webhook' && delivery.outcome === 'uncertain'
  const outcome = isRepeated ? 'postponed' : delivery.outcome
  const isDueAgain = await noteSendings(context, ids, { ...delivery, outcome, isLast: setting.isLast })
  if (outcome !== 'accepted')
    context.log.warn(
      { sendingId: ids[0], way: first.sending.way, outcome, reason: delivery.reason },
      'a message was not taken',
    )
  if (isDueAgain) throw new JobFailure(`the ${first.sending.way} channel did not take it: ${delivery.reason}`)
}

async function byWay(context: Context, outgoing: readonly Outgoing[], setting: Try): Promise<Delivery> {
  const [first] = outgoing as [Outgoing]
  if (first.sending.way === 'email') return byMail(context, outgoing, setting)
  const secrets = first.sealed.map((sealed) => setting.seal.open(sealed))
  const known = secrets.filter((secret) => secret !== null)
  if (known.length === 0) return { outcome: 'refused', reason: 'secret_lost' }
  return first.sending.way === 'webhook'
    ? byWebhook(context, first, { setting, secrets: known })
    : byGateway(outgoing, { setting, secret: known[0]! })
}

async function byMail(context: Context, outgoing: readonly Outgoing[], { mail, ...setting }: Try): Promise<Delivery> {
  if (!mail) return { outcome: 'refused', reason: NOT_SET_UP }
  const [first] = outgoing as [Outgoing]
  const token = setting.stopLinks.sign(context.principal.tenantId, first.sending.sending_id)
  // Behind the number sign, so that it is never sent to or logged by a server on the way.
  const stopLink = new URL(`/portal/stop#${token}`, setting.baseUrl).href
  const words = outgoing.length === 1 ? singleMail(first, stopLink) : digestMail(outgoing, stopLink)
  const host = new URL(setting.baseUrl).hostname
  const messageId = `<message.${first.sending.sending_id}@${host}>`
  const inquiryId = outgoing.length === 1 ? first.message.content.inquiry_id : null
  const thread = inquiryId ? await setting.threadOf?.(context, inquiryId, messageId) : null
  return deliver(mail, {
    ...{ to: first.to, ...words, messageId, language: first.sending.language },
    ...(thread && { thread, subject: thread.subject ?? words.subject }),
    isAutomatic: outgoing.length === 1 && first.message.content.is_automatic === true,
  })
}

interface Known {
  readonly setting: MessagePost
}

/** Neither names nor words: ids and days, for a program. */
function byWebhook(
  context: Context,
  { sending, message, to }: Outgoing,
  { setting, secrets }: Known & { secrets: readonly string[] },
): Promise<Delivery> {
  const body = webhookBody(message)
  const timestamp = Math.floor(context.clock.now().getTime() / 1000)
  const headers = signatureHeaders({ id: sending.sending_id, timestamp, body }, secrets)
  return post({ url: to, body, headers, allowsLoopback: setting.allowsLoopback })
}

/** A gateway that heeds the key takes a repetition for what it is. */
function byGateway(outgoing: readonly Outgoing[], { setting, secret }: Known & { secret: string }): Promise<Delivery> {
  const [first] = outgoing as [Outgoing]
  const { sending_id } = first.sending
  const text = outgoing.length === 1 ? first.letter.sms : digestSms(outgoing)
  return post({
    url: first.gatewayUrl!,
    body: JSON.stringify({ to: first.to, from: first.shownAs, text, reference: sending_id }),
    headers: { authorization: `Bearer ${secret}`, 'idempotency-key': sending_id },
    allowsLoopback: setting.allowsLoopback,
  })
}
