/** Who sees the vehicle coming knows better than a model of days: for goods on a trip under way its arrival is the estimate. */
import sql from 'sql-template-tag'
import type { Estimate, LineRisk } from '../../../contract/risk.ts'
import { formatLocalDay, zoneOf } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStops } from './trip-stops.ts'

interface Expected {
  readonly line_number: number
  readonly estimate: Estimate | null
}

export async function withArrivals<Line extends Expected>(
  tx: Tx,
  { orderId, now }: { orderId: string; now: Date },
  risks: readonly Line[],
): Promise<(Line & Pick<LineRisk, 'arrival'>)[]> {
  const riding = await tx.query<{ line_number: number; shipment_id: string; trip_id: string }>(sql`
    SELECT r.line_number, s.shipment_id, t.trip_id FROM planning.promise_risk r
    JOIN vehicles.stop s ON s.tenant_id = r.tenant_id AND s.shipment_id = r.shipment_id
    JOIN vehicles.trip t ON t.tenant_id = s.tenant_id AND t.trip_id = s.trip_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = ${orderId} AND t.started_at IS NOT NULL AND t.ended_at IS NULL`)
  const stops = await readStops(tx, [...new Set(riding.map(({ trip_id }) => trip_id))], now)
  return risks.map((risk) => {
    const ride = riding.find(({ line_number }) => line_number === risk.line_number)
    const stop = ride && stops.get(ride.trip_id)?.find(({ shipment_id }) => shipment_id === ride.shipment_id)
    if (!stop?.arrival) return risk
    const zone = zoneOf(stop.zone ?? 'UTC')
    const day = (at: string) => formatLocalDay(zone.dayAt(Date.parse(at)))
    const { low, mid, high } = stop.arrival
    return {
      ...risk,
      estimate: { on: day(mid), low80: day(low), high80: day(high), low95: day(low), high95: day(high) },
      arrival: { ...stop.arrival, zone: stop.zone },
    }
  })
}
