/** Settles lanes: several rows of one lane give it several dated prices; its head comes from the first. */
import sql, { join, raw } from 'sql-template-tag'
import { HANDLING } from '../../../../contract/imports.ts'
import { DEPARTURES } from '../../../../contract/lanes.ts'
import { lane } from '../../../modules/carriers/index.ts'
import { checkAreas, rejectText } from './areas.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, requireKnown, type Scope, settle } from './scope.ts'

/** "cold tail_lift", or with commas. */
const NEEDS = raw(`regexp_split_to_array(btrim(s.handling), '[ ,;]+')`)

export async function settleLanes(scope: Scope): Promise<void> {
  await requireKnown(scope, 'from_location_id', 'locations.location', 'location_id', 'unknown_location')
  await checkAreas(scope, lane)
  await checkRows(scope)
  await rejectRepeated(scope, ['lane_id', 'price_valid_from'])
  await dropRejected(scope)
  const given = filled(scope, lane.columns)
  const rows = sql`SELECT DISTINCT ON (s.lane_id) s.lane_id, ${join(given.map(columnOf(scope)))} FROM pg_temp.stage s
    ORDER BY s.lane_id, s.row_number`
  await settle(scope, lane, { rows, given, children: { prices: { rows: prices(scope), given: PRICE } } })
}

async function checkRows(scope: Scope): Promise<void> {
  await rejectRows(
    scope,
    'service',
    'unknown_carrier',
    sql`NOT EXISTS (SELECT 1 FROM carriers.service t WHERE t.tenant_id = ${scope.tx.tenantId}::uuid
      AND t.carrier_id = s.carrier_id AND t.service = s.service)`,
  )
  await rejectText(scope, 'departures', DEPARTURES)
  await rejectRows(
    scope,
    'handling',
    'unknown_value',
    sql`s.handling IS NOT NULL AND NOT ${NEEDS} <@ ${[...HANDLING]}::text[]`,
  )
  await rejectRows(scope, 'valid_to', 'time_order', sql`s.valid_to < s.valid_from`)
}

/** A new lane without a word on it is not an expedite one; a known one keeps what it is. */
const columnOf = (scope: Scope) => (name: string) => {
  if (name === 'handling') return sql`${NEEDS} AS handling`
  if (name !== 'is_expedite') return raw(`s.${name}`)
  return sql`coalesce(s.is_expedite, (SELECT t.is_expedite FROM carriers.lane t
    WHERE t.tenant_id = ${scope.tx.tenantId}::uuid AND t.lane_id = s.lane_id), false) AS is_expedite`
}

const PRICE = ['currency', 'base_minor', 'per_kg', 'per_stop_minor', 'minimum_minor', 'fuel_percent']

/** A row with an amount holds a price, from the lane's own beginning where it names no day; what it leaves out costs nothing. */
function prices(scope: Scope) {
  const parts = PRICE.slice(1).map((name) => raw(`coalesce(s.${name}, t.${name}, 0) AS ${name}`))
  return sql`SELECT s.lane_id, coalesce(s.price_valid_from, s.valid_from) AS valid_from, s.currency, ${join(parts)}
    FROM pg_temp.stage s LEFT JOIN carriers.lane_price t ON t.tenant_id = ${scope.tx.tenantId}::uuid AND t.lane_id = s.lane_id
      AND t.valid_from = coalesce(s.price_valid_from, s.valid_from)
    WHERE s.currency IS NOT NULL AND num_nonnulls(s.base_minor, s.per_kg, s.per_stop_minor, s.minimum_minor) > 0`
}
