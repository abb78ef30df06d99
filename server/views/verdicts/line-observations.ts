/** What tracking adds to the facts of a line: clock stops, failed attempts and the instants of the steps. */
import type { AttemptFact } from '../../../engines/rights/index.ts'
import { readDay, readInstant, readMilli } from './cells.ts'
import type { CopiedRow } from './copy-rows.ts'
import { earliest, type FindLine, type LineDraft } from './line-drafts.ts'

export function addObservations(rows: readonly CopiedRow[], find: FindLine): void {
  const sameSource = (row: CopiedRow, eventId: string) => `${row[2]}\n${row[3]}\n${eventId}`
  const retracted = new Set<string>()
  for (const row of rows) if (row[10] !== null) retracted.add(sameSource(row, row[10]!))
  for (const row of rows) {
    if (row[10] !== null || retracted.has(sameSource(row, row[4]!))) continue
    const line = find(row)
    if (line) addObservation(line, row)
  }
}

function addObservation(line: LineDraft, row: CopiedRow): void {
  const { facts } = line
  const at = readInstant(row[7]!)
  switch (row[5]) {
    case 'allocated':
    case 'picked':
    case 'packed':
      // Released to the warehouse at the latest when the first of these happened.
      facts.releasedAt = earliest(facts.releasedAt, at)
      break
    case 'picked_up':
      facts.shippedAt = earliest(facts.shippedAt, at)
      addClockStop(line, row, 'handed_to_carrier')
      break
    case 'out_for_delivery':
      facts.outForDeliveryAt = at === null ? facts.outForDeliveryAt : Math.max(facts.outForDeliveryAt ?? at, at)
      break
    case 'arrived_consignee':
      facts.arrivedAt = earliest(facts.arrivedAt, at)
      addClockStop(line, row, 'arrived')
      break
    case 'ready_for_collection':
      addClockStop(line, row, 'ready_for_collection')
      break
    case 'attempt_failed':
      facts.attempts.push({ id: row[4]!, day: readDay(row[6]!)!, at, reason: row[9] as AttemptFact['reason'] })
  }
}

function addClockStop(
  line: LineDraft,
  row: CopiedRow,
  clock: 'ready_for_collection' | 'handed_to_carrier' | 'arrived',
): void {
  const stop = {
    clock,
    quantityMilli: readMilli(row[11]!)!,
    day: readDay(row[6]!),
    at: readInstant(row[7]!),
    receivedAt: readInstant(row[8]!),
  }
  // The shipment itself already said when it left; its own scan is better evidence, not a second hand-over.
  const { clockStops } = line.facts
  const known =
    clock === 'handed_to_carrier' ? clockStops.findIndex((other) => other.id === row[2] && other.clock === clock) : -1
  if (known >= 0) clockStops[known] = { id: row[2]!, ...stop }
  else clockStops.push({ id: clock === 'handed_to_carrier' ? row[2]! : row[4]!, ...stop })
}
