/** Which elements are core for a segment: what customers take for granted (Kano M), and the three that weigh most. */
import sql from 'sql-template-tag'
import type { CoreNeed } from '../../../contract/lowerings.ts'
import type { Tx } from '../../platform/database/database.ts'

const TOP = 3

/** By the statement in force on the day, over all roles together; none where nothing was stated. */
export const coreNeedsOf = (tx: Tx, segmentId: string, day: string): Promise<CoreNeed[]> =>
  tx.query<CoreNeed>(sql`WITH s AS (SELECT * FROM needs.need_statement
      WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${segmentId} AND valid_from <= ${day}::date
      ORDER BY valid_from DESC LIMIT 1),
    n AS (SELECT s.statement_id, s.valid_from, n.element_id, n.kano, n.weight::float8 AS weight,
        n.weight_low::float8 AS weight_low, n.weight_high::float8 AS weight_high, n.weight_n,
        row_number() OVER (ORDER BY n.weight DESC NULLS LAST, n.element_id) AS rank
      FROM s JOIN needs.need n USING (tenant_id, statement_id) WHERE n.buying_role = 'all')
    SELECT element_id, CASE WHEN kano = 'M' THEN 'must_be' ELSE 'top_three' END AS why, statement_id,
      valid_from, weight, weight_low, weight_high, weight_n
    FROM n WHERE kano = 'M' OR (rank <= ${TOP} AND weight IS NOT NULL) ORDER BY rank`)
