/** Transaction set 214, a carrier's shipment status, as told events. */
import type { TellingProblem } from '../../../contract/tracking.ts'
import { compactTime, EVENTS_MAX, NAMES_MAX, PLAIN_EVENT, type ToldEvent } from '../../modules/tracking/index.ts'
import { appointmentOf, reasonOf, statusOf, type Word, zoneOf } from './codes.ts'
import type { TransactionSet } from './interchange.ts'
import { element, type Segment } from './segments.ts'

/** Numbers of orders; every other reference may be a number of the shipment. */
const ORDER_QUALIFIERS = new Set(['PO', 'CO', 'ON', 'OQ', 'VN'])

export function readShipmentStatus(set: TransactionSet): { events: ToldEvent[]; problems: TellingProblem[] } {
  const { segments } = set
  const begin = segments[1]
  if (begin?.id !== 'B10') {
    const where = `segment ${segments[0]!.number} ST`
    return { events: [], problems: [{ where, code: 'missing', value: 'B10' }] }
  }
  const firstLoop = segments.findIndex(({ id }) => id === 'LX' || id === 'AT7')
  const head = referencesIn(segments.slice(1, firstLoop < 0 ? undefined : firstLoop))
  const events: ToldEvent[] = []
  const problems: TellingProblem[] = []
  for (const loop of loopsOf(segments)) {
    const statuses = statusesIn(loop)
    if (statuses.length === 0) continue
    const own = referencesIn(loop)
    if (countOf(head) + countOf(own) > NAMES_MAX) {
      problems.push({
        where: `segment ${loop[0]!.number} ${loop[0]!.id}`,
        code: 'over_limit',
        value: String(NAMES_MAX),
      })
      break
    }
    const names = {
      shipments: [...new Set([...head.shipments, ...own.shipments])],
      orders: [...new Set([...head.orders, ...own.orders])],
    }
    for (const told of statuses) {
      const read = eventOf(told, names)
      if ('code' in read && 'where' in read) problems.push(read)
      else events.push(read as ToldEvent)
    }
    if (events.length > EVENTS_MAX) break
  }
  return { events, problems }
}

const countOf = ({ shipments, orders }: Names) => shipments.length + orders.length

/** Assigned numbers (LX) begin a loop; a set without them is one loop. */
function loopsOf(segments: readonly Segment[]): Segment[][] {
  const loops: Segment[][] = []
  for (const segment of segments) {
    if (segment.id === 'LX' || loops.length === 0) loops.push([])
    loops.at(-1)!.push(segment)
  }
  return loops
}

interface Names {
  readonly shipments: string[]
  readonly orders: string[]
}

function referencesIn(segments: readonly Segment[]): Names {
  const names: Names = { shipments: [], orders: [] }
  for (const segment of segments) {
    if (segment.id === 'B10') names.shipments.push(element(segment, 2), element(segment, 1))
    else if (segment.id === 'L11')
      (ORDER_QUALIFIERS.has(element(segment, 2)) ? names.orders : names.shipments).push(element(segment, 1))
    // Marks and numbers: of handling units among others.
    else if (segment.id === 'MAN') names.shipments.push(element(segment, 2))
    else if (segment.id === 'OID') names.orders.push(element(segment, 2))
  }
  return { shipments: names.shipments.filter(Boolean), orders: names.orders.filter(Boolean) }
}

/** A status and the place and equipment that follow it. */
interface Status {
  readonly status: Segment
  readonly place: Segment | null
}

function statusesIn(loop: readonly Segment[]): Status[] {
  const found: { status: Segment; place: Segment | null }[] = []
  for (const segment of loop) {
    if (segment.id === 'AT7') found.push({ status: segment, place: null })
    else if (segment.id === 'MS1' && found.length) found.at(-1)!.place ??= segment
  }
  return found
}

function eventOf({ status, place }: Status, names: Names): ToldEvent | TellingProblem {
  const [code, reason, appointment, because] = [1, 2, 3, 4].map((at) => element(status, at)) as [
    string,
    string,
    string,
    string,
  ]
  const refuse = (at: string, problem: TellingProblem['code'], value: string): TellingProblem => ({
    where: `segment ${status.number} AT7${at}`,
    code: problem,
    ...(value && { value: value.slice(0, 200) }),
  })
  if (code && appointment) return refuse('03', 'bad_value', appointment)
  if (!code && !appointment) return refuse('01', 'missing', '')
  const [day, time, zone] = [element(status, 5), element(status, 6), element(status, 7)]
  if (!day) return refuse('05', 'missing', '')
  const when = compactTime(day, time)
  if (!when) return refuse(time ? '06' : '05', 'bad_time', `${day} ${time}`.trim())
  const word: Word = code ? statusOf(code, reason) : appointmentOf(appointment)
  const spoken = code ? `1650/${code}` : `1652/${appointment}`
  const why = code ? reason : because
  return {
    ...PLAIN_EVENT,
    ...names,
    ...word,
    code: why && why !== 'NS' && why !== 'NA' ? `${spoken} 1651/${why}` : spoken,
    ...when,
    zone: zoneOf(zone),
    reason: reasonOf(why),
    ...placeOf(place),
    raw: [status, place].filter((one) => one !== null).map(({ id, elements }) => [id, ...elements]),
  }
}

function placeOf(segment: Segment | null): Pick<ToldEvent, 'place' | 'latitude' | 'longitude'> {
  if (!segment) return { place: null, latitude: null, longitude: null }
  const name = [1, 2, 3]
    .map((at) => element(segment, at))
    .filter(Boolean)
    .join(', ')
  const longitude = degrees(element(segment, 4), element(segment, 6) === 'W', 180)
  const latitude = degrees(element(segment, 5), element(segment, 7) === 'S', 90)
  const isPlaced = longitude !== null && latitude !== null
  return { place: name || null, latitude: isPlaced ? latitude : null, longitude: isPlaced ? longitude : null }
}

/** Degrees, minutes and seconds in seven digits. */
function degrees(digits: string, isNegative: boolean, most: number): number | null {
  const match = /^(\d{3})(\d\d)(\d\d)$/.exec(digits)
  if (!match) return null
  const value = Number(match[1]) + Number(match[2]) / 60 + Number(match[3]) / 3600
  return value > most ? null : Math.round((isNegative ? -value : value) * 1e6) / 1e6
}
