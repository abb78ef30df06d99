/** Reads what OwnTracks publishes (https://owntracks.org/booklet/tech/json/): locations alone; whatever else it tells is passed over. */
import { z } from 'zod'
import type { BrokerRefusal } from '../../../contract/position-broker.ts'
import type { PositionReport } from '../../../contract/positions.ts'
import { Code, Instant } from '../../../contract/values.ts'

export interface ReadLocation {
  /** How it may be known, the likeliest first: the last level of its topic, then its tracker id. Never empty. */
  readonly names: readonly string[]
  readonly report: Omit<PositionReport, 'vehicle_id'>
}
export type ReadPayload =
  | { readonly location: ReadLocation }
  | { readonly refusal: BrokerRefusal; readonly device: string | null }
  | null

/** Phones tell -1 where they do not know. */
const known = (max: number) =>
  z
    .number()
    .transform((value) => (value >= 0 && value <= max ? value : null))
    .nullish()

const Location = z.object({
  lat: z.number(),
  lon: z.number(),
  /** Seconds since 1970. */
  tst: z.number(),
  acc: known(1_000_000),
  vel: known(1_000),
  cog: known(360),
  tid: z.unknown().optional(),
})

/** Null: nothing that concerns us. */
export function readOwnTracks(topic: string, payload: Uint8Array): ReadPayload {
  const names = namesOf([topic.split('/').at(-1)])
  const refuse = (refusal: BrokerRefusal) => ({ refusal, device: names[0] ?? null })
  // An empty one takes back what the broker has kept.
  if (payload.length === 0) return null
  const told = parse(payload)
  if (typeof told !== 'object' || told === null || !('_type' in told)) return refuse('unreadable')
  if (told._type === 'encrypted') return refuse('encrypted')
  if (told._type !== 'location') return null
  const { data } = Location.safeParse(told)
  const at = data && instantOf(data.tst)
  if (!data || !at) return refuse('unreadable')
  const all = namesOf([...names, data.tid])
  if (all.length === 0) return refuse('unknown_vehicle')
  const { lat: latitude, lon: longitude, acc: accuracy_m, vel: speed_kmh, cog: heading } = data
  return { location: { names: all, report: { at, latitude, longitude, accuracy_m, speed_kmh, heading } } }
}

const namesOf = (values: readonly unknown[]): string[] =>
  values.flatMap((value) => {
    const name = Code.safeParse(value)
    return name.success ? [name.data] : []
  })

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return null
  }
}

const LATEST_S = 8_000_000_000

function instantOf(seconds: number): string | null {
  if (!(Math.abs(seconds) < LATEST_S)) return null
  const at = Instant.safeParse(new Date(seconds * 1_000).toISOString())
  return at.success ? at.data : null
}
