/** Which requirements apply to which order lines. */
import sql, { raw } from 'sql-template-tag'
import type { Requirement } from '../../../contract/requirements.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type RequirementMet, withSources } from './requirement.ts'

export interface RequirementLine {
  readonly customer_id: string
  readonly location_id: string | null
  readonly product_id: string
  /** The day on which the work is done: a requirement that has ended by then is not listed. */
  readonly day: string
}

/**
 * The three ways in, by the first subject a requirement names: each is an equality that an index or a hash can answer, so
 * the cost follows what applies and not lines times requirements.
 */
const WAYS_IN = [
  `r.customer_id = w.customer_id AND (r.location_id IS NULL OR r.location_id = w.location_id)
    AND (r.product_id IS NULL OR r.product_id = w.product_id)`,
  `r.customer_id IS NULL AND r.location_id = w.location_id AND (r.product_id IS NULL OR r.product_id = w.product_id)`,
  `r.customer_id IS NULL AND r.location_id IS NULL AND r.product_id = w.product_id`,
]

const applying = raw(
  WAYS_IN.map(
    (way) => `SELECT w.nth, r.requirement_id FROM wanted w JOIN policies.requirement r ON r.tenant_id = w.tenant_id
      AND r.valid_from <= w.day AND (r.valid_to IS NULL OR r.valid_to >= w.day) AND ${way}`,
  ).join(' UNION ALL '),
)

/** For each line, in the lines' order, all that applies to it, each with what it was recorded for. */
export async function requirementsFor(tx: Tx, lines: readonly RequirementLine[]): Promise<RequirementMet[][]> {
  const met: RequirementMet[][] = lines.map(() => [])
  if (!lines.length) return met
  const column = (name: keyof RequirementLine) => lines.map((line) => line[name])
  const rows = await tx.query<{ nths: number[]; state: Requirement }>(sql`
    WITH wanted AS (SELECT ${tx.tenantId}::uuid AS tenant_id, customer_id, location_id, product_id, day, nth::int
      FROM unnest(${column('customer_id')}::text[], ${column('location_id')}::text[], ${column('product_id')}::text[],
        ${column('day')}::date[]) WITH ORDINALITY AS u (customer_id, location_id, product_id, day, nth)),
    applying AS (SELECT requirement_id, array_agg(nth) AS nths FROM (${applying}) a GROUP BY requirement_id)
    SELECT a.nths, jsonb_strip_nulls(to_jsonb(r) - ARRAY['tenant_id', 'subject_version']) AS state
    FROM applying a JOIN policies.requirement r ON r.tenant_id = ${tx.tenantId}::uuid AND r.requirement_id = a.requirement_id
    ORDER BY r.kind, r.requirement_id`)
  for (const { nths, state } of rows) {
    const requirement = withSources(state)
    for (const nth of nths) met[nth - 1]!.push(requirement)
  }
  return met
}
