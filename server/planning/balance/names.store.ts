/** The names that a weighing may use. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface NamesKnown {
  readonly segments: readonly string[]
  readonly services: readonly string[]
}

export async function namesKnown(tx: Tx): Promise<NamesKnown> {
  const [row] = await tx.query<NamesKnown>(sql`SELECT
    ARRAY(SELECT segment_id::text FROM policies.segment WHERE tenant_id = ${tx.tenantId}::uuid) AS segments,
    ARRAY(SELECT service_id::text FROM policies.added_service WHERE tenant_id = ${tx.tenantId}::uuid) AS services`)
  return row!
}
