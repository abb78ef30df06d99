/** What tracking adds to the facts of a line: clock stops, failed attempts, the instants of the steps, and signs of life. */
import type { AttemptFact, ClockStopFact } from '../../../engines/rights/index.ts'
import type { BinaryRows } from './binary-rows.ts'
import { earliest, type LineDraft } from './line-draft.ts'

interface Observation {
  readonly order: readonly LineDraft[] | undefined
  readonly shipmentId: string
  readonly source: string
  readonly eventId: string
  readonly milestone: string
  readonly day: number
  readonly at: number | null
  readonly receivedAt: number
  readonly reason: AttemptFact['reason']
  readonly retracts: string | null
}

export function addObservations(rows: BinaryRows, orders: ReadonlyMap<string, LineDraft[]>): void {
  const observations: Observation[] = []
  while (rows.next()) observations.push(observationOf(rows, orders))
  const sameSource = (of: Observation, eventId: string) => `${of.shipmentId}\n${of.source}\n${eventId}`
  const retracted = new Set<string>()
  for (const each of observations) if (each.retracts !== null) retracted.add(sameSource(each, each.retracts))
  for (const each of observations) {
    if (each.retracts !== null || (retracted.size > 0 && retracted.has(sameSource(each, each.eventId)))) continue
    for (const line of each.order ?? []) {
      const part = line.shipped.find(({ shipmentId }) => shipmentId === each.shipmentId)
      if (part) addObservation(line, each, part.milli)
    }
  }
}

const observationOf = (row: BinaryRows, orders: ReadonlyMap<string, LineDraft[]>): Observation => ({
  order: orders.get(row.text()!),
  shipmentId: row.text()!,
  source: row.text()!,
  eventId: row.text()!,
  milestone: row.text()!,
  day: row.day()!,
  at: row.instant(),
  receivedAt: row.instant()!,
  reason: row.text() as AttemptFact['reason'],
  retracts: row.text(),
})

function addObservation({ facts }: LineDraft, observation: Observation, milli: number): void {
  const { at, day, eventId } = observation
  facts.updates.push(observation)
  switch (observation.milestone) {
    case 'allocated':
    case 'picked':
    case 'packed':
      // Released to the warehouse at the latest when the first of these happened.
      facts.releasedAt = earliest(facts.releasedAt, at)
      break
    case 'picked_up':
      facts.shippedAt = earliest(facts.shippedAt, at)
      addHandOver(facts.clockStops, observation, milli)
      break
    case 'out_for_delivery':
      if (at !== null) facts.outForDeliveryAt = Math.max(facts.outForDeliveryAt ?? at, at)
      break
    case 'arrived_consignee':
      facts.arrivedAt = earliest(facts.arrivedAt, at)
      facts.clockStops.push({ ...stopOf(observation, milli), clock: 'arrived' })
      break
    case 'ready_for_collection':
      facts.clockStops.push({ ...stopOf(observation, milli), clock: 'ready_for_collection' })
      break
    case 'attempt_failed':
      facts.attempts.push({ id: eventId, day, at, reason: observation.reason })
  }
}

/** The shipment itself already said when it left; its own scan is better evidence, not a second hand-over. */
function addHandOver(clockStops: ClockStopFact[], observation: Observation, quantityMilli: number): void {
  const stop: ClockStopFact = {
    ...stopOf(observation, quantityMilli),
    id: observation.shipmentId,
    clock: 'handed_to_carrier',
  }
  const known = clockStops.findIndex((other) => other.id === stop.id && other.clock === stop.clock)
  if (known >= 0) clockStops[known] = stop
  else clockStops.push(stop)
}

const stopOf = ({ eventId, shipmentId, day, at, receivedAt }: Observation, quantityMilli: number) => ({
  id: eventId,
  shipmentId,
  quantityMilli,
  day,
  at,
  receivedAt,
})
