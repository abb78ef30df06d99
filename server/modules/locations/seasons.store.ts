/** Busy and slow periods. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface ComingSeason {
  readonly season_id: string
  /** Null: the whole company. */
  readonly location_id: string | null
  readonly name: string
  readonly kind: string
  readonly first_day: string
  readonly last_day: string
  readonly demand_percent: number
  readonly capacity_percent: number | null
  readonly stock_target_percent: number | null
  readonly extra_lead_days: number | null
  readonly staffing: string | null
}

/** Seasons that run on some day between two, the first to begin first. */
export const listComingSeasons = (tx: Tx, span: { from: string; to: string }): Promise<ComingSeason[]> =>
  tx.query<ComingSeason>(sql`SELECT season_id, location_id, name, kind, first_day, last_day, demand_percent,
      capacity_percent, stock_target_percent, extra_lead_days, staffing
    FROM locations.season WHERE tenant_id = ${tx.tenantId}::uuid AND first_day <= ${span.to}::date
      AND last_day >= ${span.from}::date ORDER BY first_day, season_id`)
