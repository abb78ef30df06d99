/** SQL of asking carriers: what is set, whose turn it is, which shipments, and how it went. */
import sql from 'sql-template-tag'
import type { CarrierPolling, CarrierPollingState, PollingError } from '../../../contract/carrier-polling.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface StoredPolling extends CarrierPolling {
  readonly sealed: string | null
  readonly failures: number
}

export async function findPolling(tx: Tx, connectionId: string): Promise<StoredPolling | null> {
  const [row] = await tx.query<StoredPolling>(sql`SELECT p.is_on, p.url, p.header_name, p.every_minutes, s.sealed,
      coalesce(s.failures, 0) AS failures
    FROM tracking.polling p LEFT JOIN tracking.polling_state s USING (tenant_id, connection_id)
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.connection_id = ${connectionId}`)
  return row ?? null
}

/** `sealed` null: the one before stays. A change is tried at once. */
export const putPollingState = (tx: Tx, connectionId: string, sealed: string | null) =>
  tx.execute(sql`INSERT INTO tracking.polling_state AS s (tenant_id, connection_id, sealed)
    VALUES (${tx.tenantId}::uuid, ${connectionId}, ${sealed})
    ON CONFLICT (tenant_id, connection_id) DO UPDATE SET sealed = coalesce(excluded.sealed, s.sealed), next_try_at = NULL,
      failures = 0, last_error = NULL, last_error_at = NULL`)

export const holdDuePollings = (tx: Tx, { now, until }: { now: Date; until: Date }) =>
  tx.query<{ connection_id: string }>(sql`UPDATE tracking.polling_state s SET held_until = ${until}
    FROM tracking.polling p JOIN tracking.connection c USING (tenant_id, connection_id)
    WHERE p.tenant_id = s.tenant_id AND p.connection_id = s.connection_id AND p.is_on AND c.is_active
      AND c.carrier_id IS NOT NULL AND s.tenant_id = ${tx.tenantId}::uuid
      AND coalesce(s.next_try_at <= ${now}, true) AND coalesce(s.held_until < ${now}, true)
    RETURNING s.connection_id`)

export interface AskedShipment {
  readonly shipment_id: string
  readonly tracking_number: string
  readonly etag: string | null
  readonly last_modified: string | null
}

const LOST_DAYS = 60

/** On their way with the connection's carrier: dispatched, numbered, and not handed over yet. */
const ON_THEIR_WAY = (
  tx: Tx,
  now: Date,
) => sql`tracking.connection c JOIN shipments.shipment h ON h.tenant_id = c.tenant_id
    AND h.carrier_id = c.carrier_id AND h.tracking_number IS NOT NULL
    AND h.shipped_on > ${now}::timestamptz::date - ${LOST_DAYS}::int
    AND NOT EXISTS (SELECT FROM delivery.delivery d WHERE d.tenant_id = h.tenant_id AND d.shipment_id = h.shipment_id)
  LEFT JOIN tracking.polled p ON p.tenant_id = h.tenant_id AND p.connection_id = c.connection_id
    AND p.shipment_id = h.shipment_id
  WHERE c.tenant_id = ${tx.tenantId}::uuid`

export const listAskable = (tx: Tx, connectionId: string, { now, before, limit }: Askable): Promise<AskedShipment[]> =>
  tx.query<AskedShipment>(sql`SELECT h.shipment_id, h.tracking_number, p.etag, p.last_modified
    FROM ${ON_THEIR_WAY(tx, now)} AND c.connection_id = ${connectionId}
      AND coalesce(p.asked_at <= ${before}::timestamptz, true)
    ORDER BY p.asked_at NULLS FIRST, h.shipment_id LIMIT ${limit}`)

interface Askable {
  readonly now: Date
  /** Not asked for since. */
  readonly before: Date
  readonly limit: number
}

export interface Polled {
  readonly connection_id: string
  readonly shipment_id: string
  readonly at: Date
  readonly etag: string | null
  readonly last_modified: string | null
}

export const notePolled = (tx: Tx, { connection_id, shipment_id, at, etag, last_modified }: Polled) =>
  tx.execute(sql`INSERT INTO tracking.polled (tenant_id, connection_id, shipment_id, asked_at, etag, last_modified)
    VALUES (${tx.tenantId}::uuid, ${connection_id}, ${shipment_id}, ${at}, ${etag}, ${last_modified})
    ON CONFLICT (tenant_id, connection_id, shipment_id) DO UPDATE SET asked_at = excluded.asked_at,
      etag = excluded.etag, last_modified = excluded.last_modified`)

export interface AskingEnded {
  readonly connection_id: string
  readonly now: Date
  readonly next: Date
  readonly error: PollingError | null
}

export const noteAsking = (tx: Tx, { connection_id, now, next, error }: AskingEnded) =>
  tx.execute(sql`UPDATE tracking.polling_state SET held_until = NULL, next_try_at = ${next},
      failures = CASE WHEN ${error}::text IS NULL THEN 0 ELSE failures + 1 END,
      last_ok_at = CASE WHEN ${error}::text IS NULL THEN ${now}::timestamptz ELSE last_ok_at END,
      last_error = ${error}, last_error_at = CASE WHEN ${error}::text IS NULL THEN NULL ELSE ${now}::timestamptz END
    WHERE tenant_id = ${tx.tenantId}::uuid AND connection_id = ${connection_id}`)

export async function showPolling(tx: Tx, connectionId: string, now: Date): Promise<CarrierPollingState> {
  const stored = await findPolling(tx, connectionId)
  const [state] = await tx.query<Omit<CarrierPollingState, 'polling' | 'has_secret' | 'shipments' | 'asked'>>(sql`SELECT
      last_ok_at, last_error, last_error_at, next_try_at FROM tracking.polling_state
    WHERE tenant_id = ${tx.tenantId}::uuid AND connection_id = ${connectionId}`)
  const [count] = await tx.query<{ shipments: number; asked: number }>(sql`SELECT count(*) AS shipments,
      count(*) FILTER (WHERE p.asked_at > ${now}::timestamptz - interval '1 day') AS asked
    FROM ${ON_THEIR_WAY(tx, now)} AND c.connection_id = ${connectionId}`)
  const none = { last_ok_at: null, last_error: null, last_error_at: null, next_try_at: null }
  if (!stored) return { polling: null, has_secret: false, ...none, ...count! }
  const { sealed, failures: _, ...polling } = stored
  return { polling, has_secret: sealed !== null, ...(state ?? none), ...count! }
}
