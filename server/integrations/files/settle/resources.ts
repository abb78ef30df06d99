/** Settles what sites can do in a day, and their slots. */
import sql, { raw } from 'sql-template-tag'
import { resource } from '../../../modules/capacity/index.ts'
import { checkAreas, rejectText } from './areas.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, requireKnown, type Scope, settle } from './scope.ts'

const HOUR_MINUTE = /^([01]\d|2[0-3]):[0-5]\d$/
const OF_SLOTS = ['starts_at', 'ends_at', 'cutoff_days', 'cutoff_at'] as const

export async function settleResources(scope: Scope): Promise<void> {
  await requireKnown(scope, 'location_id', 'locations.location', 'location_id', 'unknown_location')
  await checkAreas(scope, resource, sql`s.kind = 'slot'`)
  await checkSlots(scope)
  await checkOvertime(scope)
  await rejectRepeated(scope, ['resource_id'])
  await rejectSecond(scope)
  await dropRejected(scope)
  const given = filled(scope, resource.columns)
  await settle(scope, resource, {
    rows: sql`SELECT resource_id, ${raw(given.join(', '))} FROM pg_temp.stage`,
    given,
  })
}

/** Overtime is for lines to pick and stops of the van, and a cost or a day without it says nothing. */
async function checkOvertime(scope: Scope): Promise<void> {
  await rejectRows(
    scope,
    'overtime_quantity',
    'out_of_range',
    sql`s.overtime_quantity IS NOT NULL AND s.kind NOT IN ('pick_lines', 'vehicle_stops')`,
  )
  await rejectRows(
    scope,
    'overtime_quantity',
    'missing_value',
    sql`s.overtime_quantity IS NULL AND num_nonnulls(s.overtime_cost_minor, s.overtime_from, s.overtime_to) > 0`,
  )
  await rejectRows(scope, 'overtime_to', 'time_order', sql`s.overtime_to < s.overtime_from`)
}

async function checkSlots(scope: Scope): Promise<void> {
  for (const field of ['starts_at', 'ends_at', 'cutoff_at']) await rejectText(scope, field, HOUR_MINUTE)
  for (const field of OF_SLOTS) {
    await rejectRows(scope, field, 'missing_value', sql`s.kind = 'slot' AND s.${raw(field)} IS NULL`)
  }
  for (const field of [...OF_SLOTS, 'to_location_id', 'to_country', 'to_postal_prefix']) {
    await rejectRows(scope, field, 'out_of_range', sql`s.kind <> 'slot' AND s.${raw(field)} IS NOT NULL`)
  }
  await rejectRows(scope, 'ends_at', 'time_order', sql`s.ends_at <= s.starts_at`)
  await rejectRows(scope, 'currency', 'out_of_range', sql`s.kind <> 'slot' AND s.price_minor IS NOT NULL`)
  await rejectRows(
    scope,
    'currency',
    'missing_value',
    sql`num_nonnulls(s.price_minor, s.overtime_cost_minor) <> num_nonnulls(s.currency)`,
  )
  // What is there already stays what it is: bookings stand on it.
  await rejectRows(
    scope,
    'kind',
    'contradicts_other_row',
    sql`EXISTS (SELECT 1 FROM capacity.resource t WHERE t.tenant_id = ${scope.tx.tenantId}::uuid
      AND t.resource_id = s.resource_id AND (t.kind <> s.kind OR t.location_id <> s.location_id))`,
  )
}

/** Of each kind a site has one, slots apart: neither the file nor what is stored may hold another. */
const rejectSecond = (scope: Scope) =>
  rejectRows(
    scope,
    'kind',
    'duplicate_key',
    sql`s.kind <> 'slot' AND (EXISTS (SELECT 1 FROM capacity.resource t WHERE t.tenant_id = ${scope.tx.tenantId}::uuid
        AND t.location_id = s.location_id AND t.kind = s.kind AND t.resource_id <> s.resource_id)
      OR EXISTS (SELECT 1 FROM pg_temp.stage o WHERE o.location_id = s.location_id AND o.kind = s.kind
        AND o.resource_id <> s.resource_id AND o.row_number < s.row_number))`,
  )
