/** "Why not me?": what was stored of a line when its goods went to another or came late. */
import sql, { empty } from 'sql-template-tag'
import type { LaterReason } from '../../../contract/later-reasons.ts'
import type { AllocationFigures, ChangeRank } from '../../../contract/proposals.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

interface Found {
  readonly line_number: number
  readonly kind: LaterReason['kind']
  readonly effect: LaterReason['effect']
  readonly decided_at: Date
  readonly is_done: boolean
  readonly product_id: string
  readonly product_name: string | null
  readonly quantity: number
  readonly site_name: string | null
  readonly old_date: string
  readonly new_date: string | null
  readonly rank: ChangeRank
  readonly tiers: AllocationFigures['policy']['tiers'] | null
  readonly policy_name: string | null
  readonly proposal_id: string
}

/** A promise that was changed since the proposal was made has been dealt with. */
const IS_LIVE = sql`NOT EXISTS (SELECT FROM promises.promise v WHERE v.tenant_id = c.tenant_id AND v.order_id = c.order_id
  AND v.line_number = c.line_number AND v.version > c.promise_version)`

/**
 * The newest of each line. What was carried out counts where the promise made by it is there, or where there was none to
 * make; staff also see what is only proposed. Refuses `not_found`, also for another customer's order.
 */
export async function laterReasons(tx: Tx, orderId: string, visibleTo: string | null): Promise<LaterReason[]> {
  const [order] = await tx.query(sql`SELECT 1 FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid
    AND order_id = ${orderId} AND (${visibleTo}::text IS NULL OR customer_id = ${visibleTo}::text)`)
  if (!order) throw new Refusal('not_found', { order_id: orderId })
  const open = visibleTo === null ? sql`OR r.state = 'open' AND ${IS_LIVE}` : empty
  const rows = await tx.query<Found>(sql`
    SELECT DISTINCT ON (c.line_number) c.line_number, r.kind, c.effect, coalesce(r.ended_at, r.made_at) AS decided_at,
      r.state = 'carried_out' AS is_done, c.product_id, p.name AS product_name, c.quantity::float8 AS quantity,
      l.name AS site_name, c.to_date AS old_date, c.new_to_date AS new_date, c.rank, r.figures -> 'policy' -> 'tiers' AS tiers,
      a.name AS policy_name, r.proposal_id
    FROM planning.change c
    JOIN planning.proposal r ON r.tenant_id = c.tenant_id AND r.proposal_id = c.proposal_id
    LEFT JOIN products.product p ON p.tenant_id = c.tenant_id AND p.product_id = c.product_id
    LEFT JOIN locations.location l ON l.tenant_id = c.tenant_id AND l.location_id = c.site_id
    LEFT JOIN policies.allocation_policy a ON a.tenant_id = c.tenant_id AND a.policy_id = c.rank ->> 'policy_id'
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.order_id = ${orderId} AND c.effect IN ('later', 'never', 'waits')
      AND (r.state = 'carried_out' AND (c.effect <> 'later' OR EXISTS (SELECT 1 FROM promises.promise v
        WHERE v.tenant_id = c.tenant_id AND v.order_id = c.order_id AND v.line_number = c.line_number
          AND v.version = c.promise_version + 1 AND v.cause = 'company')) ${open})
    ORDER BY c.line_number, coalesce(r.ended_at, r.made_at) DESC, r.proposal_id DESC`)
  const names = visibleTo === null ? await customerNames(tx, rows) : new Map<string, string>()
  return rows.map((row) => reasonOf(row, { names, isForStaff: visibleTo === null }))
}

async function customerNames(tx: Tx, rows: readonly Found[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ rank }) => (rank.gave_way_to ?? []).flatMap((one) => one.customer_id ?? [])))]
  if (ids.length === 0) return new Map()
  const found = await tx.query<{
    customer_id: string
    name: string
  }>(sql`SELECT customer_id, name FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ANY (${ids}::platform.code[])`)
  return new Map(found.map((row) => [row.customer_id, row.name]))
}

function reasonOf(
  { rank, tiers, policy_name, proposal_id, ...row }: Found,
  { names, isForStaff }: { names: ReadonlyMap<string, string>; isForStaff: boolean },
): LaterReason {
  const rivals = rank.gave_way_to ?? []
  const tier = rank.tier ?? null
  return {
    ...row,
    decided_at: row.decided_at.toISOString(),
    policy: rank.policy_kind ? { policy_id: rank.policy_id ?? null, name: policy_name, kind: rank.policy_kind } : null,
    tier,
    tier_name: tiers?.find((one) => one.tier === tier)?.name ?? null,
    // The nearest in rank says what was missing.
    decided_by: rivals.at(-1)?.decided_by ?? null,
    staff: isForStaff
      ? {
          proposal_id,
          place: rank.place ?? null,
          of: rank.of ?? null,
          gave_way_to: rivals.map(({ order_id, line_number, customer_id, tier: theirs, decided_by }) => ({
            order_id,
            line_number,
            customer_name: customer_id ? (names.get(customer_id) ?? customer_id) : null,
            tier: theirs ?? null,
            decided_by: decided_by ?? null,
          })),
        }
      : null,
  }
}
