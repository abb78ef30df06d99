/** SQL of the broker: what is set, who listens, and how it goes. */
import sql from 'sql-template-tag'
import type {
  BrokerError,
  BrokerRefusal,
  PositionBroker,
  PositionBrokerState,
} from '../../../contract/position-broker.ts'
import type { Tx } from '../../platform/database/database.ts'
import { BROKER_ID } from './broker.ts'

const own = (tx: Tx) => sql`tenant_id = ${tx.tenantId}::uuid AND broker_id = ${BROKER_ID}`

export async function findBrokerUrl(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ url: string }>(sql`SELECT url FROM vehicles.broker WHERE ${own(tx)} FOR UPDATE`)
  return row?.url ?? null
}

/** A change is tried at once. */
export const putBrokerState = (tx: Tx, { sealed, keepsOld }: { sealed: string | null; keepsOld: boolean }) =>
  tx.execute(sql`INSERT INTO vehicles.broker_state AS s (tenant_id, broker_id, sealed)
    VALUES (${tx.tenantId}::uuid, ${BROKER_ID}, ${sealed})
    ON CONFLICT (tenant_id, broker_id) DO UPDATE
    SET sealed = CASE WHEN ${keepsOld} THEN coalesce(excluded.sealed, s.sealed) ELSE excluded.sealed END,
      changes = s.changes + 1, failures = 0, next_try_at = NULL, last_error = NULL, last_error_at = NULL`)

export interface HeldBroker extends PositionBroker {
  readonly sealed: string | null
  readonly changes: number
  readonly connected_at: string | null
  readonly next_try_at: Date | string | null
}

/** Null: none is set, it is off, or another running program listens. */
export async function holdBroker(tx: Tx, hold: { by: string; now: Date; until: Date }): Promise<HeldBroker | null> {
  const [row] = await tx.query<HeldBroker>(sql`UPDATE vehicles.broker_state s
      SET held_by = ${hold.by}::uuid, held_until = ${hold.until}::timestamptz,
        connected_at = CASE WHEN s.held_by = ${hold.by}::uuid THEN s.connected_at END
    FROM vehicles.broker b WHERE b.tenant_id = s.tenant_id AND b.broker_id = s.broker_id AND b.is_on
      AND s.tenant_id = ${tx.tenantId}::uuid AND s.broker_id = ${BROKER_ID}
      AND (s.held_by IS NULL OR s.held_by = ${hold.by}::uuid OR s.held_until < ${hold.now}::timestamptz)
    RETURNING b.is_on, b.url, b.username, b.topic, b.are_phones, s.sealed, s.changes, s.connected_at, s.next_try_at`)
  return row ?? null
}

export const leaveBroker = (tx: Tx, by: string) =>
  tx.execute(sql`UPDATE vehicles.broker_state SET held_by = NULL, held_until = NULL, connected_at = NULL
    WHERE ${own(tx)} AND held_by = ${by}::uuid`)

export const noteConnected = (tx: Tx, { by, now }: { by: string; now: Date }) =>
  tx.execute(sql`UPDATE vehicles.broker_state SET connected_at = ${now}, failures = 0, next_try_at = NULL,
      last_error = NULL, last_error_at = NULL WHERE ${own(tx)} AND held_by = ${by}::uuid`)

/** Returns how often it has failed in a row, this one included; 0 where somebody else listens by now. */
export async function noteBrokerFailure(
  tx: Tx,
  { by, now, error }: { by: string; now: Date; error: BrokerError },
): Promise<number> {
  const [row] = await tx.query<{ failures: number }>(sql`UPDATE vehicles.broker_state
    SET connected_at = NULL, failures = failures + 1, last_error = ${error}, last_error_at = ${now}
    WHERE ${own(tx)} AND held_by = ${by}::uuid RETURNING failures`)
  return row?.failures ?? 0
}

export const putNextConnecting = (tx: Tx, next: Date) =>
  tx.execute(sql`UPDATE vehicles.broker_state SET next_try_at = ${next} WHERE ${own(tx)}`)

export interface Heard {
  readonly at: Date
  readonly refusal: BrokerRefusal | null
  readonly device: string | null
}

export const noteHeard = (tx: Tx, { at, refusal, device }: Heard) =>
  tx.execute(sql`UPDATE vehicles.broker_state SET last_heard_at = ${at}::timestamptz,
      last_refusal = coalesce(${refusal}::text, last_refusal),
      last_refused_device = CASE WHEN ${refusal}::text IS NULL THEN last_refused_device ELSE ${device}::text END,
      last_refused_at = CASE WHEN ${refusal}::text IS NULL THEN last_refused_at ELSE ${at}::timestamptz END
    WHERE ${own(tx)}`)

/** Of these names those under which an active vehicle is known. */
export async function knownNames(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ name: string }>(sql`SELECT n.name FROM unnest(${names}::text[]) AS n (name)
    WHERE EXISTS (SELECT FROM vehicles.vehicle v WHERE v.tenant_id = ${tx.tenantId}::uuid AND v.is_active
      AND (v.vehicle_id = n.name OR v.device = n.name))`)
  return new Set(rows.map(({ name }) => name))
}

const NOTHING: PositionBrokerState = {
  ...{ broker: null, has_password: false, is_connected: false, last_heard_at: null, last_error: null },
  ...{ last_error_at: null, next_try_at: null, last_refusal: null, last_refused_device: null, last_refused_at: null },
}

export async function showBroker(tx: Tx, now: Date): Promise<PositionBrokerState> {
  const [row] = await tx.query<
    PositionBroker & Omit<PositionBrokerState, 'broker'>
  >(sql`SELECT b.is_on, b.url, b.username,
      b.topic, b.are_phones, s.sealed IS NOT NULL AS has_password,
      b.is_on AND s.connected_at IS NOT NULL AND s.held_until >= ${now}::timestamptz AS is_connected,
      s.last_heard_at, s.last_error, s.last_error_at, s.next_try_at, s.last_refusal, s.last_refused_device, s.last_refused_at
    FROM vehicles.broker b JOIN vehicles.broker_state s USING (tenant_id, broker_id)
    WHERE b.tenant_id = ${tx.tenantId}::uuid AND b.broker_id = ${BROKER_ID}`)
  if (!row) return NOTHING
  const { is_on, url, username, topic, are_phones, ...state } = row
  return { broker: { is_on, url, username, topic, are_phones }, ...state, is_connected: state.is_connected === true }
}
