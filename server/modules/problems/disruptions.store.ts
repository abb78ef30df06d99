/** Which disruptions are open. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { OpenDisruption } from './disruption.ts'

/** Open disruptions that touch any day from `day` on. */
export const openDisruptions = (tx: Tx, day: string): Promise<OpenDisruption[]> =>
  tx.query<OpenDisruption>(sql`SELECT disruption_id, kind, supplier_id, carrier_id, site_id, country, postal_prefix,
      first_day, last_day, effect, delay_days, alternative_site_id, alternative_carrier_id
    FROM problems.disruption WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'open' AND last_day >= ${day}::date
    ORDER BY disruption_id`)
