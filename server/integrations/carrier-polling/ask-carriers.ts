/**
 * Asks each carrier whose turn it is for the shipments that are on their way, the longest unasked first, one after the other.
 *
 * What it says is taken in like its own call, by the mapping of its connection; what has not changed costs it nothing (ETag,
 * Last-Modified). The first failure ends the round, and the next one comes ever later, never before the carrier's own wish.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { PollingError } from '../../../contract/carrier-polling.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { TrackingMapping } from '../../../contract/tracking-mapping.ts'
import {
  type AskedShipment,
  findConnection,
  findPolling,
  holdDuePollings,
  listAskable,
  nextAsking,
  noteAsking,
  notePolled,
  pollingSeal,
  type ReadMessage,
  type StoredConnection,
  type StoredPolling,
  takeMessage,
  textOf,
} from '../../modules/tracking/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { askCarrier, type CarrierAnswer } from './carrier.client.ts'

export interface CarrierAsking {
  readonly sealer: Sealer
  readonly allowsLoopback: boolean
  /** How a connection's mapping reads what came. */
  readonly read: (connection: StoredConnection, content: string) => ReadMessage
  readonly stopping?: AbortSignal
  /** For tests: between two questions. */
  readonly pauseMs?: number
}

const AT_ONCE = 50
const PAUSE_MS = 250
const HELD_MS = 30 * 60_000

/** Returns how many questions were asked. */
export async function askCarriers(context: Context, asking: CarrierAsking): Promise<number> {
  const now = context.clock.now()
  const until = new Date(now.getTime() + HELD_MS)
  const due = await inTransaction(context, (tx) => holdDuePollings(tx, { now, until }))
  const counts = await Promise.all(due.map(({ connection_id }) => askOne(context, connection_id, asking)))
  return counts.reduce((sum, count) => sum + count, 0)
}

async function askOne(context: Context, connectionId: string, asking: CarrierAsking): Promise<number> {
  const now = context.clock.now()
  const [connection, polling] = await inSnapshot(context, async (tx) => [
    await findConnection(tx, connectionId, now),
    await findPolling(tx, connectionId),
  ])
  if (!connection || !polling) return 0
  const round = { connection, polling, asking }
  const { asked, error, retryAfterMs } = await askRound(context, round)
  const next = nextAsking(now, error ? polling.failures + 1 : 0, retryAfterMs)
  await inTransaction(context, (tx) => noteAsking(tx, { connection_id: connectionId, now, next, error }))
  return asked
}

interface Round {
  readonly connection: StoredConnection
  readonly polling: StoredPolling
  readonly asking: CarrierAsking
}

interface RoundEnd {
  readonly asked: number
  readonly error: PollingError | null
  readonly retryAfterMs: number | null
}

async function askRound(context: Context, round: Round): Promise<RoundEnd> {
  const { connection, polling, asking } = round
  const headers = headersOf(context, round)
  if (headers === null) return { asked: 0, error: 'secret_lost', retryAfterMs: null }
  if (!TrackingMapping.safeParse(connection.mapping).success)
    return { asked: 0, error: 'no_mapping', retryAfterMs: null }
  const now = context.clock.now()
  const before = new Date(now.getTime() - polling.every_minutes * 60_000)
  const { connection_id } = connection
  const shipments = await inSnapshot(context, (tx) => listAskable(tx, connection_id, { now, before, limit: AT_ONCE }))
  let asked = 0
  for (const shipment of shipments) {
    if (asking.stopping?.aborted) break
    if (asked > 0) await pause(asking.pauseMs ?? PAUSE_MS)
    const answer = await askFor(shipment, { ...round, headers })
    asked++
    const error = answer.error ?? (await takeIn(context, round, { shipment, answer }))
    if (error) return { asked, error, retryAfterMs: answer.retryAfterMs }
  }
  return { asked, error: null, retryAfterMs: null }
}

const askFor = (shipment: AskedShipment, { polling, asking, headers }: Round & { headers: Record<string, string> }) =>
  askCarrier({
    url: addressOf(polling.url, shipment.tracking_number),
    headers: {
      ...headers,
      ...(shipment.etag && { 'if-none-match': shipment.etag }),
      ...(shipment.last_modified && { 'if-modified-since': shipment.last_modified }),
    },
    allowsLoopback: asking.allowsLoopback,
    ...(asking.stopping && { stopping: asking.stopping }),
  })

export const addressOf = (url: string, number: string): string =>
  url.replaceAll('{number}', () => encodeURIComponent(number))

/** Null: a secret is kept that no longer opens. */
export function headersOf(context: Context, { connection, polling, asking }: Round): Record<string, string> | null {
  if (!polling.header_name || !polling.sealed) return {}
  const secret = asking.sealer.open(polling.sealed, pollingSeal(context.principal.tenantId, connection.connection_id))
  return secret === null ? null : { [polling.header_name.toLowerCase()]: secret }
}

interface Answered {
  readonly shipment: AskedShipment
  readonly answer: CarrierAnswer
}

async function takeIn(context: Context, { connection, asking }: Round, { shipment, answer }: Answered) {
  const { connection_id } = connection
  const isUnchanged = answer.http === 304
  if (answer.body?.length) {
    try {
      const content = textOf(answer.body)
      const read = named(asking.read(connection, content), shipment.tracking_number)
      await takeMessage(context, {
        channel: 'polling',
        source: connection_id,
        content,
        zone: connection.zone,
        read,
        forgetsRepetitions: true,
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // What cannot be read is kept with what is wrong, and what was said before is no trouble; only what is no text is.
      if (error.details?.reason === 'not_utf8') return 'not_text' as const
    }
  }
  await inTransaction(context, (tx) =>
    notePolled(tx, {
      ...{ connection_id, shipment_id: shipment.shipment_id, at: context.clock.now() },
      etag: answer.etag ?? (isUnchanged ? shipment.etag : null),
      last_modified: answer.lastModified ?? (isUnchanged ? shipment.last_modified : null),
    }),
  )
  return null
}

/** An answer often leaves out what was asked for. */
const named = (read: ReadMessage, number: string): ReadMessage => ({
  ...read,
  events: read.events.map((event) =>
    event.shipments.length || event.orders.length ? event : { ...event, shipments: [number] },
  ),
})
