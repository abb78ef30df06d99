/** What a quote reads before it is reckoned: who, where to, from which sites. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface Parties {
  readonly customer_id: string
  readonly location_id: string
  readonly segment_id: string | null
  readonly siteIds: readonly string[]
  /** The order desk of the customer's country, else the first; null: orders are taken round the clock. */
  readonly deskId: string | null
}

interface Row {
  readonly segment_id: string | null
  readonly destinations: string[] | null
  readonly sites: string[] | null
  readonly desk: string | null
}

/**
 * The customer, the one place the goods go to, and our sites. Refuses an unknown customer or place, a place of another
 * customer, and a customer with several places when none is named.
 */
export async function findParties(
  tx: Tx,
  wish: { customer_id: string; location_id?: string | null; site_id?: string | null },
): Promise<Parties> {
  const { customer_id, location_id = null, site_id = null } = wish
  const [row] = await tx.query<Row>(sql`SELECT c.segment_id,
      (SELECT array_agg(location_id::text ORDER BY location_id) FROM (SELECT location_id FROM locations.location
        WHERE tenant_id = c.tenant_id AND customer_id = c.customer_id
          AND (${location_id}::text IS NULL OR location_id = ${location_id}::text) ORDER BY location_id LIMIT 2) d) AS destinations,
      (SELECT array_agg(location_id::text ORDER BY location_id) FROM locations.location
        WHERE tenant_id = c.tenant_id AND kind = 'own_site'
          AND (${site_id}::text IS NULL OR location_id = ${site_id}::text)) AS sites,
      (SELECT location_id FROM locations.location d WHERE d.tenant_id = c.tenant_id AND d.kind = 'order_desk'
        ORDER BY d.country IS DISTINCT FROM c.country, location_id LIMIT 1) AS desk
    FROM customers.customer c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ${customer_id}`)
  if (!row) throw new Refusal('unknown_customer', { customer_id })
  const [destination, another] = row.destinations ?? []
  if (location_id !== null && destination === undefined) throw new Refusal('unknown_location', { location_id })
  if (destination === undefined)
    throw new Refusal('unknown_location', { field: 'location_id', reason: 'customer_without_location' })
  if (another !== undefined) throw new Refusal('invalid_input', { field: 'location_id', reason: 'several_locations' })
  if (site_id !== null && !row.sites) throw new Refusal('unknown_location', { site_id })
  return {
    customer_id,
    location_id: destination,
    segment_id: row.segment_id,
    siteIds: row.sites ?? [],
    deskId: row.desk,
  }
}
