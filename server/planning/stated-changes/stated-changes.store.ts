/** SQL of stated changes: what is named must be there, and what was said beside what is usual and what came. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { ComparedChanges, StatedChange } from '../../../contract/stated-changes.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_product` for a product or group that is not there. */
export async function requireGoods(
  tx: Tx,
  { product_id, product_group }: Pick<StatedChange, 'product_id' | 'product_group'>,
): Promise<void> {
  if (product_id == null && product_group == null) return
  const known = await tx.execute(sql`SELECT 1 FROM products.product WHERE tenant_id = ${tx.tenantId}::uuid
    AND (product_id = ${product_id ?? null}::text OR product_group = ${product_group ?? null}::text) LIMIT 1`)
  if (!known) throw new Refusal('unknown_product', { product_id, product_group })
}

type Row = Omit<
  ComparedChanges['rows'][number],
  'usual' | 'stated' | 'usual_so_far' | 'adjusted_so_far' | 'added_value'
> & {
  /** Units a day before it was told. */
  readonly rate: number
}

/** [ours] As the warnings do: a first order of some days ago is no rate. */
const LEAST_DAYS = 28
const LOOKED_BACK = 365

/** What is usual is the year before it was told, on the days the goods were wanted for; of both, what the customer took back is none. */
export const comparedRows = (tx: Tx, today: string, customerId: string | null): Promise<Row[]> =>
  tx.query<Row>(sql`SELECT n.change_id, n.customer_id, n.contact_id, n.product_id, n.product_group, n.valid_from::text, n.valid_to::text,
      n.change_percent::float8, n.certainty, n.source, n.told_on::text, n.words, n.state, n.accepted_percent::float8, n.decided_by,
      n.decided_on::text, n.reason, n.subject_version AS version, c.name AS customer_name, p.name AS product_name,
      (n.valid_to - n.valid_from + 1)::int AS days,
      greatest(0, least(n.valid_to, ${today}::date - 1) - n.valid_from + 1)::int AS days_gone,
      coalesce(w.before / greatest(${LEAST_DAYS}::int, least(${LOOKED_BACK}::int, n.told_on - w.first)), 0)::float8 AS rate,
      coalesce(w.since, 0)::float8 AS actual
    FROM needs.stated_change n
    JOIN customers.customer c ON c.tenant_id = n.tenant_id AND c.customer_id = n.customer_id
    LEFT JOIN products.product p ON p.tenant_id = n.tenant_id AND p.product_id = n.product_id
    LEFT JOIN LATERAL (SELECT min(x.day) AS first, sum(x.quantity) FILTER (WHERE x.day < n.told_on) AS before,
        sum(x.quantity) FILTER (WHERE x.day BETWEEN n.valid_from AND least(n.valid_to, ${today}::date - 1)) AS since
      FROM (SELECT coalesce(i.requested_to_date, o.ordered_on) AS day,
          i.quantity - CASE WHEN i.cancelled_by = 'customer' THEN i.cancelled_quantity ELSE 0 END AS quantity
        FROM orders.customer_order o
        JOIN orders.order_line i ON i.tenant_id = o.tenant_id AND i.order_id = o.order_id AND i.exclusion IS NULL AND i.kind = 'goods'
        LEFT JOIN products.product g ON g.tenant_id = i.tenant_id AND g.product_id = i.product_id
        WHERE o.tenant_id = n.tenant_id AND o.customer_id = n.customer_id
          AND o.ordered_on BETWEEN n.told_on - ${LOOKED_BACK}::int AND greatest(n.told_on, n.valid_to)
          AND (n.product_id IS NULL OR i.product_id = n.product_id)
          AND (n.product_group IS NULL OR g.product_group = n.product_group)) x) w ON true
    WHERE n.tenant_id = ${tx.tenantId}::uuid AND (${customerId}::text IS NULL OR n.customer_id = ${customerId}::text)
    ORDER BY n.valid_from DESC, n.change_id LIMIT 500`)
