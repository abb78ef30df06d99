/** The state of each shipment of an order: the fold of what was observed, as of a moment. */
import sql from 'sql-template-tag'
import type { ShipmentOnTheWay } from '../../../contract/order-progress.ts'
import {
  CROSS_BORDER_MAX_AGE_SECONDS,
  DOMESTIC_MAX_AGE_SECONDS,
  foldTracking,
} from '../../../engines/tracking/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ObservedRow, readObservations, toObservation } from './observed.ts'

interface ShipmentRow {
  readonly shipment_id: string
  readonly carrier_id: string | null
  readonly tracking_number: string | null
  readonly shipped_at: Date | null
  readonly crosses_border: boolean
}

/** Of one order, or those that are asked for. */
export type Wanted =
  | { readonly orderId: string }
  | { readonly shipmentId: string }
  | { readonly shipmentIds: readonly string[] }

export async function shipmentsOnTheWay(tx: Tx, wanted: Wanted, now: Date): Promise<ShipmentOnTheWay[]> {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const which =
    'orderId' in wanted
      ? sql`IN (SELECT shipment_id FROM shipments.shipment_line WHERE ${tenant} AND order_id = ${wanted.orderId})`
      : sql`= ANY(${'shipmentId' in wanted ? [wanted.shipmentId] : wanted.shipmentIds}::platform.code[])`
  const shipments = await tx.query<ShipmentRow>(sql`
    SELECT s.shipment_id, s.carrier_id, s.tracking_number, s.shipped_at,
      coalesce(f.country <> t.country, false) AS crosses_border
    FROM shipments.shipment s
    LEFT JOIN locations.location f ON f.tenant_id = s.tenant_id AND f.location_id = s.from_location_id
    LEFT JOIN locations.location t ON t.tenant_id = s.tenant_id AND t.location_id = s.to_location_id
    WHERE s.${tenant} AND s.shipment_id ${which}
    ORDER BY s.shipped_on, s.shipment_id`)
  const rows = await readObservations(
    tx,
    shipments.map((one) => one.shipment_id),
  )
  const byShipment = new Map<string, ObservedRow[]>()
  for (const row of rows) {
    const own = byShipment.get(row.shipment_id)
    if (own) own.push(row)
    else byShipment.set(row.shipment_id, [row])
  }
  return shipments.map((shipment) => stateOf(shipment, byShipment.get(shipment.shipment_id) ?? [], now))
}

function stateOf(shipment: ShipmentRow, rows: readonly ObservedRow[], now: Date): ShipmentOnTheWay {
  const maxAgeSeconds = shipment.crosses_border ? CROSS_BORDER_MAX_AGE_SECONDS : DOMESTIC_MAX_AGE_SECONDS
  const state = foldTracking(rows.map(toObservation), { now: now.getTime(), maxAgeSeconds })
  const lastTold = rows.reduce<number | null>((last, row) => Math.max(last ?? 0, row.received_at.getTime()), null)
  // Goods that left and of which nobody has told anything since have been silent from the beginning.
  const lastSign = state.lastSeenAt ?? shipment.shipped_at?.getTime() ?? null
  const staleAt = lastSign === null ? null : lastSign + maxAgeSeconds * 1000
  const isSilent =
    state.flags.includes('stale') || (state.lastSeenAt === null && staleAt !== null && staleAt < now.getTime())
  return {
    shipment_id: shipment.shipment_id,
    carrier_id: shipment.carrier_id,
    tracking_number: shipment.tracking_number,
    milestone: state.milestone,
    flags: [...new Set([...state.flags, ...(isSilent ? ['stale'] : [])])].sort(),
    last_seen_at: instant(state.lastSeenAt),
    last_told_at: instant(lastTold),
    stale_since: isSilent ? instant(staleAt) : null,
    next: state.nextExpected && {
      code: state.nextExpected.code,
      lifecycle: state.nextExpected.lifecycle,
      at: new Date(state.nextExpected.eventTime).toISOString(),
    },
    unmapped: state.unmapped,
  }
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
