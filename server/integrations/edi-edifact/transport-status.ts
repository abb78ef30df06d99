/** Message IFTSTA, the status of consignments and what is in them, as told events. */
import type { TellingProblem } from '../../../contract/tracking.ts'
import { compactTime, EVENTS_MAX, NAMES_MAX, PLAIN_EVENT, type ToldEvent } from '../../modules/tracking/index.ts'
import { reasonOf, statusOf } from './codes.ts'
import type { Message } from './interchange.ts'
import { part, type Segment } from './segments.ts'

/** Numbers of orders; every other reference may be a number of the shipment. */
const ORDER_QUALIFIERS = new Set(['ON', 'VN', 'CO'])
/** When the status changed; then what other words there are for the time of what is told. */
const TIMES = ['334', '7', '178', '186', '35', '11', '9', '2']
/** When the goods are expected. */
const EXPECTED = ['132', '17', '191']

const PROBLEMS_MAX = 50

export function readTransportStatus(message: Message): { events: ToldEvent[]; problems: TellingProblem[] } {
  const events: ToldEvent[] = []
  const problems: TellingProblem[] = []
  const head = namesIn(message.segments.slice(0, firstOf(message.segments)))
  for (const consignment of consignmentsOf(message.segments)) {
    for (const told of statusesIn(consignment)) readStatus(told, head, { events, problems })
    if (events.length > EVENTS_MAX || problems.length > PROBLEMS_MAX) break
  }
  if (events.length === 0 && problems.length === 0)
    problems.push({ where: `segment ${message.segments[0]!.number} UNH`, code: 'missing', value: 'STS' })
  return { events, problems }
}

const firstOf = (segments: readonly Segment[]) => {
  const at = segments.findIndex(({ id }) => id === 'CNI' || id === 'STS')
  return at < 0 ? segments.length : at
}

/** A consignment (CNI) with all that follows; statuses before the first one speak of what the head names. */
function consignmentsOf(segments: readonly Segment[]): Segment[][] {
  const consignments: Segment[][] = []
  for (const segment of segments.slice(firstOf(segments))) {
    if (segment.id === 'CNI' || consignments.length === 0) consignments.push([])
    consignments.at(-1)!.push(segment)
  }
  return consignments
}

interface Names {
  readonly shipments: readonly string[]
  readonly orders: readonly string[]
}

interface Status {
  readonly status: Segment
  /** What follows the status up to the next one, or to the next goods item. */
  readonly about: readonly Segment[]
  readonly names: Names
}

/** References before the first status hold for the whole consignment; numbers of goods items for what comes below them. */
function statusesIn(consignment: readonly Segment[]): Status[] {
  const found: (Status & { about: Segment[] })[] = []
  const first = consignment.findIndex(({ id }) => id === 'STS' || id === 'GID')
  const head = consignment.slice(0, first < 0 ? consignment.length : first)
  const ofConsignment = namesIn(head)
  let ofGoods: string[] = []
  let current: (typeof found)[number] | null = null
  for (const segment of consignment.slice(head.length)) {
    if (segment.id === 'GID') {
      ofGoods = []
      current = null
    } else if (segment.id === 'GIN' && ofGoods.length <= NAMES_MAX) ofGoods = [...ofGoods, ...identitiesIn(segment)]
    if (segment.id === 'STS') {
      // Goods without end are told of once: what comes of it is refused for its names.
      const names = { ...ofConsignment, shipments: [...ofConsignment.shipments.slice(0, NAMES_MAX + 1), ...ofGoods] }
      current = { status: segment, about: [], names }
      found.push(current)
    } else current?.about.push(segment)
  }
  return found
}

/** Up to five numbers, each perhaps a range of which only the ends are named. */
const identitiesIn = (segment: Segment): string[] =>
  [2, 3, 4, 5, 6].flatMap((at) => [part(segment, at), part(segment, at, 2)]).filter(Boolean)

function namesIn(segments: readonly Segment[]): Names {
  const shipments: string[] = []
  const orders: string[] = []
  for (const segment of segments) {
    if (segment.id === 'CNI') shipments.push(part(segment, 2))
    else if (segment.id === 'RFF')
      (ORDER_QUALIFIERS.has(part(segment, 1)) ? orders : shipments).push(part(segment, 1, 2))
    else if (segment.id === 'GIN') shipments.push(...identitiesIn(segment))
  }
  return { shipments: shipments.filter(Boolean), orders: orders.filter(Boolean) }
}

interface Reading {
  readonly events: ToldEvent[]
  readonly problems: TellingProblem[]
}

function readStatus({ status, about, names }: Status, head: Names, into: Reading): void {
  const own = namesIn(about)
  if ([head, names, own].reduce((sum, one) => sum + one.shipments.length + one.orders.length, 0) > NAMES_MAX) {
    into.problems.push({ where: `segment ${status.number} STS`, code: 'over_limit', value: String(NAMES_MAX) })
    return
  }
  const dates = about.filter(({ id }) => id === 'DTM')
  const wanted = (qualifiers: readonly string[]) =>
    qualifiers.map((one) => dates.find((date) => part(date, 1) === one)).find((date) => date !== undefined)
  const date = wanted(TIMES)
  if (!date) {
    into.problems.push({ where: `segment ${status.number} STS`, code: 'missing', value: 'DTM' })
    return
  }
  const when = timeIn(date)
  if (!when) {
    into.problems.push({ where: `segment ${date.number} DTM`, code: 'bad_time', value: part(date, 1, 2).slice(0, 200) })
    return
  }
  const [category, code, reason] = [part(status, 1), part(status, 2), part(status, 3)]
  const event: ToldEvent = {
    ...PLAIN_EVENT,
    shipments: [...new Set([...head.shipments, ...names.shipments, ...own.shipments])],
    orders: [...new Set([...head.orders, ...names.orders, ...own.orders])],
    ...statusOf(category, code),
    code: `${category === '' || category === '1' ? 'Rec24' : `9015/${category}`}/${code}${reason && ` 9013/${reason}`}`,
    ...when,
    reason: reasonOf(reason),
    ...placeOf(about.find(({ id }) => id === 'LOC')),
    raw: [status, ...about].map(({ id, elements }) => [id, ...elements]),
  }
  into.events.push(event)
  const expected = wanted(EXPECTED)
  const then = expected && timeIn(expected)
  if (then)
    into.events.push({
      ...event,
      step: 'eta_updated',
      closesFlag: false,
      lifecycle: 'estimated',
      code: `2005/${part(expected, 1)}`,
      ...then,
    })
}

/** Digits of day and time by the format (2379); `303` and `304` name their zone. */
function timeIn(date: Segment): Pick<ToldEvent, 'at' | 'day' | 'localTime'> | null {
  const [value, format] = [part(date, 1, 2), part(date, 1, 3)]
  const lengths: Readonly<Record<string, [number, number]>> = {
    ...{ '101': [6, 0], '102': [8, 0], '201': [6, 4], '203': [8, 4], '204': [8, 6], '303': [8, 4], '304': [8, 6] },
  }
  const [days, times] = lengths[format] ?? []
  if (days === undefined || times === undefined) return null
  const rest = value.slice(days + times)
  if (!format.startsWith('30') && rest !== '') return null
  const time = value.slice(days, days + times)
  if (time.length < times) return null
  const read = compactTime(value.slice(0, days), time)
  if (!read) return null
  const offset = offsetIn(rest)
  if (read.localTime === null || offset === null) return { at: null, ...read }
  return { at: `${read.localTime}${offset}`, day: null, localTime: null }
}

function offsetIn(zone: string): string | null {
  if (/^(UTC|GMT|Z)$/.test(zone)) return 'Z'
  const [, sign, hours] = /^([+-])0?(\d|1[0-4])$/.exec(zone) ?? []
  return sign ? `${sign}${hours!.padStart(2, '0')}:00` : null
}

/** The code is ours or a global location number; else the name will do. */
const placeOf = (segment: Segment | undefined): Pick<ToldEvent, 'location' | 'place'> => ({
  location: (segment && part(segment, 2)) || null,
  place: (segment && (part(segment, 2, 4) || part(segment, 2))) || null,
})
