/** Settles orders with their lines and promises. */
import sql, { raw } from 'sql-template-tag'
import { customerOrder } from '../../../modules/orders/index.ts'
import { settlePromises } from '../../../modules/promises/index.ts'
import {
  convertUnits,
  settleCarriersNamed,
  settleCustomersNamed,
  settleLocationsNamed,
  settleProductsNamed,
} from './missing-master-data.ts'
import {
  dropRejected,
  filled,
  rejectRepeated,
  rejectRows,
  report,
  requireOrderLine,
  type Scope,
  settle,
} from './scope.ts'

/** Checks the rows of an order file, then makes the master data it may make. Order matters: a customer before its places. */
export async function prepareOrders(scope: Scope): Promise<void> {
  await rejectRepeated(scope, ['order_id', 'line_number'])
  await rejectRows(
    scope,
    'customer_id',
    'contradicts_other_row',
    sql`s.order_id IN (SELECT order_id FROM pg_temp.stage GROUP BY order_id HAVING min(customer_id) <> max(customer_id))`,
  )
  await rejectRows(scope, 'requested_from_date', 'window_reversed', sql`s.requested_from_date > s.requested_to_date`)
  await rejectRows(scope, 'promised_from_date', 'window_reversed', sql`s.promised_from_date > s.promised_to_date`)
  await dropRejected(scope)
  await settleCustomersNamed(scope)
  await settleProductsNamed(scope)
  if (scope.given.has('carrier_id')) await settleCarriersNamed(scope)
  await dropRejected(scope)
  await settleLocationsNamed(scope)
  await convertUnits(scope)
  await dropRejected(scope)
}

const HEAD = ['customer_id', 'location_id', 'site_id', 'currency', 'ordered_on', 'ordered_at']
const LINE = [
  'product_id',
  'quantity',
  'unit_price',
  'tax_percent',
  'requested_from_date',
  'requested_to_date',
  'requested_from_at',
  'requested_to_at',
  'cancelled_by',
  'cancelled_on',
  'cancelled_at',
  'exclusion',
]

export async function settleOrders(scope: Scope): Promise<void> {
  await prepareOrders(scope)
  await settleOrderLines(scope)
  await settleFirstPromises(scope)
}

export async function settleOrderLines(scope: Scope): Promise<void> {
  const { tx } = scope
  const head = [
    ...filled(scope, HEAD),
    ...(scope.creates.has('locations') && !scope.given.has('location_id') ? ['location_id'] : []),
  ]
  const line = filled(scope, LINE)
  // Where an order came from is said once: a file that names a known order does not take it over.
  const rows = sql`SELECT DISTINCT ON (s.order_id) s.order_id, ${raw(head.map((name) => `s.${name}`).join(', '))},
      coalesce(t.source, 'file') AS source
    FROM pg_temp.stage s LEFT JOIN orders.customer_order t ON t.tenant_id = ${tx.tenantId}::uuid AND t.order_id = s.order_id
    ORDER BY s.order_id, s.row_number`
  const cancelled = scope.given.has('cancelled_by')
  const lines = sql`SELECT order_id, line_number, ${raw(line.join(', '))}
      ${cancelled ? sql`, CASE WHEN cancelled_by IS NOT NULL THEN quantity END AS cancelled_quantity` : sql``}
    FROM pg_temp.stage`
  // A line that nobody cancelled needs its zero, since null would break the column; a blank takes no known cancellation back.
  const given = [...line, ...(cancelled ? ['cancelled_quantity'] : [])]
  const withZero = cancelled
    ? sql`SELECT n.order_id, n.line_number, ${raw(line.map((name) => `n.${name}`).join(', '))},
          coalesce(n.cancelled_quantity, t.cancelled_quantity, 0) AS cancelled_quantity
        FROM (${lines}) n LEFT JOIN orders.order_line t ON t.tenant_id = ${tx.tenantId}::uuid AND t.order_id = n.order_id
          AND t.line_number = n.line_number`
    : lines
  await settle(scope, customerOrder, {
    rows,
    given: [...head, 'source'],
    children: { lines: { rows: withZero, given } },
  })
}

const VERSION = raw('order_id, line_number')

export async function settleFirstPromises(scope: Scope): Promise<void> {
  if (!scope.given.has('promised_to_date')) return
  const versions = sql`SELECT ${VERSION}, 1 AS version, promised_from_date AS from_date, promised_to_date AS to_date,
      promised_from_at AS from_at, promised_to_at AS to_at, quantity, coalesce(promised_on, ordered_on) AS promised_on,
      coalesce(promised_at, CASE WHEN promised_on IS NULL THEN ordered_at END) AS promised_at, 'initial'::text AS cause
    FROM pg_temp.stage WHERE promised_to_date IS NOT NULL`
  report(scope, 'promise', await settlePromises(scope.context, scope.tx, versions, scope.causedBy))
}

/** A history's second date column: the promise as it stood at the end, where it differs from the first. */
export async function settleMovedPromises(scope: Scope): Promise<void> {
  if (!scope.given.has('current_promised_to_date')) return
  const versions = sql`SELECT ${VERSION}, 2 AS version, current_promised_from_date AS from_date,
      current_promised_to_date AS to_date, current_promised_from_at AS from_at, current_promised_to_at AS to_at, quantity,
      current_promised_on AS promised_on, current_promised_at AS promised_at,
      coalesce(current_promise_cause, 'company') AS cause
    FROM pg_temp.stage WHERE current_promised_to_date IS NOT NULL AND promised_to_date IS NOT NULL
      -- A promise moved more than once is told version by version in a file of its own.
      AND NOT EXISTS (SELECT 1 FROM promises.promise k WHERE k.tenant_id = ${scope.tx.tenantId}::uuid
        AND k.order_id = stage.order_id AND k.line_number = stage.line_number AND k.version > 2)
      AND (current_promised_from_date, current_promised_to_date, current_promised_from_at, current_promised_to_at)
        IS DISTINCT FROM (promised_from_date, promised_to_date, promised_from_at, promised_to_at)`
  report(scope, 'promise', await settlePromises(scope.context, scope.tx, versions, scope.causedBy))
}

/** Later versions of promises as a file of their own. */
export async function settlePromiseVersions(scope: Scope): Promise<void> {
  await requireOrderLine(scope)
  await rejectRepeated(scope, ['order_id', 'line_number', 'version'])
  await rejectRows(scope, 'promised_from_date', 'window_reversed', sql`s.promised_from_date > s.promised_to_date`)
  await dropRejected(scope)
  const versions = sql`SELECT s.order_id, s.line_number, s.version, s.promised_from_date AS from_date, s.promised_to_date AS to_date,
      s.promised_from_at AS from_at, s.promised_to_at AS to_at, coalesce(s.quantity, l.quantity) AS quantity, s.promised_on,
      s.promised_at, coalesce(s.cause, CASE WHEN s.version = 1 THEN 'initial' ELSE 'company' END) AS cause
    FROM pg_temp.stage s JOIN orders.order_line l ON l.tenant_id = ${scope.tx.tenantId}::uuid AND l.order_id = s.order_id
      AND l.line_number = s.line_number`
  report(scope, 'promise', await settlePromises(scope.context, scope.tx, versions, scope.causedBy))
}
