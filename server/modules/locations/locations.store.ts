/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_location` for a location that is not registered; absent ids are fine. */
export async function requireLocation(tx: Tx, locationId: string | null | undefined): Promise<void> {
  if (locationId === null || locationId === undefined) return
  const known = await tx.execute(sql`SELECT 1 FROM locations.location
    WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ${locationId}`)
  if (!known) throw new Refusal('unknown_location', { location_id: locationId })
}

/** Refuses `unknown_location` for what is not registered, and for a customer's place: goods and hands of ours are not there. */
export async function requireOwnSite(tx: Tx, locationId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM locations.location
    WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ${locationId} AND customer_id IS NULL`)
  if (!known) throw new Refusal('unknown_location', { location_id: locationId })
}

/** Refuses `unknown_location` for what is not registered, and for another customer's place; an absent id is fine. */
export async function requirePlaceFor(
  tx: Tx,
  customerId: string,
  locationId: string | null | undefined,
): Promise<void> {
  if (locationId === null || locationId === undefined) return
  const known = await tx.execute(sql`SELECT 1 FROM locations.location WHERE tenant_id = ${tx.tenantId}::uuid
    AND location_id = ${locationId} AND coalesce(customer_id, ${customerId}) = ${customerId}`)
  if (!known) throw new Refusal('unknown_location', { location_id: locationId })
}

/** The customer's only delivery location, or null when there are none or several. */
export async function findOnlyLocation(tx: Tx, customerId: string): Promise<string | null> {
  const rows = await tx.query<{ location_id: string }>(sql`SELECT location_id FROM locations.location
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId} LIMIT 2`)
  return rows.length === 1 ? rows[0]!.location_id : null
}

/** The local day of an instant at a location; UTC where the location is not known. */
export async function localDayAt(tx: Tx, locationId: string | null | undefined, instant: Date): Promise<string> {
  const [row] = await tx.query<{ day: string }>(sql`SELECT (${instant}::timestamptz AT TIME ZONE coalesce(
    (SELECT zone FROM locations.location WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ${locationId ?? null}::text),
    'UTC'))::date AS day`)
  return row!.day
}

/** The local day of an instant at each of the locations that are registered. */
export async function localDaysAt(
  tx: Tx,
  locationIds: readonly (string | null)[],
  instant: Date,
): Promise<Map<string, string>> {
  const rows = await tx.query<{ location_id: string; day: string }>(sql`SELECT location_id,
      (${instant}::timestamptz AT TIME ZONE zone)::date AS day
    FROM locations.location WHERE tenant_id = ${tx.tenantId}::uuid
      AND location_id = ANY (${[...new Set(locationIds.filter((id) => id !== null))]}::platform.code[])`)
  return new Map(rows.map((row) => [row.location_id, row.day]))
}

/** Our own sites by id. */
export async function listSites(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ location_id: string }>(sql`SELECT location_id FROM locations.location
    WHERE tenant_id = ${tx.tenantId}::uuid AND kind = 'own_site' ORDER BY location_id`)
  return rows.map((row) => row.location_id)
}
