/** One timeline from the ledger's events and what was observed of the shipments, oldest first; like events of one moment are one entry. */
import type { IconName } from '../../../ui/icons.tsx'
import type { ReadOrderFile } from './order-records.ts'

export type OrderMoment = {
  id: string
  /** Names the text: `orders:event.<key>`. */
  key: string
  at: string | null
  day: string | null
  actor: string | null
  icon: IconName
  tone: 'plain' | 'right' | 'wrong' | 'watch'
  kind: 'happened' | 'expected' | 'planned' | 'asked'
  lines: number[]
  data: Record<string, unknown>
}

const ICONS: Record<string, IconName> = {
  OrderPlaced: 'orders',
  OrderLinesAdded: 'orders',
  OrderLinesChanged: 'edit',
  OrderLinesCancelled: 'cross',
  PromiseMade: 'handshake',
  PromiseMoved: 'handshake',
  PromiseCorrected: 'handshake',
  ShipmentDispatched: 'truck',
  ShipmentCorrected: 'truck',
  DocumentRecorded: 'audit',
  DocumentCorrected: 'audit',
  DeliveryRecorded: 'door',
  DeliveryCorrected: 'door',
  InvoiceIssued: 'bill',
  CreditIssued: 'bill',
  InvoiceCorrected: 'bill',
  RatingGiven: 'star',
  RatingCorrected: 'star',
}
const BAD_MILESTONES = new Set([
  'attempt_failed',
  'refused',
  'returning',
  'returned',
  'cancelled',
  'damaged',
  'lost',
  'delayed',
  'held',
  'misrouted',
  'address_problem',
  'customs_held',
])

export function momentsOf(file: ReadOrderFile): OrderMoment[] {
  const retracted = new Set(
    file.observations.filter((one) => one.retracts).map((one) => nameOf(one.source, one.retracts)),
  )
  const observed = file.observations
    .filter((one) => !one.retracts && !retracted.has(nameOf(one.source, one.source_event_id)))
    .map((one, index) => observedMoment(one, index))
  // What was expected of a shipment says nothing any more once it has arrived.
  const arrived = new Set(
    [
      ...file.timeline.filter((event) => event.type === 'DeliveryRecorded').map((event) => event.data.shipment_id),
      ...file.observations
        .filter((one) => one.milestone === 'delivered' && isActual(one))
        .map((one) => one.shipment_id),
    ].filter(Boolean),
  )
  const recorded = file.timeline
    .filter((event) => event.type !== 'ObservationsRecorded')
    .map((event, index) => recordedMoment(event, index))
  const isDone = (one: OrderMoment) => one.kind !== 'happened' && arrived.has(one.data.shipment_id)
  return grouped(
    [...recorded, ...observed.filter((one) => !isDone(one))].toSorted((a, b) => whenOf(a).localeCompare(whenOf(b))),
  )
}

const nameOf = (source: unknown, id: unknown) => `${source}\n${id}`

/** What was told without having happened. */
const KINDS: Record<string, OrderMoment['kind']> = { estimated: 'expected', planned: 'planned', requested: 'asked' }

const isActual = (observation: Record<string, unknown>): boolean => observation.lifecycle === 'actual'

/** A day without a time stands at the end of its day: it is not known to have been earlier. */
const whenOf = ({ at, day }: OrderMoment) => (at ? new Date(at).toISOString() : `${day ?? '9999-12-31'}T23:59:59Z`)

function recordedMoment(event: ReadOrderFile['timeline'][number], index: number): OrderMoment {
  const line = event.subject_type === 'promise' ? Number(event.subject_id.split('/').at(-1)) : undefined
  const isOurMove = event.type === 'PromiseMoved' && event.data.cause === 'company'
  const isBad = event.type === 'OrderLinesCancelled' || event.type === 'CreditIssued' || event.data.is_correct === false
  return {
    id: `${event.type} ${event.subject_id} ${index}`,
    key: event.type,
    at: event.at,
    day: event.day,
    actor: event.actor,
    icon: ICONS[event.type] ?? 'clock',
    tone: event.type === 'DeliveryRecorded' ? 'right' : isOurMove || isBad ? 'watch' : 'plain',
    kind: 'happened',
    lines: line === undefined ? [] : [line],
    data: event.data,
  }
}

function observedMoment(observation: Record<string, unknown>, index: number): OrderMoment {
  const milestone = String(observation.milestone)
  return {
    id: `observed ${observation.shipment_id} ${observation.source_event_id} ${index}`,
    key: `milestone.${milestone}`,
    at: (observation.occurred_at as string | null) ?? null,
    day: (observation.occurred_on as string | null) ?? null,
    actor: null,
    icon: 'truck',
    tone: BAD_MILESTONES.has(milestone) ? 'watch' : 'plain',
    kind: KINDS[String(observation.lifecycle)] ?? 'happened',
    lines: [],
    data: observation,
  }
}

/** Promises made for several lines in one go are one thing to a reader. */
function grouped(moments: readonly OrderMoment[]): OrderMoment[] {
  const groups: OrderMoment[] = []
  for (const moment of moments) {
    const last = groups.at(-1)
    const isSame =
      last &&
      last.key === moment.key &&
      moment.lines.length > 0 &&
      whenOf(last) === whenOf(moment) &&
      last.data.to_date === moment.data.to_date
    if (isSame) last.lines = [...last.lines, ...moment.lines]
    else groups.push({ ...moment, lines: [...moment.lines] })
  }
  return groups
}
