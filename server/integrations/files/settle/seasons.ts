/** Settles busy and slow periods. */
import sql, { raw } from 'sql-template-tag'
import { season } from '../../../modules/locations/index.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, requireKnown, type Scope, settle } from './scope.ts'

export async function settleSeasons(scope: Scope): Promise<void> {
  await requireKnown(scope, 'location_id', 'locations.location', 'location_id', 'unknown_location')
  await rejectRows(scope, 'last_day', 'time_order', sql`s.last_day < s.first_day`)
  await rejectRepeated(scope, ['season_id'])
  await dropRejected(scope)
  const given = filled(scope, season.columns)
  await settle(scope, season, { rows: sql`SELECT season_id, ${raw(given.join(', '))} FROM pg_temp.stage`, given })
}
