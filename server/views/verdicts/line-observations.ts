/** What tracking adds to the facts of a line: clock stops, failed attempts and the instants of the steps. */
import type { AttemptFact, ClockStopFact } from '../../../engines/rights/index.ts'
import type { BinaryRows } from './binary-rows.ts'
import { earliest, type FindLine, type LineDraft } from './line-drafts.ts'

interface Observation {
  readonly line: LineDraft | undefined
  readonly shipmentId: string
  readonly source: string
  readonly eventId: string
  readonly milestone: string
  readonly day: number
  readonly at: number | null
  readonly receivedAt: number
  readonly reason: AttemptFact['reason']
  readonly retracts: string | null
  readonly quantityMilli: number
}

export function addObservations(rows: BinaryRows, find: FindLine): void {
  const observations: Observation[] = []
  while (rows.next()) observations.push(observationOf(rows, find))
  const sameSource = (of: Observation, eventId: string) => `${of.shipmentId}\n${of.source}\n${eventId}`
  const retracted = new Set<string>()
  for (const each of observations) if (each.retracts !== null) retracted.add(sameSource(each, each.retracts))
  for (const each of observations) {
    if (each.retracts !== null || (retracted.size > 0 && retracted.has(sameSource(each, each.eventId)))) continue
    if (each.line) addObservation(each.line, each)
  }
}

const observationOf = (row: BinaryRows, find: FindLine): Observation => ({
  line: find(row),
  shipmentId: row.text()!,
  source: row.text()!,
  eventId: row.text()!,
  milestone: row.text()!,
  day: row.day()!,
  at: row.instant(),
  receivedAt: row.instant()!,
  reason: row.text() as AttemptFact['reason'],
  retracts: row.text(),
  quantityMilli: row.scaled(1000)!,
})

function addObservation({ facts }: LineDraft, observation: Observation): void {
  const { at, day, eventId } = observation
  switch (observation.milestone) {
    case 'allocated':
    case 'picked':
    case 'packed':
      // Released to the warehouse at the latest when the first of these happened.
      facts.releasedAt = earliest(facts.releasedAt, at)
      break
    case 'picked_up':
      facts.shippedAt = earliest(facts.shippedAt, at)
      addHandOver(facts.clockStops, observation)
      break
    case 'out_for_delivery':
      if (at !== null) facts.outForDeliveryAt = Math.max(facts.outForDeliveryAt ?? at, at)
      break
    case 'arrived_consignee':
      facts.arrivedAt = earliest(facts.arrivedAt, at)
      facts.clockStops.push(stopOf(observation, eventId, 'arrived'))
      break
    case 'ready_for_collection':
      facts.clockStops.push(stopOf(observation, eventId, 'ready_for_collection'))
      break
    case 'attempt_failed':
      facts.attempts.push({ id: eventId, day, at, reason: observation.reason })
  }
}

/** The shipment itself already said when it left; its own scan is better evidence, not a second hand-over. */
function addHandOver(clockStops: ClockStopFact[], observation: Observation): void {
  const stop = stopOf(observation, observation.shipmentId, 'handed_to_carrier')
  const known = clockStops.findIndex((other) => other.id === stop.id && other.clock === stop.clock)
  if (known >= 0) clockStops[known] = stop
  else clockStops.push(stop)
}

const stopOf = (
  { quantityMilli, day, at, receivedAt }: Observation,
  id: string,
  clock: ClockStopFact['clock'],
): ClockStopFact => ({ id, clock, quantityMilli, day, at, receivedAt })
