/** Whose clock tells the hours at a door. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export async function zoneOf(tx: Tx, locationId: string): Promise<string | null> {
  const [row] = await tx.query<{ zone: string | null }>(sql`SELECT zone FROM locations.location
    WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ${locationId}`)
  return row?.zone ?? null
}
