/** Checks that lanes and slots share: where they lead to. */
import sql, { raw } from 'sql-template-tag'
import { POSTAL_PREFIX } from '../../../../contract/lanes.ts'
import type { RecordType } from '../../../ledger/index.ts'
import { rejectRows, requireKnown, type Scope } from './scope.ts'

/**
 * One location, or a country and perhaps the beginning of its postal codes; never both, also together with what is stored
 * already. `where` says of which rows an area is asked at all.
 */
export async function checkAreas(scope: Scope, type: RecordType, where = sql`true`): Promise<void> {
  await requireKnown(scope, 'to_location_id', 'locations.location', 'location_id', 'unknown_location')
  const stored = sql`LEFT JOIN ${raw(type.table)} t ON t.tenant_id = ${scope.tx.tenantId}::uuid AND t.${raw(type.key)} = g.${raw(type.key)}`
  const rowsWith = (found: ReturnType<typeof sql>) =>
    sql`s.row_number IN (SELECT g.row_number FROM pg_temp.stage g ${stored}
      WHERE ${found} AND g.row_number IN (SELECT s.row_number FROM pg_temp.stage s WHERE ${where}))`
  const location = raw('coalesce(g.to_location_id, t.to_location_id)')
  const country = raw('coalesce(g.to_country, t.to_country)')
  const prefix = raw('coalesce(g.to_postal_prefix, t.to_postal_prefix)')
  const none = sql`${location} IS NULL AND ${country} IS NULL`
  const both = sql`${location} IS NOT NULL AND (${country} IS NOT NULL OR ${prefix} IS NOT NULL)`
  await rejectRows(scope, 'to_country', 'missing_value', rowsWith(none))
  await rejectRows(scope, 'to_location_id', 'contradicts_other_row', rowsWith(both))
  await rejectText(scope, 'to_postal_prefix', POSTAL_PREFIX)
}

/** Refuses texts that are not written as the contract has them; PostgreSQL reads these patterns as JavaScript does. */
export const rejectText = (scope: Scope, field: string, pattern: RegExp) =>
  scope.given.has(field)
    ? rejectRows(
        scope,
        field,
        'unknown_value',
        sql`s.${raw(field)} IS NOT NULL AND s.${raw(field)} !~ ${pattern.source}`,
      )
    : Promise.resolve(0)
