/**
 * What whoever waits for goods may know of when they come: by the way of our vehicle, or by the risk model in days. Of the
 * vehicle no place and no name, of the others on its trip only how many doors come before.
 */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import { doorsBefore, readStops } from './trip-stops.ts'

export interface ExpectedArrival {
  readonly low: Date
  readonly mid: Date
  readonly high: Date
  readonly stops_before: number
}

export interface ExpectedDays {
  readonly on: string
  readonly low: string
  readonly high: string
}

export interface Expectation {
  /** Of goods in a vehicle of ours that reports. */
  readonly arrival: ExpectedArrival | null
  readonly days: ExpectedDays | null
}

const STEP_MS = 5 * 60_000
/** No finer than the error allows: the middle to the nearest five minutes, the ends outwards. */
const rounded = (at: string, round: (steps: number) => number) => new Date(round(Date.parse(at) / STEP_MS) * STEP_MS)

export async function readExpectation(tx: Tx, shipmentId: string, now: Date): Promise<Expectation> {
  const [found] = await tx.query<{ trip_id: string | null } & { [Key in keyof ExpectedDays]: string | null }>(sql`
    SELECT (SELECT t.trip_id FROM vehicles.stop s JOIN vehicles.trip t USING (tenant_id, trip_id)
        WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = ${shipmentId} AND t.started_at IS NOT NULL
          AND t.ended_at IS NULL LIMIT 1) AS trip_id,
      max(r.eta_on) AS "on", max(r.eta_low80) AS low, max(r.eta_high80) AS high
    FROM planning.promise_risk r JOIN shipments.shipment_line l ON l.tenant_id = r.tenant_id AND l.order_id = r.order_id
      AND l.line_number = r.line_number
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND l.shipment_id = ${shipmentId} AND r.shipment_id = ${shipmentId}
      AND r.assessed_on >= (${now}::timestamptz AT TIME ZONE 'UTC')::date - 1`)
  const { trip_id, on, low, high } = found!
  return {
    arrival: trip_id ? await arrivalOn(tx, { trip_id, shipment_id: shipmentId }, now) : null,
    days: on && low && high ? { on, low, high } : null,
  }
}

async function arrivalOn(
  tx: Tx,
  { trip_id, shipment_id }: { trip_id: string; shipment_id: string },
  now: Date,
): Promise<ExpectedArrival | null> {
  const stops = (await readStops(tx, [trip_id], now)).get(trip_id)!
  const stop = stops.find((one) => one.shipment_id === shipment_id)
  if (!stop?.arrival) return null
  return {
    low: rounded(stop.arrival.low, Math.floor),
    mid: rounded(stop.arrival.mid, Math.round),
    high: rounded(stop.arrival.high, Math.ceil),
    stops_before: doorsBefore(stops, stop),
  }
}
