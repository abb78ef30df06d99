/**
 * Takes a message in: kept as it came, read, its events matched to shipments and places, observations recorded.
 *
 * A refused message is kept too, with what is wrong and where, so that it can be looked at and brought in again; so this
 * answers also for those and never throws for them. Events whose shipment is not known yet are kept and wait.
 */

import { Refusal } from '../../../contract/refusals.ts'
import type { MessagesTaken, MessageTaken } from '../../../contract/tracking.ts'
import { createRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type IncomingMessage, PROBLEMS_KEPT, stateOf, trackingMessage } from './message.ts'
import {
  digest,
  findKnownKeys,
  findPlaces,
  findShipments,
  findTaken,
  findWaiting,
  markMatched,
  saveTold,
  shortId,
} from './messages.store.ts'
import { insertObservations, lockShipments } from './observations.store.ts'
import { type KnownPlace, type KnownShipment, stepAt, type ToldEvent, timeOf } from './told-event.ts'
import { dedupeKeyOf } from './told-key.ts'

export const EVENTS_MAX = 20_000
/** How many shipments, or orders, one event may be about: what stands once in a head counts anew for each event below it. */
export const NAMES_MAX = 500
const MESSAGES_MAX = 500
/** With each message its whole file is kept. */
const KEPT_LETTERS_MAX = 50_000_000

/** Commits what is refused as well; then refuses `already_exists` for a duplicate and `unsupported_file` for the rest. */
export async function takeMessage(context: Context, message: IncomingMessage): Promise<MessageTaken> {
  const taken = await inTransaction(context, (tx) => takeIn(context, tx, message))
  if (taken.state === 'refused') throw refusalOf(taken)
  return taken
}

/** Messages that came in one file. Refuses only where none of them could be taken. */
export async function takeMessages(context: Context, incoming: readonly IncomingMessage[]): Promise<MessagesTaken> {
  if (incoming.length > MESSAGES_MAX) throw new Refusal('too_large', { messages_max: MESSAGES_MAX })
  if (incoming.reduce((sum, { content }) => sum + content.length, 0) > KEPT_LETTERS_MAX)
    throw new Refusal('too_large', { letters_max: KEPT_LETTERS_MAX, messages: incoming.length })
  const messages: MessageTaken[] = []
  for (const one of incoming) messages.push(await inTransaction(context, (tx) => takeIn(context, tx, one)))
  if (messages.every(({ state }) => state === 'refused')) throw refusalOf(messages[0]!)
  return { messages }
}

function refusalOf({ message_id, problems, answer }: MessageTaken): Refusal {
  const isDuplicate = problems.some(({ code }) => code === 'duplicate')
  return new Refusal(isDuplicate ? 'already_exists' : 'unsupported_file', { message_id, problems, answer })
}

async function takeIn(context: Context, tx: Tx, message: IncomingMessage): Promise<MessageTaken> {
  const head = { message_id: context.ids.code('TM'), received_at: context.clock.now().toISOString() }
  const { message_key, ...outcome } = await settle(context, tx, { ...message, ...head })
  const { channel, source, content, forgetsRepetitions } = message
  const repeated = outcome.problems.find(({ code }) => code === 'duplicate')
  if (repeated?.value && forgetsRepetitions) return { message_id: repeated.value, ...outcome }
  await createRecord(context, tx, trackingMessage, { ...head, channel, source, content, message_key, ...outcome })
  return { message_id: head.message_id, ...outcome }
}

/** What becomes of a message: its observations recorded, or what is wrong with it. */
export async function settle(context: Context, tx: Tx, message: Head) {
  const { read, source, content } = message
  const message_key = read.key === null ? `sha256-${digest(content)}` : read.key.slice(0, 500)
  const earlier = read.isRefused ? null : await findTaken(tx, source, message_key)
  const isRefused = read.isRefused || earlier !== null
  const now = context.clock.now()
  const number = now.getTime() % 1_000_000_000
  return {
    message_key,
    state: isRefused ? ('refused' as const) : stateOf(read),
    ...(isRefused ? NOTHING(read.events.length) : await record(context, tx, message)),
    problems: [
      ...(earlier === null ? [] : [{ where: '', code: 'duplicate' as const, value: earlier }]),
      ...read.problems,
    ].slice(0, PROBLEMS_KEPT),
    answer: read.acknowledge?.({ isDuplicate: earlier !== null, number, at: now }) ?? null,
  }
}

const NOTHING = (events: number) => ({ events, added: 0, known: 0, unmatched: 0, unmapped: 0 })

interface Head extends IncomingMessage {
  readonly message_id: string
  readonly received_at: string
}

async function record(context: Context, tx: Tx, message: Head) {
  const { events } = message.read
  const told = new Map(events.map((event) => withZone(event, message.zone)).map((event) => [keyOf(event), event]))
  const knownKeys = await findKnownKeys(tx, message.source, [...told.keys()])
  const fresh = [...told]
    .filter(([key]) => !knownKeys.has(key))
    .map(([key, event]) => ({ ...message, key, told: event }))
  const { added, matched } = await observe(context, tx, fresh)
  await saveTold(
    tx,
    message,
    fresh.map(({ key, told: event }) => ({ event_key: key, told: event, is_matched: matched.has(key) })),
  )
  return {
    events: events.length,
    added,
    known: events.length - fresh.length,
    unmatched: fresh.length - matched.size,
    unmapped: fresh.filter(({ told: { step } }) => step === 'unmapped').length,
  }
}

/** A local time without a zone, whose place nobody may know, is on the clock that was agreed with the sender. */
const withZone = (event: ToldEvent, zone: string | null): ToldEvent =>
  event.at === null && event.zone === null && zone !== null ? { ...event, zone } : event

interface Telling {
  readonly source: string
  readonly message_id: string
  readonly received_at: string
  readonly key: string
  readonly told: ToldEvent
}

async function observe(context: Context, tx: Tx, tellings: readonly Telling[]) {
  const shipments = await findShipments(
    tx,
    tellings.map(({ told }) => told),
  )
  const pairs = tellings.flatMap((one) => shipmentsOf(one.told, shipments).map((shipment) => ({ ...one, shipment })))
  const named = pairs.flatMap(({ told, shipment }) => [told.location, shipment.to_location_id])
  const places = await findPlaces(
    tx,
    named.filter((name): name is string => name !== null),
  )
  await lockShipments(
    tx,
    pairs.map(({ shipment }) => shipment.shipment_id),
  )
  const added = await insertObservations(
    context,
    tx,
    pairs.map((pair) => observationOf(pair, places)),
  )
  return { added, matched: new Set(pairs.map(({ key }) => key)) }
}

const WAITING_MAX = 500

/** Records what waited for a shipment that is known by now. Returns how many events found theirs. */
export function matchWaiting(context: Context): Promise<number> {
  return inTransaction(context, async (tx) => {
    const tellings = await findWaiting(tx, WAITING_MAX)
    if (tellings.length === 0) return 0
    const { matched } = await observe(context, tx, tellings)
    await markMatched(
      tx,
      tellings.filter(({ key }) => matched.has(key)),
    )
    return matched.size
  })
}

const keyOf = (event: ToldEvent): string => {
  const key = event.eventId === null ? `sha256-${digest(dedupeKeyOf(event))}` : shortId(event.eventId)
  // A declaration of error shares its event's id and is a record of its own.
  return event.isErrorDeclaration ? shortId(`${key}!`) : key
}

function shipmentsOf(event: ToldEvent, found: ReadonlyMap<string, KnownShipment[]>): KnownShipment[] {
  const named = event.shipments.length
    ? event.shipments.map((name) => `shipment ${name}`)
    : event.orders.map((name) => `order ${name}`)
  const byId = new Map(named.flatMap((name) => found.get(name) ?? []).map((one) => [one.shipment_id, one]))
  return [...byId.values()]
}

function observationOf(
  { key, told, shipment, ...from }: Telling & { shipment: KnownShipment },
  places: ReadonlyMap<string, KnownPlace>,
): State {
  const place = told.location === null ? undefined : places.get(told.location)
  const door = shipment.to_location_id === null ? undefined : places.get(shipment.to_location_id)
  const time = timeOf(told, { place: place?.zone ?? null, door: door?.zone ?? null })
  const retracts = told.isErrorDeclaration ? keyOf({ ...told, isErrorDeclaration: false }) : told.retracts
  return {
    shipment_id: shipment.shipment_id,
    source: from.source,
    source_event_id: key,
    milestone: stepAt(told, place, shipment),
    lifecycle: told.lifecycle,
    ...time,
    received_at: from.received_at,
    location_id: place?.location_id ?? null,
    latitude: told.latitude,
    longitude: told.longitude,
    reason: told.reason,
    retracts: retracts === null ? null : shortId(retracts),
    code: told.code.slice(0, 200),
    place: told.place?.slice(0, 200) ?? null,
    closes_flag: told.closesFlag || null,
    message_id: from.message_id,
  }
}
