/** What segments need as stated, on a day: what standards, packages and actions are traced to. */
import sql from 'sql-template-tag'
import type { Need } from '../../../contract/needs.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface NeedInForce extends Need {
  readonly segment_id: string
  readonly statement_id: string
  readonly valid_from: string
}

/** Of each segment the latest statement that has begun by the day; `segmentId` null: of all segments. */
export const needsInForce = (tx: Tx, day: string, segmentId: string | null = null): Promise<NeedInForce[]> =>
  tx.query<NeedInForce>(sql`WITH s AS (SELECT DISTINCT ON (segment_id) * FROM needs.need_statement
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date
        AND (${segmentId}::text IS NULL OR segment_id = ${segmentId}::text)
      ORDER BY segment_id, valid_from DESC)
    SELECT s.segment_id, s.statement_id, s.valid_from, n.buying_role, n.element_id, n.weight::float8 AS weight,
      n.weight_low::float8 AS weight_low, n.weight_high::float8 AS weight_high, n.weight_n,
      n.required_percent::float8 AS required_percent, n.required_low::float8 AS required_low,
      n.required_high::float8 AS required_high, n.required_n, n.kano
    FROM s JOIN needs.need n USING (tenant_id, statement_id)
    ORDER BY s.segment_id, n.buying_role, n.weight DESC NULLS LAST, n.element_id`)
