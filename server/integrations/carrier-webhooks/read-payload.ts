/** A payload as its connection's mapping reads it. */
import { createHash } from 'node:crypto'
import type { TellingProblem } from '../../../contract/tracking.ts'
import type { TrackingMapping } from '../../../contract/tracking-mapping.ts'
import { Zone } from '../../../contract/values.ts'
import {
  EVENTS_MAX,
  NAMES_MAX,
  PLAIN_EVENT,
  parseTelling,
  type ReadMessage,
  type ToldEvent,
} from '../../modules/tracking/index.ts'
import { csvPayload } from './csv-payload.ts'
import { type Spot, spotsAt, textsAt } from './payload-path.ts'
import { readTime } from './payload-time.ts'

const PROBLEMS_MAX = 50

export function readPayload(content: string, written: TrackingMapping, key: string | null): ReadMessage {
  const refuse = (problem: TellingProblem): ReadMessage => ({ key, events: [], problems: [problem], isRefused: true })
  const mapping = written.format === 'csv' ? ofColumns(written) : written
  const problems: TellingProblem[] = []
  let payload: unknown
  try {
    if (mapping.format === 'csv') {
      const table = csvPayload(content)
      payload = table.rows
      problems.push(...table.problems.slice(0, PROBLEMS_MAX))
    } else payload = parseTelling(content)
  } catch (error) {
    return refuse({ where: '', code: 'broken', value: (error as Error).message.slice(0, 200) })
  }
  const spots = spotsAt(payload, mapping.events)
  if (spots.length === 0) return refuse({ where: mapping.events ?? '', code: 'missing' })
  if (spots.length > EVENTS_MAX)
    return refuse({ where: mapping.events ?? '', code: 'over_limit', value: String(EVENTS_MAX) })
  const events: ToldEvent[] = []
  spots.forEach((spot, index) => {
    const read = eventAt(spot, mapping)
    if ('problem' in read) {
      const { where, ...problem } = read.problem
      if (problems.length < PROBLEMS_MAX) problems.push({ ...problem, where: `event ${index + 1}, ${where}` })
    } else events.push(read)
  })
  events.push(...expectedOf(spots, events, mapping))
  return { key, events, problems, isRefused: events.length === 0 }
}

/** A column's name is a path within each row. */
function ofColumns(mapping: TrackingMapping): TrackingMapping {
  const inRow = (name: string) => (name.startsWith('[]') ? name : `[].${name}`)
  const all = (names: readonly string[]) => names.map(inRow)
  const one = (name: string | undefined) => name && inRow(name)
  const { events: _, shipments, orders, event_id, code, time, place, ...rest } = mapping
  const { offset, zone, location, latitude, longitude, reason, expected } = rest
  return {
    ...rest,
    ...{ events: '[]', shipments: all(shipments), orders: all(orders), event_id: all(event_id), code: all(code) },
    ...{ time: all(time), place: all(place), offset: one(offset), zone: one(zone), location: one(location) },
    ...{ latitude: one(latitude), longitude: one(longitude), reason: one(reason), expected: one(expected) },
  }
}

type Read = ToldEvent | { readonly problem: TellingProblem }

function eventAt(spot: Spot, mapping: TrackingMapping): Read {
  const first = (path: string | undefined) => (path === undefined ? undefined : textsAt(spot, path)[0])
  const joined = (paths: readonly string[], between: string) => paths.map(first).filter(Boolean).join(between)
  const written = joined(mapping.time, ' ')
  if (!written) return { problem: { where: mapping.time[0]!, code: 'missing' } }
  const when = readTime(written, mapping.time_format, first(mapping.offset))
  if (!when) return { problem: { where: mapping.time[0]!, code: 'bad_time', value: written.slice(0, 200) } }
  const code = joined(mapping.code, '/')
  if (!code) return { problem: { where: mapping.code[0]!, code: 'missing' } }
  const meaning = Object.hasOwn(mapping.codes, code) ? mapping.codes[code]! : ('unmapped' as const)
  const { step, lifecycle, closes } =
    typeof meaning === 'string' ? { step: meaning, lifecycle: 'actual' as const, closes: false } : meaning
  const why = first(mapping.reason)
  const shipments = namesAt(spot, mapping.shipments)
  const orders = namesAt(spot, mapping.orders)
  if (!shipments || !orders) return { problem: { where: mapping.shipments[0] ?? '', code: 'over_limit' } }
  const position = positionOf(first(mapping.latitude), first(mapping.longitude))
  const id = joined(mapping.event_id, '/')
  return {
    ...PLAIN_EVENT,
    // An id may be counted within its shipment.
    eventId: id ? `${shipments[0] ?? ''}/${id}` : null,
    shipments,
    orders,
    code: why ? `${code} ${why}` : code,
    step,
    lifecycle,
    closesFlag: closes,
    ...when,
    zone: zoneOf(first(mapping.zone)),
    location: first(mapping.location) ?? null,
    place: joined(mapping.place, ', ') || null,
    ...position,
    reason: (why !== undefined && Object.hasOwn(mapping.reasons, why) && mapping.reasons[why]) || null,
    raw: spot.values.at(-1),
  }
}

/** Null for more than one event can be about. */
function namesAt(spot: Spot, paths: readonly string[]): string[] | null {
  const found = paths.map((path) => textsAt(spot, path))
  const count = found.reduce((sum, { length }) => sum + length, 0)
  return count > NAMES_MAX ? null : [...new Set(found.flat())]
}

const zoneOf = (name: string | undefined): string | null => (name && Zone.safeParse(name).success ? name : null)

function positionOf(latitude: string | undefined, longitude: string | undefined) {
  const [north, east] = [Number(latitude ?? Number.NaN), Number(longitude ?? Number.NaN)]
  const isPlaced = Math.abs(north) <= 90 && Math.abs(east) <= 180
  return { latitude: isPlaced ? north : null, longitude: isPlaced ? east : null }
}

/** One estimate for each shipment in the payload, whatever number of events tells of it. */
function expectedOf(spots: readonly Spot[], events: readonly ToldEvent[], mapping: TrackingMapping): ToldEvent[] {
  if (mapping.expected === undefined || events.length === 0) return []
  const estimates = new Map<string, ToldEvent>()
  for (const spot of spots) {
    const [written] = textsAt(spot, mapping.expected)
    const when = written === undefined ? null : readTime(written, mapping.time_format, undefined)
    const shipments = namesAt(spot, mapping.shipments)
    if (!when || !shipments?.length) continue
    const name = `${shipments.join(' ')} ${written}`
    const digest = createHash('sha256').update(name).digest('base64url')
    const told = { shipments, step: 'eta_updated', lifecycle: 'estimated', code: mapping.expected } as const
    estimates.set(name, { ...PLAIN_EVENT, ...told, ...when, eventId: `expected/${digest}`, raw: written })
  }
  return [...estimates.values()]
}
