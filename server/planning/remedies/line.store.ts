/** One line in danger with what its remedies stand on. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { DangerReason } from '../../../contract/risk.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface LineInDanger {
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly location_id: string | null
  readonly product_id: string
  readonly quantity: number
  readonly currency: string | null
  readonly charges_minor: number | null
  readonly promise_version: number
  readonly to_date: string
  readonly site_id: string | null
  readonly lane_id: string | null
  readonly need_on: string | null
  readonly departs_on: string | null
  readonly is_under_way: boolean
  readonly is_short: boolean
  readonly chance: number
  readonly eta_on: string | null
  readonly eta_high80: string | null
  readonly reasons: readonly DangerReason[]
  /** When it was first in danger; null: it is not, or not enough to act. */
  readonly warned_at: Date | null
  readonly last_line: number
  /** The pool its goods are reserved of. */
  readonly reserved_at: string | null
}

export interface LineId {
  readonly order_id: string
  readonly line_number: number
}

/** Refuses `not_found` for a line that is not open. */
export async function loadLine(
  tx: Tx,
  { order_id, line_number }: LineId,
  lock: 'lock' | 'read',
): Promise<LineInDanger> {
  // Two people who press at once: the second sees what the first has done.
  if (lock === 'lock')
    await tx.execute(
      sql`SELECT pg_advisory_xact_lock(hashtextextended('remedy ' || ${tx.tenantId}::text || ${order_id}, 0))`,
    )
  const [row] =
    await tx.query<LineInDanger>(sql`SELECT r.order_id, r.line_number, r.customer_id, o.location_id, l.product_id,
      (l.quantity - l.cancelled_quantity)::float8 AS quantity, o.currency, l.charges_minor, p.version AS promise_version, p.to_date,
      coalesce(p.site_id, o.site_id) AS site_id, p.lane_id, p.need_on, p.departs_on, r.is_under_way, r.is_short,
      round(r.chance::numeric, 4)::float8 AS chance, r.eta_on, r.eta_high80, r.reasons, w.warned_at,
      (SELECT max(line_number) FROM orders.order_line x WHERE x.tenant_id = l.tenant_id AND x.order_id = l.order_id) AS last_line,
      (SELECT min(location_id) FROM inventory.reservation v WHERE v.tenant_id = l.tenant_id AND v.order_id = l.order_id
        AND v.line_number = l.line_number) AS reserved_at
    FROM planning.promise_risk r
      JOIN orders.order_line l ON l.tenant_id = r.tenant_id AND l.order_id = r.order_id AND l.line_number = r.line_number
      JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
      JOIN LATERAL (SELECT version, to_date, site_id, lane_id, need_on, departs_on FROM promises.promise p WHERE p.tenant_id = r.tenant_id
        AND p.order_id = r.order_id AND p.line_number = r.line_number ORDER BY version DESC LIMIT 1) p ON true
      LEFT JOIN planning.risk_warning w ON w.tenant_id = r.tenant_id AND w.order_id = r.order_id
        AND w.line_number = r.line_number AND w.promise_version = p.version
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = ${order_id} AND r.line_number = ${line_number}`)
  if (!row) throw new Refusal('not_found', { order_id, line_number })
  return row
}
