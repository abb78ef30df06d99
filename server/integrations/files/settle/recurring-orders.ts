/** Settles recurring orders: who and since when, the terms from each day on with their lines, and the days skipped. */
import sql, { raw, type Sql } from 'sql-template-tag'
import { WEEKDAYS } from '../../../../contract/service-packages.ts'
import { recurringOccurrence, recurringOrder } from '../../../modules/orders/index.ts'
import { CUSTOMER, LOCATION, rejectForeign, requireNamed } from './flat.ts'
import { dropRejected, rejectRepeated, rejectRows, type Scope, settle } from './scope.ts'

const HORIZON_DAYS = 7

export async function settleRecurringOrders(scope: Scope): Promise<void> {
  const { tx } = scope
  await requireNamed(scope, [CUSTOMER, LOCATION])
  await rejectRepeated(scope, ['recurring_id', 'valid_from', 'line_number'])
  await rejectForeign(scope, 'weekdays', WEEKDAYS)
  await rejectRhythms(scope)
  await rejectRows(scope, 'recurring_id', 'too_long', sql`length(s.recurring_id) > 50`)
  if (scope.given.has('ends_on')) await rejectRows(scope, 'ends_on', 'time_order', sql`s.ends_on < s.starts_on`)
  await rejectRows(
    scope,
    'location_id',
    'unknown_location',
    sql`EXISTS (SELECT 1 FROM locations.location t WHERE t.tenant_id = ${tx.tenantId}::uuid
      AND t.location_id = s.location_id AND t.customer_id IS DISTINCT FROM s.customer_id)`,
  )
  const known = (table: string, key: string) =>
    sql`EXISTS (SELECT 1 FROM ${raw(table)} t WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.${raw(key)} = s.product_id)`
  const isService = sql`${orNull(scope, 'line_kind')} IS NOT DISTINCT FROM 'service'`
  await rejectRows(
    scope,
    'product_id',
    'unknown_product',
    sql`NOT ${isService} AND NOT ${known('products.product', 'product_id')}`,
  )
  await rejectRows(
    scope,
    'product_id',
    'unknown_service',
    sql`${isService} AND NOT ${known('policies.added_service', 'service_id')}`,
  )
  await rejectSkips(scope)
  await rejectTogether(scope)
  await dropRejected(scope)
  await settle(scope, recurringOrder, headsAndTerms(scope))
  if (scope.given.has('skipped_days')) await settle(scope, recurringOccurrence, skips(scope))
}

const orNull = (scope: Scope, column: string): Sql => raw(scope.given.has(column) ? `s.${column}` : 'NULL::text')
const numberOrNull = (scope: Scope, column: string): Sql => raw(scope.given.has(column) ? `s.${column}` : 'NULL::int')

/** Days of the week, every so many weeks; or every so many days: one of the two, and for known terms the same as before. */
async function rejectRhythms(scope: Scope): Promise<void> {
  const [weekdays, weeks, days] = [
    orNull(scope, 'weekdays'),
    numberOrNull(scope, 'every_weeks'),
    numberOrNull(scope, 'every_days'),
  ]
  await rejectRows(scope, 'valid_from', 'missing_value', sql`${weekdays} IS NULL AND ${days} IS NULL`)
  await rejectRows(
    scope,
    'valid_from',
    'contradicts_other_row',
    sql`${days} IS NOT NULL AND num_nonnulls(${weekdays}, ${weeks}) > 0`,
  )
  await rejectRows(
    scope,
    'valid_from',
    'contradicts_other_row',
    sql`EXISTS (SELECT 1 FROM orders.recurring_terms t WHERE t.tenant_id = ${scope.tx.tenantId}::uuid
      AND t.recurring_id = s.recurring_id AND t.valid_from = s.valid_from
      AND (t.every_days IS NULL) <> (${days} IS NULL))`,
  )
}

/** A day that no calendar has must not reach a cast, which would end the whole import. */
const IS_DAY = raw(`CASE WHEN d ~ '^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$'
  THEN right(d, 2)::int <= extract(day FROM (left(d, 7) || '-01')::date + interval '1 month' - interval '1 day')
  ELSE false END`)

async function rejectSkips(scope: Scope): Promise<void> {
  if (!scope.given.has('skipped_days')) return
  await rejectRows(
    scope,
    'skipped_days',
    'not_a_date',
    sql`EXISTS (SELECT 1 FROM regexp_split_to_table(btrim(s.skipped_days), '[ ,;]+') d WHERE d <> '' AND NOT ${IS_DAY})`,
  )
}

/** Terms without one of their lines would be other terms: what hangs together comes in together. */
const rejectTogether = ({ tx }: Scope): Promise<number> =>
  tx.execute(sql`INSERT INTO pg_temp.stage_reject (row_number, field, value, code)
    SELECT s.row_number, 'recurring_id', s.recurring_id, 'refers_to_other_row' FROM pg_temp.stage s
    WHERE NOT EXISTS (SELECT 1 FROM pg_temp.stage_reject r WHERE r.row_number = s.row_number)
      AND s.recurring_id IN (SELECT b.recurring_id FROM pg_temp.stage b JOIN pg_temp.stage_reject r USING (row_number))`)

function headsAndTerms(scope: Scope) {
  const { tx } = scope
  const known = (column: string) =>
    sql`(SELECT t.${raw(column)} FROM orders.recurring_order t WHERE t.tenant_id = ${tx.tenantId}::uuid
      AND t.recurring_id = s.recurring_id)`
  const optional = ['ends_on', 'customer_reference', 'instructions'].filter((column) => scope.given.has(column))
  const more = raw(optional.map((column) => `, s.${column}`).join(''))
  const rows = sql`SELECT DISTINCT ON (s.recurring_id) s.recurring_id, s.customer_id, s.name, s.starts_on,
      coalesce(${numberOrNull(scope, 'horizon_days')}, ${known('horizon_days')}, ${HORIZON_DAYS}::int) AS horizon_days,
      coalesce(${known('source')}, 'file') AS source ${more}
    FROM pg_temp.stage s ORDER BY s.recurring_id, s.row_number`
  const weekdays = orNull(scope, 'weekdays')
  const terms = sql`SELECT s.recurring_id, s.valid_from, (array_agg(s.location_id ORDER BY s.row_number))[1] AS location_id,
      CASE WHEN min(${weekdays}) IS NOT NULL
        THEN regexp_split_to_array(btrim((array_agg(${weekdays} ORDER BY s.row_number))[1]), '[ ,;]+') END AS weekdays,
      CASE WHEN min(${weekdays}) IS NOT NULL THEN coalesce(min(${numberOrNull(scope, 'every_weeks')}), 1) END AS every_weeks,
      min(${numberOrNull(scope, 'every_days')}) AS every_days,
      (array_agg(s.closed_day_rule ORDER BY s.row_number))[1] AS closed_day_rule,
      jsonb_agg(jsonb_build_object('line_number', s.line_number, 'kind', coalesce(${orNull(scope, 'line_kind')}, 'goods'),
        'product_id', s.product_id, 'quantity', trim_scale(s.quantity)) ORDER BY s.row_number) AS lines
    FROM pg_temp.stage s GROUP BY s.recurring_id, s.valid_from`
  return {
    rows,
    given: ['customer_id', 'name', 'starts_on', 'horizon_days', 'source', ...optional],
    children: {
      terms: {
        rows: terms,
        given: ['location_id', 'weekdays', 'every_weeks', 'every_days', 'closed_day_rule', 'lines'],
      },
    },
  }
}

/** A day that is an order already stays one. */
const skips = ({ tx }: Scope) => ({
  rows: sql`SELECT DISTINCT s.recurring_id || '@' || d AS occurrence_id, s.recurring_id, d::date AS regular_on,
      d::date AS deliver_on, 'skipped' AS state
    FROM pg_temp.stage s CROSS JOIN LATERAL regexp_split_to_table(btrim(s.skipped_days), '[ ,;]+') d
    WHERE s.skipped_days IS NOT NULL AND d <> '' AND NOT EXISTS (SELECT 1 FROM orders.recurring_occurrence o
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.recurring_id = s.recurring_id AND o.regular_on = d::date
        AND o.state = 'ordered')`,
  given: ['recurring_id', 'regular_on', 'deliver_on', 'state'],
})
