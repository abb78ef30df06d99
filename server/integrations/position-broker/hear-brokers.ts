/**
 * Keeps one line open to each company's broker and takes in what vehicles tell there, a second's worth at once.
 *
 * Of several running programs one listens: it holds the broker, and lets go when it ends. A line that broke is opened again,
 * ever more rarely. Neither a position nor a password is ever logged.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { BrokerError, BrokerRefusal } from '../../../contract/position-broker.ts'
import {
  brokerSeal,
  type HeldBroker,
  holdBroker,
  knownNames,
  leaveBroker,
  nextConnecting,
  noteBrokerFailure,
  noteConnected,
  noteHeard,
  putNextConnecting,
  takePositions,
} from '../../modules/vehicles/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { type Line, listen } from './mqtt.client.ts'
import { type ReadLocation, readOwnTracks } from './owntracks.ts'

export interface Hearing {
  readonly sealer: Sealer
  readonly allowsLoopback: boolean
}

const HELD_MS = 60_000
/** So soon a change of the setting is noticed. */
const LOOK_EVERY_MS = 5_000
/** More than this never waits for the books. */
const WAITING_MAX = 5_000
const AT_ONCE = 1_000
/** As through the other door for positions. */
const MESSAGES_A_MINUTE = 600
const MINUTE_MS = 60_000
const NO_REFUSAL = { refusal: null, device: null }

interface Station {
  readonly changes: number
  readonly arePhones: boolean
  readonly line: Line
  /** Why it ended; null: it has not, or that is noted. */
  ended: BrokerError | null
  isNewlyOpen: boolean
  waiting: ReadLocation[]
  refused: { refusal: BrokerRefusal | null; device: string | null }
  heard: boolean
  minute: { since: number; count: number }
}

export function hearBrokers({ sealer, allowsLoopback }: Hearing) {
  const by = randomUUID()
  const stations = new Map<string, Station>()

  /** Whose broker we hold or would like to, and when we looked last. */
  const looks = new Map<string, { readonly context: Context; readonly at: number }>()

  /** Takes in what came, and now and then opens and closes what the company's setting asks for. Returns how many messages. */
  async function round(context: Context): Promise<number> {
    const { tenantId } = context.principal
    const now = context.clock.now()
    const looked = looks.get(tenantId)
    if (!looked || now.getTime() - looked.at >= LOOK_EVERY_MS) await look(context)
    const station = stations.get(tenantId)
    if (!station) return 0
    if (station.isNewlyOpen) {
      station.isNewlyOpen = false
      await inTransaction(context, (tx) => noteConnected(tx, { by, now }))
    }
    const taken = await takeIn(context, station)
    if (station.ended !== null) {
      stations.delete(tenantId)
      await noteFailure(context, station.ended)
    }
    return taken
  }

  async function look(context: Context): Promise<void> {
    const { tenantId } = context.principal
    const now = context.clock.now()
    looks.set(tenantId, { context, at: now.getTime() })
    const hold = { by, now, until: new Date(now.getTime() + HELD_MS) }
    const broker = await inTransaction(context, (tx) => holdBroker(tx, hold))
    const station = stations.get(tenantId)
    if (station && broker?.changes === station.changes) return
    if (station) await shut(context)
    if (broker && (broker.next_try_at === null || new Date(broker.next_try_at) <= now)) await open(context, broker)
  }

  async function open(context: Context, broker: HeldBroker): Promise<void> {
    const { tenantId } = context.principal
    const password = broker.sealed === null ? null : sealer.open(broker.sealed, brokerSeal(tenantId))
    if (broker.sealed !== null && password === null) return noteFailure(context, 'secret_lost')
    const station: Station = {
      ...{ changes: broker.changes, arePhones: broker.are_phones, isNewlyOpen: false },
      ...{ ended: null, waiting: [], refused: NO_REFUSAL, heard: false, minute: { since: 0, count: 0 } },
      line: listen({
        ...{ url: broker.url, topic: broker.topic, username: broker.username ?? null, password, allowsLoopback },
        ourName: nameFor(tenantId),
        onSubscribed() {
          station.isNewlyOpen = true
        },
        onMessage: (topic, payload) => hear(station, { topic, payload, now: context.clock.now().getTime() }),
        onEnd(error) {
          station.ended = error
        },
      }),
    }
    stations.set(tenantId, station)
  }

  async function noteFailure(context: Context, error: BrokerError): Promise<void> {
    const now = context.clock.now()
    await inTransaction(context, async (tx) => {
      const failures = await noteBrokerFailure(tx, { by, now, error })
      if (failures > 0) await putNextConnecting(tx, nextConnecting(now, failures))
    })
  }

  async function shut(context: Context): Promise<void> {
    const station = stations.get(context.principal.tenantId)
    stations.delete(context.principal.tenantId)
    await station?.line.close()
    if (station) await takeIn(context, station)
  }

  return {
    round,
    /** Ends with the server: what was heard is taken in, and the brokers are free for the next. */
    async close(): Promise<void> {
      const leave = async ({ context }: { context: Context }) => {
        await shut(context)
        await inTransaction(context, (tx) => leaveBroker(tx, by))
      }
      await Promise.allSettled([...looks.values()].map(leave))
    },
  }
}

/** Tells nobody which company it is, and stays the same, so that a broker knows it again. */
const nameFor = (tenantId: string) => `sevenfold-${createHash('sha256').update(tenantId).digest('hex').slice(0, 12)}`

interface Message {
  readonly topic: string
  readonly payload: Uint8Array
  readonly now: number
}

function hear(station: Station, { topic, payload, now }: Message): void {
  const { minute } = station
  if (now - minute.since >= MINUTE_MS) Object.assign(minute, { since: now, count: 0 })
  const isTooMany = ++minute.count > MESSAGES_A_MINUTE || station.waiting.length >= WAITING_MAX
  const read = isTooMany ? TOO_OFTEN : readOwnTracks(topic, payload)
  if (read === null) return
  station.heard = true
  if ('location' in read) station.waiting.push(read.location)
  else station.refused = read
}

const TOO_OFTEN = { refusal: 'too_often', device: null } as const

/** What cannot be kept just now waits for the next round. */
async function takeIn(context: Context, station: Station): Promise<number> {
  if (!station.heard) return 0
  const batch = station.waiting.splice(0, AT_ONCE)
  let { refused } = station
  try {
    refused = (await takeLocations(context, station, batch)) ?? refused
    await inTransaction(context, (tx) => noteHeard(tx, { at: context.clock.now(), ...refused }))
  } catch (error) {
    station.waiting.unshift(...batch)
    throw error
  }
  Object.assign(station, { refused: NO_REFUSAL, heard: station.waiting.length > 0 })
  return batch.length
}

/** Returns the last refusal, if any. */
async function takeLocations(context: Context, { arePhones }: Station, batch: readonly ReadLocation[]) {
  if (batch.length === 0) return null
  const all = [...new Set(batch.flatMap(({ names }) => names))]
  const known = await inSnapshot(context, (tx) => knownNames(tx, all))
  const reports = batch.map(({ names, report }) => ({
    ...report,
    vehicle_id: names.find((name) => known.has(name)) ?? names[0]!,
  }))
  const { refused } = await takePositions(context, reports, { toldBy: 'source:mqtt', isPersons: arePhones })
  const last = refused.at(-1)
  return last ? { refusal: last.reason, device: reports[last.index]!.vehicle_id } : null
}
