/** Deliveries agreed with a segment's customers on days that a package would serve no more. */
import sql from 'sql-template-tag'
import type { PackagePreview } from '../../../contract/service-floors.ts'
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { PackageTerms } from './service-package.ts'

type Days = Pick<PackageTerms, 'delivery_days'>

/**
 * Recurring orders that go on beyond the package's first day, each with the weekdays that were served and would be no more.
 * Orders stand below in the order of modules; reading their tables is shared.
 */
export async function brokenAgreements(
  tx: Tx,
  { segment_id, valid_from }: Pick<ServicePackage, 'segment_id' | 'valid_from'>,
  { before, after }: { before: Days; after: Days },
): Promise<PackagePreview['agreements']> {
  const gone = before.delivery_days.filter((day) => !after.delivery_days.includes(day))
  if (gone.length === 0) return []
  return tx.query<
    PackagePreview['agreements'][number]
  >(sql`SELECT r.recurring_id, r.customer_id, c.name AS customer_name,
      ARRAY(SELECT d FROM unnest(t.weekdays) d WHERE d = ANY (${gone}::text[])) AS weekdays
    FROM orders.recurring_order r
    JOIN customers.customer c ON c.tenant_id = r.tenant_id AND c.customer_id = r.customer_id AND c.segment_id = ${segment_id}
    JOIN LATERAL (SELECT x.weekdays FROM orders.recurring_terms x WHERE x.tenant_id = r.tenant_id
        AND x.recurring_id = r.recurring_id AND x.valid_from <= greatest(${valid_from}::date, r.starts_on)
      ORDER BY x.valid_from DESC LIMIT 1) t ON t.weekdays && ${gone}::text[]
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND (r.ends_on IS NULL OR r.ends_on >= ${valid_from}::date)
    ORDER BY c.name, r.recurring_id LIMIT 100`)
}
