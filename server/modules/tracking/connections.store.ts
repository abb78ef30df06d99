/** SQL of carrier connections, their secrets, and how each does. */
import sql from 'sql-template-tag'
import type { ConnectionState, TrackingMapping } from '../../../contract/tracking-mapping.ts'
import type { Runtime } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Whose connection has this address. Asked before any tenant is known. */
export async function findConnectionAt(
  { database }: Runtime,
  address: string,
): Promise<{ tenant_id: string; connection_id: string } | null> {
  const { rows } = await database.pool.query<{ tenant_id: string; connection_id: string }>(
    sql`SELECT * FROM tracking.connection_at(${address}::uuid)`,
  )
  return rows[0] ?? null
}

export interface StoredConnection {
  readonly connection_id: string
  readonly auth: 'signature' | 'token'
  readonly zone: string | null
  readonly mapping: TrackingMapping | null
  readonly is_active: boolean
  /** The one in force and, for as long as it still holds, the one before. */
  readonly sealed: readonly string[]
  readonly token_hashes: readonly string[]
}

export async function findConnection(tx: Tx, connectionId: string, now: Date): Promise<StoredConnection | null> {
  const [row] = await tx.query<StoredConnection>(sql`SELECT c.connection_id, c.auth, c.zone, c.mapping, c.is_active,
      array_remove(ARRAY[s.sealed, CASE WHEN s.older_until > ${now} THEN s.older_sealed END], NULL) AS sealed,
      array_remove(ARRAY[s.token_hash, CASE WHEN s.older_until > ${now} THEN s.older_token_hash END], NULL) AS token_hashes
    FROM tracking.connection c
    LEFT JOIN tracking.connection_secret s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.connection_id = ${connectionId}`)
  return row ?? null
}

export interface NewSecret {
  readonly connection_id: string
  readonly address: string
  readonly sealed: string | null
  readonly token_hash: string | null
  readonly made_at: Date
  readonly older_until: Date
}

/** Puts a secret in force and returns the address, which stays; the one before holds a little longer. */
export async function putSecret(tx: Tx, secret: NewSecret): Promise<string> {
  const [row] = await tx.query<{ address: string }>(sql`INSERT INTO tracking.connection_secret AS s
      (tenant_id, connection_id, address, sealed, token_hash, made_at)
    VALUES (${tx.tenantId}::uuid, ${secret.connection_id}, ${secret.address}::uuid, ${secret.sealed}, ${secret.token_hash},
      ${secret.made_at})
    ON CONFLICT (tenant_id, connection_id) DO UPDATE SET older_sealed = s.sealed, older_token_hash = s.token_hash,
      older_until = ${secret.older_until}, sealed = excluded.sealed, token_hash = excluded.token_hash,
      made_at = excluded.made_at
    RETURNING address`)
  return row!.address
}

const DAYS_COUNTED = 30

export async function listConnectionStates(tx: Tx, now: Date): Promise<ConnectionState[]> {
  const rows = await tx.query<
    Omit<ConnectionState, 'path' | 'last_at'> & { address: string | null; last_at: Date | null }
  >(sql`
    SELECT c.connection_id, s.address, coalesce(p.is_on, false) AS is_polled,
      CASE WHEN p.is_on THEN ps.last_error END AS polling_error, last.received_at AS last_at, last.state AS last_state,
      coalesce(sum.messages, 0) AS messages, coalesce(sum.refused, 0) AS refused, coalesce(sum.unmatched, 0) AS unmatched,
      coalesce(sum.unmapped, 0) AS unmapped
    FROM tracking.connection c
    LEFT JOIN tracking.connection_secret s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id
    LEFT JOIN tracking.polling p ON p.tenant_id = c.tenant_id AND p.connection_id = c.connection_id
    LEFT JOIN tracking.polling_state ps ON ps.tenant_id = c.tenant_id AND ps.connection_id = c.connection_id
    LEFT JOIN (SELECT source, count(*) AS messages, count(*) FILTER (WHERE state = 'refused') AS refused,
        sum(unmatched) AS unmatched, sum(unmapped) AS unmapped FROM tracking.message
      WHERE tenant_id = ${tx.tenantId}::uuid AND received_at > ${now}::timestamptz - ${DAYS_COUNTED} * interval '1 day'
      GROUP BY source) sum ON sum.source = c.connection_id
    LEFT JOIN LATERAL (SELECT m.received_at, m.state FROM tracking.message m WHERE m.tenant_id = c.tenant_id
      AND m.source = c.connection_id ORDER BY m.received_at DESC LIMIT 1) last ON true
    WHERE c.tenant_id = ${tx.tenantId}::uuid ORDER BY c.connection_id`)
  return rows.map(({ address, last_at, ...row }) => ({
    ...row,
    last_at: last_at?.toISOString() ?? null,
    path: address && pathOf(address),
  }))
}

export const pathOf = (address: string) => `/api/v1/carrier-events/${address}`
