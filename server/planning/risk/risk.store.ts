/** Rows of the list in and out: one statement each, whatever the number of lines. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { RiskRow } from './assess-lines.ts'

const ACT = 2
/** What is said so many days before is kept to learn from. */
const FORECAST_DAYS = [7, 3, 1]

export async function writeRows(tx: Tx, rows: readonly RiskRow[], now: Date): Promise<void> {
  if (rows.length === 0) return
  const day = now.toISOString().slice(0, 10)
  await tx.execute(sql`INSERT INTO planning.promise_risk AS r SELECT ${tx.tenantId}::uuid, n.*, ${day}::date, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (order_id text, line_number int, customer_id text,
      product_id text, site_id text, carrier_id text, location_id text, quantity numeric, promise_version int, to_date date,
      is_under_way boolean, shipment_id text, said real, chance real, late_days real, harm real, level smallint, eta_on date,
      eta_low80 date, eta_high80 date, eta_low95 date, eta_high95 date, reasons jsonb, first_reason text, value_minor bigint,
      currency char(3), deal_breaker_id text, is_short boolean)
    ON CONFLICT (tenant_id, order_id, line_number) DO UPDATE SET customer_id = excluded.customer_id,
      product_id = excluded.product_id, site_id = excluded.site_id, carrier_id = excluded.carrier_id,
      location_id = excluded.location_id, quantity = excluded.quantity, promise_version = excluded.promise_version,
      to_date = excluded.to_date, is_under_way = excluded.is_under_way, shipment_id = excluded.shipment_id,
      said = excluded.said, chance = excluded.chance, late_days = excluded.late_days, harm = excluded.harm,
      level = excluded.level, eta_on = excluded.eta_on, eta_low80 = excluded.eta_low80, eta_high80 = excluded.eta_high80,
      eta_low95 = excluded.eta_low95, eta_high95 = excluded.eta_high95, reasons = excluded.reasons,
      first_reason = excluded.first_reason, value_minor = excluded.value_minor, currency = excluded.currency,
      deal_breaker_id = excluded.deal_breaker_id, is_short = excluded.is_short, assessed_on = excluded.assessed_on,
      assessed_at = excluded.assessed_at`)
  await warn(tx, rows, now)
  await keepForecasts(tx, rows, day)
}

/** A danger is dated by when it was first seen; one that is over and comes back is the same danger. */
async function warn(tx: Tx, rows: readonly RiskRow[], now: Date): Promise<void> {
  const dangers = rows
    .filter(({ level }) => level >= ACT)
    .map(({ order_id, line_number, promise_version, customer_id, chance, to_date }) => ({
      ...{ order_id, line_number, promise_version, customer_id, chance, to_date },
    }))
  if (dangers.length > 0)
    await tx.execute(sql`INSERT INTO planning.risk_warning (tenant_id, order_id, line_number, promise_version, customer_id,
        chance, to_date, warned_at)
      SELECT ${tx.tenantId}::uuid, n.order_id, n.line_number, n.promise_version, n.customer_id, n.chance, n.to_date, ${now}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(dangers)}::jsonb) AS n (order_id text, line_number int, promise_version int,
        customer_id text, chance real, to_date date)
      ON CONFLICT (tenant_id, order_id, line_number, promise_version) DO UPDATE SET ended_at = NULL
        WHERE risk_warning.ended_at IS NOT NULL`)
  // Of these lines, dangers of an older version of the promise, or of one that is safe again, have ended.
  await tx.execute(sql`UPDATE planning.risk_warning w SET ended_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows.map(({ order_id, line_number, promise_version, level }) => ({ ...{ order_id, line_number, promise_version, level } })))}::jsonb)
      AS n (order_id text, line_number int, promise_version int, level int)
    WHERE w.tenant_id = ${tx.tenantId}::uuid AND w.order_id = n.order_id AND w.line_number = n.line_number
      AND w.ended_at IS NULL AND (w.promise_version <> n.promise_version OR n.level < ${ACT})`)
}

async function keepForecasts(tx: Tx, rows: readonly RiskRow[], day: string): Promise<void> {
  const said = rows
    .filter(({ days_left }) => FORECAST_DAYS.includes(days_left))
    .map(({ order_id, line_number, promise_version, days_left, said, to_date }) => ({
      ...{ order_id, line_number, promise_version, days_left, said, to_date },
    }))
  if (said.length === 0) return
  await tx.execute(sql`INSERT INTO planning.risk_forecast SELECT ${tx.tenantId}::uuid, n.order_id, n.line_number,
      n.promise_version, n.days_left, n.said, n.to_date, ${day}::date, NULL
    FROM jsonb_to_recordset(${JSON.stringify(said)}::jsonb) AS n (order_id text, line_number int, promise_version int,
      days_left smallint, said real, to_date date)
    ON CONFLICT DO NOTHING`)
}

/**
 * Touched lines that are no longer open leave the list, and what was said of them is held against what came: the last day on
 * which something of the line was handed over. Cancelled ones teach nothing.
 */
export async function closeLines(tx: Tx, now: Date): Promise<number> {
  const closed = sql`SELECT t.order_id, t.line_number, (SELECT max(h.delivered_on) FROM delivery.delivery_line d
      JOIN delivery.delivery h ON h.tenant_id = d.tenant_id AND h.delivery_id = d.delivery_id
      WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.order_id = t.order_id AND d.line_number = t.line_number) AS came_on
    FROM touched_line t WHERE NOT EXISTS (SELECT 1 FROM risk_line o WHERE o.order_id = t.order_id AND o.line_number = t.line_number)`
  const gone = await tx.execute(sql`DELETE FROM planning.promise_risk r USING touched_line t
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = t.order_id AND r.line_number = t.line_number
      AND NOT EXISTS (SELECT 1 FROM risk_line o WHERE o.order_id = t.order_id AND o.line_number = t.line_number)`)
  await tx.execute(sql`WITH closed AS (${closed}) UPDATE planning.risk_forecast f SET is_late = c.came_on > f.to_date
    FROM closed c WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.order_id = c.order_id AND f.line_number = c.line_number`)
  await tx.execute(sql`WITH closed AS (${closed}) UPDATE planning.risk_warning w SET is_late = c.came_on > w.to_date,
      ended_at = coalesce(w.ended_at, ${now}::timestamptz)
    FROM closed c WHERE w.tenant_id = ${tx.tenantId}::uuid AND w.order_id = c.order_id AND w.line_number = c.line_number`)
  return gone
}
