/** Learns from what came: how long things took, how often what was said held, and what a usual line is worth. */
import sql, { type Sql } from 'sql-template-tag'
import { learnCalibration } from '../../../engines/risk/index.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { markAll } from './touched-lines.store.ts'

/** Older than this says little of today. */
const DAYS_BACK = 400
const DAYS_MAX = 60
/** The carriers' estimates are counted from so many days early on (`ESTIMATE_EARLY` of the engine). */
const ESTIMATE_EARLY = 2

/** May run twice: the later one counts. Returns how many outcomes the calibration stands on. */
export function learnRisk(context: Context): Promise<number> {
  const now = context.clock.now()
  const day = now.toISOString().slice(0, 10)
  return inTransaction(context, async (tx) => {
    await tx.execute(sql`DELETE FROM planning.elapsed_time WHERE tenant_id = ${tx.tenantId}::uuid`)
    for (const days of [afterMilestones(tx, day), afterDelays(tx, day), ofSuppliers(tx, day), ofEstimates(tx, day)])
      await keep(tx, days)
    const outcomes = await tx.query<{ chance: number; is_late: boolean }>(sql`SELECT said AS chance, is_late
      FROM planning.risk_forecast WHERE tenant_id = ${tx.tenantId}::uuid AND is_late IS NOT NULL
        AND made_on >= ${day}::date - ${DAYS_BACK}::int`)
    const learned = learnCalibration(outcomes.map(({ chance, is_late }) => ({ chance, isLate: is_late })))
    const usual = await usualValues(tx)
    await tx.execute(sql`INSERT INTO planning.risk_learning VALUES (${tx.tenantId}::uuid, ${now}::timestamptz,
        ${[...learned.from]}::real[], ${[...learned.to]}::real[], ${learned.cases}, ${JSON.stringify(usual)}::jsonb)
      ON CONFLICT (tenant_id) DO UPDATE SET learned_at = excluded.learned_at, said = excluded.said, held = excluded.held,
        outcomes = excluded.outcomes, usual_values = excluded.usual_values`)
    await markAll(tx, null)
    return learned.cases
  })
}

/** `select` gives kind, of and days, a row a case; each is counted for its own and for all of its kind. */
const keep = (tx: Tx, select: Sql) =>
  tx.execute(sql`WITH seen AS (${select}), counted AS (
      SELECT kind, of, least(days, ${DAYS_MAX}::int) AS days, count(*)::int AS cases FROM seen WHERE days >= 0 GROUP BY 1, 2, 3)
    INSERT INTO planning.elapsed_time SELECT ${tx.tenantId}::uuid, c.kind, c.of,
      (SELECT array_agg(coalesce(x.cases, 0) ORDER BY d.day) FROM generate_series(0, max(c.days)) d (day)
        LEFT JOIN counted x ON x.kind = c.kind AND x.of = c.of AND x.days = d.day)
    FROM counted c GROUP BY c.kind, c.of`)

/** From each milestone's first time to the day the shipment was delivered. */
const afterMilestones = (tx: Tx, day: string) => sql`
  SELECT 'milestone' AS kind, w.who || '/' || m.milestone AS of, (h.delivered_on - m.day)::int AS days
  FROM (SELECT shipment_id, milestone, min(occurred_on) AS day FROM tracking.observation
      WHERE tenant_id = ${tx.tenantId}::uuid AND lifecycle = 'actual' AND retracts IS NULL
        AND occurred_on >= ${day}::date - ${DAYS_BACK}::int GROUP BY 1, 2) m
    JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = m.shipment_id
    JOIN (SELECT shipment_id, max(delivered_on) AS delivered_on FROM delivery.delivery WHERE tenant_id = ${tx.tenantId}::uuid
      AND shipment_id IS NOT NULL GROUP BY 1) h ON h.shipment_id = m.shipment_id
    CROSS JOIN LATERAL unnest(ARRAY[coalesce(s.carrier_id::text, '*'), '*']) w (who)
  WHERE h.delivered_on >= m.day`

/** Days beyond the promised one that goods came whose carrier had reported trouble before. */
const afterDelays = (tx: Tx, day: string) => sql`
  SELECT 'delay' AS kind, w.reason AS of, greatest(0, h.delivered_on - p.to_date)::int AS days
  FROM (SELECT shipment_id, max(reason) AS reason, min(occurred_on) AS day FROM tracking.observation
      WHERE tenant_id = ${tx.tenantId}::uuid AND milestone IN ('delayed', 'held', 'misrouted', 'address_problem', 'attempt_failed')
        AND lifecycle = 'actual' AND occurred_on >= ${day}::date - ${DAYS_BACK}::int GROUP BY 1) t
    JOIN (SELECT shipment_id, max(delivered_on) AS delivered_on FROM delivery.delivery WHERE tenant_id = ${tx.tenantId}::uuid
      AND shipment_id IS NOT NULL GROUP BY 1) h ON h.shipment_id = t.shipment_id
    JOIN LATERAL (SELECT max(p.to_date) AS to_date FROM shipments.shipment_line l JOIN promises.promise p
        ON p.tenant_id = l.tenant_id AND p.order_id = l.order_id AND p.line_number = l.line_number AND p.version = 1
      WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.shipment_id = t.shipment_id) p ON p.to_date IS NOT NULL
    CROSS JOIN LATERAL unnest(ARRAY[coalesce(t.reason, '-'), '*']) w (reason)`

const ofSuppliers = (
  tx: Tx,
  day: string,
) => sql`SELECT 'supplier' AS kind, w.who AS of, greatest(0, s.late_days) AS days
  FROM inventory.supply s CROSS JOIN LATERAL unnest(ARRAY[coalesce(s.supplier_id::text, '-'), '*']) w (who)
  WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.late_days IS NOT NULL AND s.received_on >= ${day}::date - ${DAYS_BACK}::int`

/** The last estimate told before the day of delivery, against that day. */
const ofEstimates = (tx: Tx, day: string) => sql`
  SELECT 'estimate' AS kind, w.who AS of, greatest(0, h.delivered_on - e.day + ${ESTIMATE_EARLY}::int)::int AS days
  FROM (SELECT shipment_id, max(delivered_on) AS delivered_on FROM delivery.delivery WHERE tenant_id = ${tx.tenantId}::uuid
      AND shipment_id IS NOT NULL AND delivered_on >= ${day}::date - ${DAYS_BACK}::int GROUP BY 1) h
    JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = h.shipment_id
    JOIN LATERAL (SELECT o.occurred_on AS day FROM tracking.observation o WHERE o.tenant_id = ${tx.tenantId}::uuid
      AND o.shipment_id = h.shipment_id AND o.lifecycle = 'estimated' AND o.received_at::date < h.delivered_on
      ORDER BY o.received_at DESC, o.source_event_id LIMIT 1) e ON true
    CROSS JOIN LATERAL unnest(ARRAY[coalesce(s.carrier_id::text, '-'), '*']) w (who)`

/** The middle value of open lines by currency, in minor units. */
async function usualValues(tx: Tx): Promise<Record<string, number>> {
  const rows = await tx.query<{ currency: string; value: number }>(sql`SELECT o.currency,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY (l.unit_price * (l.quantity - l.cancelled_quantity))::float8) AS value
    FROM planning.promise_risk r JOIN orders.order_line l ON l.tenant_id = r.tenant_id AND l.order_id = r.order_id
        AND l.line_number = r.line_number
      JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND l.unit_price > 0 AND o.currency IS NOT NULL GROUP BY 1`)
  return Object.fromEntries(
    rows.map(({ currency, value }) => [currency, Math.round(value * 10 ** currencyExponent(currency))]),
  )
}
