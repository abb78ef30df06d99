/** What was observed of shipments, read in one statement, in the shape that folds. */
import sql from 'sql-template-tag'
import { dedupeKey, type Observation } from '../../../engines/tracking/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface ObservedRow {
  readonly shipment_id: string
  readonly source: string
  readonly source_event_id: string
  readonly milestone: string
  readonly lifecycle: Observation['lifecycle']
  /** The instant, or the end of the day where only that is known. */
  readonly at: Date
  readonly is_day: boolean
  readonly received_at: Date
  readonly location_id: string | null
  readonly reason: string | null
  readonly retracts: string | null
  readonly closes_flag: boolean | null
}

export async function readObservations(tx: Tx, shipmentIds: readonly string[]): Promise<ObservedRow[]> {
  if (shipmentIds.length === 0) return []
  return tx.query(sql`
    SELECT o.shipment_id, o.source, o.source_event_id, o.milestone, o.lifecycle,
      coalesce(o.occurred_at, (o.occurred_on + 1)::timestamp AT TIME ZONE coalesce(o.zone, 'UTC') - interval '1 second') AS at,
      o.occurred_at IS NULL AS is_day, o.received_at, o.location_id, o.reason, o.retracts, o.closes_flag
    FROM tracking.observation o WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.shipment_id = ANY (${shipmentIds}::platform.code[])`)
}

export const toObservation = (row: ObservedRow): Observation => ({
  id: `${row.source}/${row.source_event_id}`,
  source: row.source,
  sourceEventId: row.source_event_id,
  subjects: [row.shipment_id],
  code: row.milestone as Observation['code'],
  lifecycle: row.lifecycle,
  eventTime: row.at.getTime(),
  precision: row.is_day ? 'day' : 'second',
  receivedAt: row.received_at.getTime(),
  placeId: row.location_id,
  reason: row.reason,
  closesFlag: row.closes_flag ?? false,
  // A row that takes back names its event by the source's own id.
  retracts: row.retracts === null ? null : keyOf(row.source, row.retracts),
  isErrorDeclaration: false,
})

const keyOf = (source: string, sourceEventId: string): string =>
  dedupeKey({ source, sourceEventId, isErrorDeclaration: false } as Observation)
