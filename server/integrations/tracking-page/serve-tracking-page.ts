/**
 * `/t/<link>`: the public page of one shipment. A link that does not exist, was taken back or has ended answers alike, and a
 * reader who asks much is slowed down; nothing of the reader is kept but a count by day.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DoorFeedback } from '../../../contract/feedback.ts'
import { findBySource, giveFeedback } from '../../modules/feedback/index.ts'
import { countUse, countWrong, endOfLink, findLink, WRONG_MAX } from '../../modules/tracking/index.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import {
  readDetails,
  readForConsignee,
  type ShipmentForConsignee,
} from '../../views/visibility/shipment-for-consignee.ts'
import { type Details, toGonePage, toPage } from './page.ts'
import { CALLS_PER_MINUTE, languageOf, type PageRequest, readForms, send, sendFailure } from './public-page.ts'

export interface TrackingPageSetting {
  readonly runtime: Runtime
  readonly trackingLinks: SignedIds
}

const FORM_BYTES_MAX = 20_000

export async function serveTrackingPage(app: FastifyInstance, setting: TrackingPageSetting): Promise<void> {
  await app.register(async (pages) => {
    readForms(pages, FORM_BYTES_MAX)
    const config = { rateLimit: { max: CALLS_PER_MINUTE, keyGenerator: ({ ip }: FastifyRequest) => `page ${ip}` } }
    pages.get<PageRequest>('/t/:token', { schema: { hide: true }, config }, (request, reply) =>
      answer(setting, request, reply, { postcode: null, opinion: null }),
    )
    pages.post<PageRequest>('/t/:token', { schema: { hide: true }, config }, (request, reply) => {
      const form = (request.body ?? {}) as Record<string, unknown>
      if ('score' in form) return answer(setting, request, reply, { postcode: null, opinion: form })
      const postcode = typeof form.postcode === 'string' ? form.postcode.slice(0, 20) : ''
      return answer(setting, request, reply, { postcode, opinion: null })
    })
    pages.setErrorHandler(sendFailure)
  })
}

/** What the reader sent with the page: a postcode, or how the delivery was. */
interface Sent {
  readonly postcode: string | null
  readonly opinion: Record<string, unknown> | null
}

async function answer(
  { runtime, trackingLinks }: TrackingPageSetting,
  request: FastifyRequest<PageRequest>,
  reply: FastifyReply,
  sent: Sent,
) {
  const ids = trackingLinks.read(request.params.token)
  const seen = ids && (await open(systemContext(runtime, ids.first, 'tracking-page'), ids.second, sent))
  if (!seen) return send(reply.status(404), toGonePage(languageOf(request, null)))
  const language = languageOf(request, seen.shipment.language)
  const path = `/t/${request.params.token}`
  return send(reply, toPage({ ...seen, language, now: runtime.clock.now(), path }))
}

interface Seen {
  readonly shipment: ShipmentForConsignee
  readonly details: Details
  readonly opinion: 'none' | 'asked' | 'given'
}

const open = (context: Context, linkId: string, { postcode, opinion }: Sent): Promise<Seen | null> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const link = await findLink(tx, linkId)
    if (!link || link.revoked_at) return null
    const shipment = await readForConsignee(tx, link.shipment_id, now)
    if (!shipment) return null
    const deliveredAt = shipment.delivered_at ?? (shipment.delivered_on ? new Date(shipment.delivered_on) : null)
    if (endOfLink(link.made_at, deliveredAt) < now) return null
    const day = now.toISOString().slice(0, 10)
    if (postcode === null && opinion === null) await countUse(tx, linkId, day, { opened: 1 })
    const details = await detailsFor(tx, { ...link, shipment, day, postcode })
    return { shipment, details, opinion: await opinionOf({ ...context, tx }, tx, { ...link, shipment, opinion }) }
  })

interface Asking {
  readonly link_id: string
  readonly shipment_id: string
  readonly shipment: ShipmentForConsignee
  readonly day: string
  readonly postcode: string | null
}

async function detailsFor(tx: Tx, { link_id, shipment_id, shipment, day, postcode }: Asking): Promise<Details> {
  if (!shipment.has_postcode) return { state: 'none' }
  if (postcode === null) return { state: 'asked' }
  if ((await countWrong(tx, link_id, day)) >= WRONG_MAX) return { state: 'closed' }
  const found = await readDetails(tx, shipment_id, postcode)
  if (found) return { state: 'shown', of: found }
  await countUse(tx, link_id, day, { wrong: 1 })
  return { state: 'wrong' }
}

interface Opining {
  readonly link_id: string
  readonly shipment: ShipmentForConsignee
  readonly opinion: Record<string, unknown> | null
}

/** One link, one opinion; of goods of several customers nobody is asked, since it would not be known whose it is. */
async function opinionOf(context: Context, tx: Tx, { link_id, shipment, opinion }: Opining): Promise<Seen['opinion']> {
  const [order_id] = shipment.orders
  const isDelivered = shipment.delivered_on !== null || shipment.delivered_at !== null
  if (!isDelivered || !order_id) return 'none'
  const source_key = `link ${link_id}`
  if (await findBySource(tx, source_key)) return 'given'
  const said = opinion && DoorFeedback.safeParse({ ...opinion, score: Number(opinion.score) })
  if (!said?.success) return 'asked'
  await giveFeedback(context, { ...said.data, order_id, kind: 'delivery', channel: 'link', source_key })
  return 'given'
}
