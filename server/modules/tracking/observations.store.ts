/** SQL of observations. */
import sql, { type Sql } from 'sql-template-tag'
import { appending, appendSelected, jsonOf, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'

const COLUMNS = sql`o.source, o.source_event_id, o.milestone, o.lifecycle, o.occurred_on, o.occurred_at, o.received_at,
  o.location_id, o.latitude, o.longitude, o.reason, o.retracts, o.code, o.zone, o.place, o.closes_flag, o.message_id`
const DATA = jsonOf(COLUMNS)
/** The data of one event: all rows of a group. */
const OBSERVATIONS = jsonOf(sql`array_agg((SELECT r FROM (SELECT ${COLUMNS}) r)
  ORDER BY o.source, o.source_event_id) AS observations`)

const keyOf = (row: State) => `${row.source}\n${row.source_event_id}`

/** Shipments that are there; locked, since two writers about one shipment at the same time would take the same version. */
export async function lockShipments(tx: Tx, wanted: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ shipment_id: string }>(sql`SELECT shipment_id FROM shipments.shipment
    WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ANY(${[...new Set(wanted)]}::text[])
    ORDER BY shipment_id FOR NO KEY UPDATE`)
  return new Set(rows.map((row) => row.shipment_id))
}

/**
 * Observations of any number of shipments, with one ledger event a shipment, in one statement; those already known are left.
 * The last version is the ledger's: its index tells it at once, however often a shipment was seen.
 * An instant without a day is a day on the clock of its place, else of the goods' door. The shipments must be locked.
 * Returns how many are new.
 */
export async function insertObservations(context: Context, tx: Tx, rows: readonly State[]): Promise<number> {
  if (rows.length === 0) return 0
  const full = rows.map((row) => ({ ...row, tenant_id: tx.tenantId }))
  const shipments = [...new Set(rows.map((row) => String(row.shipment_id)))]
  const events = sql`SELECT o.shipment_id AS subject_id, o.subject_version, 'ObservationsRecorded' AS type,
      ${OBSERVATIONS} AS data,
      ${context.clock.now()}::timestamptz AS event_time, ${context.principal.actor} AS actor, NULL AS caused_by
    FROM added o GROUP BY 1, 2`
  const [counted] = await tx.query<{ added: number }>(sql`
    WITH told AS (SELECT * FROM jsonb_populate_recordset(NULL::tracking.observation, ${JSON.stringify(full)}::jsonb)),
      last AS (SELECT s.shipment_id, e.subject_version AS version FROM unnest(${shipments}::text[]) s (shipment_id)
        CROSS JOIN LATERAL (SELECT e.subject_version FROM ledger.event e WHERE e.tenant_id = ${tx.tenantId}::uuid
          AND e.subject_type = 'tracking' AND e.subject_id = s.shipment_id ORDER BY e.subject_version DESC LIMIT 1) e),
      added AS (INSERT INTO tracking.observation AS o (tenant_id, shipment_id, source, source_event_id, milestone, lifecycle,
          occurred_on, occurred_at, received_at, location_id, latitude, longitude, reason, retracts, subject_version, code, zone,
          place, closes_flag, message_id)
        SELECT t.tenant_id, t.shipment_id, t.source, t.source_event_id, t.milestone, t.lifecycle,
          coalesce(t.occurred_on, (coalesce(t.occurred_at, t.received_at) AT TIME ZONE coalesce(d.zone, 'UTC'))::date),
          t.occurred_at, t.received_at, t.location_id, t.latitude, t.longitude, t.reason, t.retracts,
          coalesce(l.version, 0) + 1, t.code, t.zone, t.place, t.closes_flag, t.message_id
        FROM told t LEFT JOIN last l USING (shipment_id)
        LEFT JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = t.shipment_id
        LEFT JOIN locations.location d ON d.tenant_id = ${tx.tenantId}::uuid
          AND d.location_id = coalesce(t.location_id, s.to_location_id)
        ON CONFLICT DO NOTHING RETURNING o.*),
      appended AS (${appending(context, tx, 'tracking', events)})
    SELECT count(*) AS added FROM added`)
  return counted!.added
}

/** Settles observations that a query selects; those already known are left. */
export async function settleObservations(context: Context, tx: Tx, observations: Sql, causedBy: string) {
  await tx.execute(sql`CREATE TEMP TABLE settle_observation ON COMMIT DROP AS SELECT DISTINCT ON (s.shipment_id, s.source, s.source_event_id) s.*
    FROM (${observations}) s WHERE NOT EXISTS (SELECT 1 FROM tracking.observation t WHERE t.tenant_id = ${tx.tenantId}::uuid
      AND t.shipment_id = s.shipment_id AND t.source = s.source AND t.source_event_id = s.source_event_id)`)
  const added =
    await tx.execute(sql`INSERT INTO tracking.observation (tenant_id, shipment_id, source, source_event_id, milestone,
      lifecycle, occurred_on, occurred_at, received_at, location_id, latitude, longitude, reason, retracts, subject_version)
    SELECT ${tx.tenantId}::uuid, s.shipment_id, s.source, s.source_event_id, s.milestone, s.lifecycle, s.occurred_on, s.occurred_at,
      ${context.clock.now()}, s.location_id, s.latitude, s.longitude, s.reason, s.retracts, coalesce(l.last, 0) + 1
    FROM settle_observation s LEFT JOIN (SELECT shipment_id, max(subject_version) AS last FROM tracking.observation
      WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id IN (SELECT shipment_id FROM settle_observation) GROUP BY 1) l
      USING (shipment_id)`)
  const events = sql`SELECT o.shipment_id AS subject_id, o.subject_version, ${OBSERVATIONS} AS data, max(o.occurred_at) AS event_time
    FROM settle_observation s JOIN tracking.observation o ON o.tenant_id = ${tx.tenantId}::uuid
      AND o.shipment_id = s.shipment_id AND o.source = s.source AND o.source_event_id = s.source_event_id GROUP BY 1, 2`
  await appendSelected(context, tx, { subjectType: 'tracking', type: 'ObservationsRecorded', events }, { causedBy })
  await tx.execute(sql`DROP TABLE settle_observation`)
  return added
}

/** All observations of a shipment, by source and source event id. */
export const trackingVerifiable: Verifiable = {
  subjectType: 'tracking',
  evolve: (state, event) => {
    const rows = event.data.observations as State[]
    return { ...state, ...Object.fromEntries(rows.map((row) => [keyOf(row), row])) }
  },
  async loadStates(tx, ids) {
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`SELECT o.shipment_id AS subject_id,
        jsonb_object_agg(o.source || chr(10) || o.source_event_id, ${DATA}) AS state
      FROM tracking.observation o WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.shipment_id = ANY(${ids}) GROUP BY 1`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(DISTINCT shipment_id) AS count FROM tracking.observation WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  },
}
