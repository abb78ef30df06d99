/**
 * Takes in where vehicles are: known reports change nothing, implausible ones are refused by their place in the list with
 * the reason, the rest is kept; doors that were reached by it become observations of their shipments.
 */
import type { PositionFault, PositionReport, PositionSetting, PositionsTaken } from '../../../contract/positions.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { recordMany } from '../tracking/index.ts'
import { type StopChange, seenAtDoors } from './geofence.ts'
import { type Between, faultAlone, tooFast } from './plausible.ts'
import {
  insertPositions,
  lockReporting,
  type NewPosition,
  openStops,
  readPositionSetting,
  readSurroundings,
  type Surroundings,
  saveSeen,
} from './positions.store.ts'

export interface Telling {
  /** Names a source; absent: whoever asks. */
  readonly toldBy?: string
  /** From drivers' phones, though through a source: each is heard as its trip's driver. */
  readonly isPersons?: boolean
}

export const takePositions = (
  context: Context,
  reports: readonly PositionReport[],
  telling: Telling = {},
): Promise<PositionsTaken> =>
  inTransaction(context, async (tx) => {
    const setting = await readPositionSetting(tx)
    const { actor } = context.principal
    const teller = { actor, isPersons: telling.isPersons ?? false }
    const { kept, known, refused } = await judge({ context, tx, setting, teller }, reports)
    const added = await insertPositions(tx, kept, { by: telling.toldBy ?? actor, at: context.clock.now() })
    const arrived = await noteDoors(context, tx, kept, setting.geofence_m)
    return { added, known: known + kept.length - added, refused, arrived }
  })

interface Candidate extends Between, NewPosition {
  readonly nth: number
}

interface Judging {
  readonly context: Context
  readonly tx: Tx
  readonly setting: PositionSetting
  readonly teller: Teller
}

async function judge({ context, tx, setting, teller }: Judging, reports: readonly PositionReport[]) {
  const names = await lockReporting(tx, [...new Set(reports.map((one) => one.vehicle_id))])
  const now = context.clock.now().getTime()
  const refused: { index: number; reason: PositionFault }[] = []
  const possible: { nth: number; vehicle_id: string; report: PositionReport }[] = []
  for (const [nth, report] of reports.entries()) {
    const vehicle_id = names.get(report.vehicle_id)
    const reason = vehicle_id === undefined ? 'unknown_vehicle' : faultAlone(report, setting, now)
    if (reason) refused.push({ index: nth, reason })
    else possible.push({ nth, vehicle_id: vehicle_id!, report })
  }
  const around = new Map(
    (
      await readSurroundings(
        tx,
        possible.map(({ nth, vehicle_id, report }) => ({ nth, vehicle_id, at: report.at })),
      )
    ).map((one) => [one.nth, one]),
  )
  const candidates: Candidate[] = []
  let known = 0
  for (const { nth, vehicle_id, report } of possible) {
    const seen = around.get(nth)!
    const reason = faultOfTrip(teller, seen, setting)
    if (reason) refused.push({ index: nth, reason })
    else if (seen.is_known) known++
    else candidates.push(candidateOf({ nth, vehicle_id, report, seen }))
  }
  const wrong = new Set(byVehicle(candidates).flatMap((own) => [...tooFast(own, setting.top_speed_kmh)]))
  refused.push(...[...wrong].map(({ nth }) => ({ index: nth, reason: 'impossible_speed' as const })))
  refused.sort((a, b) => a.index - b.index)
  return { kept: candidates.filter((one) => !wrong.has(one)), known, refused }
}

function byVehicle(candidates: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>()
  for (const one of candidates) groups.set(one.vehicle_id, [...(groups.get(one.vehicle_id) ?? []), one])
  return [...groups.values()]
}

interface Teller {
  readonly actor: string
  readonly isPersons: boolean
}

/** A person's phone tells where that person is: only on the own trip, and only where consent covers it. */
function faultOfTrip(
  { actor, isPersons }: Teller,
  { trip_id, driver_id, has_consent }: Surroundings,
  { keeps_outside_trips }: PositionSetting,
): PositionFault | null {
  const isOfOne = actor.startsWith('user:')
  if ((isOfOne || isPersons) && trip_id === null) return 'outside_trip'
  if (isOfOne && actor !== `user:${driver_id}`) return 'outside_trip'
  if (isOfOne || isPersons) return has_consent ? null : 'no_consent'
  return trip_id === null && !keeps_outside_trips ? 'outside_trip' : null
}

function candidateOf({
  nth,
  vehicle_id,
  report,
  seen,
}: {
  nth: number
  vehicle_id: string
  report: PositionReport
  seen: Surroundings
}): Candidate {
  const { latitude, longitude, accuracy_m, speed_kmh, heading } = report
  const { before, after, trip_id } = seen
  return {
    ...{ nth, vehicle_id, at: Date.parse(report.at), latitude, longitude, accuracy_m, speed_kmh, heading },
    ...{ before, after, trip_id },
  }
}

async function noteDoors(context: Context, tx: Tx, kept: readonly Candidate[], radius: number): Promise<string[]> {
  const fixes = kept.flatMap(({ trip_id, ...one }) => (trip_id === null ? [] : [{ ...one, trip_id }]))
  if (fixes.length === 0) return []
  const stops = await openStops(tx, [...new Set(fixes.map(({ trip_id }) => trip_id))])
  const changes = seenAtDoors(stops, fixes, radius)
  if (changes.length === 0) return []
  await saveSeen(tx, changes)
  const arrivals = changes.filter(({ isArrival }) => isArrival)
  if (arrivals.length) await recordMany({ ...context, tx }, arrivals.map(observationOf))
  return arrivals.map(({ shipment_id }) => shipment_id)
}

const observationOf = ({ trip_id, shipment_id, arrived_at, latitude, longitude }: StopChange) => ({
  shipment_id,
  source: 'position',
  // Once a trip: a second one, after a failed attempt, arrives anew.
  source_event_id: trip_id,
  milestone: 'arrived_consignee',
  lifecycle: 'actual' as const,
  occurred_at: new Date(arrived_at).toISOString(),
  latitude,
  longitude,
})
