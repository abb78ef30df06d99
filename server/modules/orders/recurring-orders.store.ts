/** SQL of recurring orders and of what was decided about their days. */
import sql, { empty } from 'sql-template-tag'
import type { z } from 'zod'
import type {
  RecurringList,
  RecurringProblems,
  RecurringQuery,
  RecurringRow,
} from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { selectStates } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { StoredOccurrence } from './occurrences.ts'
import { recurringOccurrence, recurringOrder } from './recurring-order.ts'

type Stored = Omit<RecurringRow, 'customer_name' | 'problems'>

/** By number. `visibleTo` is the customer whose contact asks; null: the company's own people see all. */
export async function listRecurring(
  tx: Tx,
  query: z.output<typeof RecurringQuery>,
  visibleTo: string | null,
): Promise<RecurringList> {
  const pattern = `%${(query.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const keys = await tx.query<{ recurring_id: string; customer_name: string; problems: number }>(sql`
    SELECT r.recurring_id, coalesce(c.name, r.customer_id) AS customer_name,
      (SELECT count(*) FROM orders.recurring_occurrence f WHERE f.tenant_id = r.tenant_id
        AND f.recurring_id = r.recurring_id AND f.state = 'failed') AS problems
    FROM orders.recurring_order r
    LEFT JOIN customers.customer c ON c.tenant_id = r.tenant_id AND c.customer_id = r.customer_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid
      AND (${visibleTo}::text IS NULL OR r.customer_id = ${visibleTo}::text)
      AND (${query.customer_id ?? null}::text IS NULL OR r.customer_id = ${query.customer_id ?? null}::text)
      ${query.cursor === undefined ? empty : sql`AND r.recurring_id > ${query.cursor}`}
      ${query.q ? sql`AND (r.name ILIKE ${pattern} OR r.recurring_id ILIKE ${pattern} OR c.name ILIKE ${pattern})` : empty}
    ORDER BY r.recurring_id LIMIT ${query.limit + 1}`)
  const page = keys.slice(0, query.limit)
  const states = await statesOf(
    tx,
    page.map((row) => row.recurring_id),
  )
  return {
    rows: page.map(({ recurring_id, ...more }) => ({ ...states.get(recurring_id)!, ...more })),
    nextCursor: keys.length > query.limit ? page.at(-1)!.recurring_id : null,
  }
}

/** Refuses `not_found`, also for another customer's. `FOR UPDATE`: until the transaction ends nobody decides about its days. */
export async function getRecurring(
  tx: Tx,
  recurringId: string,
  visibleTo: string | null,
  lock: 'FOR UPDATE' | '' = '',
): Promise<Stored> {
  const found = await tx.execute(sql`SELECT 1 FROM orders.recurring_order WHERE tenant_id = ${tx.tenantId}::uuid
    AND recurring_id = ${recurringId} AND (${visibleTo}::text IS NULL OR customer_id = ${visibleTo}::text)
    ${lock ? sql`FOR UPDATE` : empty}`)
  if (!found) throw new Refusal('not_found', { recurring_id: recurringId })
  return (await statesOf(tx, [recurringId])).get(recurringId)!
}

const FAILED_MAX = 500

/** Days that could not be promised and wait for a decision, the nearest first. */
export const listFailedDays = (tx: Tx) =>
  tx.query<z.infer<typeof RecurringProblems>['rows'][number]>(sql`SELECT f.recurring_id, r.name, r.customer_id,
      coalesce(c.name, r.customer_id) AS customer_name, f.regular_on, f.deliver_on, f.problem
    FROM orders.recurring_occurrence f
    JOIN orders.recurring_order r ON r.tenant_id = f.tenant_id AND r.recurring_id = f.recurring_id
    LEFT JOIN customers.customer c ON c.tenant_id = r.tenant_id AND c.customer_id = r.customer_id
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.state = 'failed'
    ORDER BY coalesce(f.deliver_on, f.regular_on), f.recurring_id LIMIT ${FAILED_MAX}`)

/** Those that are not over on a day. */
export const listRunning = (tx: Tx, day: string): Promise<{ recurring_id: string }[]> =>
  tx.query(sql`SELECT recurring_id FROM orders.recurring_order WHERE tenant_id = ${tx.tenantId}::uuid
    AND (ends_on IS NULL OR ends_on >= ${day}::date) ORDER BY recurring_id`)

async function statesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Stored>> {
  const whole = { ...recurringOrder, personal: [] }
  const rows = await tx.query<{ data: Stored }>(selectStates(tx, whole, sql`SELECT unnest(${[...ids]}::text[])`))
  return new Map(rows.map(({ data }) => [data.recurring_id, data]))
}

/** What was decided about the days of the rhythm between two days. */
export async function findOccurrences(
  tx: Tx,
  recurringId: string,
  span: { from: string; to: string },
): Promise<Map<string, StoredOccurrence>> {
  const keys = sql`SELECT occurrence_id FROM orders.recurring_occurrence WHERE tenant_id = ${tx.tenantId}::uuid
    AND recurring_id = ${recurringId} AND regular_on BETWEEN ${span.from}::date AND ${span.to}::date`
  const rows = await tx.query<{ data: StoredOccurrence }>(selectStates(tx, recurringOccurrence, keys))
  return new Map(rows.map(({ data }) => [data.regular_on, data]))
}

/** Refuses `unknown_location` for a place that is not the customer's. */
export async function requireOwnPlace(tx: Tx, customerId: string, locationId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM locations.location WHERE tenant_id = ${tx.tenantId}::uuid
    AND location_id = ${locationId} AND customer_id = ${customerId}`)
  if (!known) throw new Refusal('unknown_location', { location_id: locationId })
}
