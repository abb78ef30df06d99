/**
 * `/t/<link>`: the public page of one shipment. A link that does not exist, was taken back or has ended answers alike, and a
 * reader who asks much is slowed down; nothing of the reader is kept but a count by day.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countUse, countWrong, endOfLink, findLink, WRONG_MAX } from '../../modules/tracking/index.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { pickLanguage } from '../../platform/http/reader-language.ts'
import {
  readDetails,
  readForConsignee,
  type ShipmentForConsignee,
} from '../../views/visibility/shipment-for-consignee.ts'
import { type Details, toGonePage, toPage } from './page.ts'

export interface TrackingPageSetting {
  readonly runtime: Runtime
  readonly trackingLinks: SignedIds
}

const CALLS_PER_MINUTE = 60
const FORM_BYTES_MAX = 2_000

interface Asked {
  readonly Params: { readonly token: string }
  readonly Querystring: { readonly l?: string }
}

export async function serveTrackingPage(app: FastifyInstance, setting: TrackingPageSetting): Promise<void> {
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    const config = { rateLimit: { max: CALLS_PER_MINUTE, keyGenerator: ({ ip }: FastifyRequest) => `page ${ip}` } }
    pages.get<Asked>('/t/:token', { schema: { hide: true }, config }, (request, reply) =>
      answer(setting, request, reply, null),
    )
    pages.post<Asked>('/t/:token', { schema: { hide: true }, config }, (request, reply) => {
      const { postcode } = (request.body ?? {}) as Record<string, unknown>
      return answer(setting, request, reply, typeof postcode === 'string' ? postcode.slice(0, 20) : '')
    })
    // A person reads this, not a program.
    pages.setErrorHandler<Error & { statusCode?: number; status?: number }>((error, request, reply) => {
      const status = error.statusCode ?? error.status ?? 500
      if (status >= 500) request.log.error({ err: error }, 'a public page could not be made')
      return send(reply.status(status), toGonePage(languageOf(request as FastifyRequest<Asked>, null), status === 429))
    })
  })
}

const languageOf = ({ query, headers }: FastifyRequest<Asked>, customer: string | null) =>
  pickLanguage(typeof query?.l === 'string' ? query.l : undefined, headers['accept-language'], customer)

function send(reply: FastifyReply, page: string) {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(page)
}

async function answer(
  { runtime, trackingLinks }: TrackingPageSetting,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  postcode: string | null,
) {
  const ids = trackingLinks.read(request.params.token)
  const seen = ids && (await open(systemContext(runtime, ids.first, 'tracking-page'), ids.second, postcode))
  if (!seen) return send(reply.status(404), toGonePage(languageOf(request, null)))
  const language = languageOf(request, seen.shipment.language)
  const path = `/t/${request.params.token}`
  return send(reply, toPage({ ...seen, language, now: runtime.clock.now(), path }))
}

interface Seen {
  readonly shipment: ShipmentForConsignee
  readonly details: Details
}

const open = (context: Context, linkId: string, postcode: string | null): Promise<Seen | null> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const link = await findLink(tx, linkId)
    if (!link || link.revoked_at) return null
    const shipment = await readForConsignee(tx, link.shipment_id, now)
    if (!shipment) return null
    const deliveredAt = shipment.delivered_at ?? (shipment.delivered_on ? new Date(shipment.delivered_on) : null)
    if (endOfLink(link.made_at, deliveredAt) < now) return null
    const day = now.toISOString().slice(0, 10)
    if (postcode === null) await countUse(tx, linkId, day, { opened: 1 })
    return { shipment, details: await detailsFor(tx, { ...link, shipment, day, postcode }) }
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
