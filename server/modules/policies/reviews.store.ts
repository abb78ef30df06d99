/** Which packages in force, and whose standards, are to be looked at again, and when. */
import sql from 'sql-template-tag'
import type { ReviewsDue } from '../../../contract/process-standards.ts'
import type { Tx } from '../../platform/database/database.ts'

/** [ours] Where nobody said when, a package, and what was last set of a segment's standards, is looked at again after a year. */
const USUAL_DAYS = 365

/** Due by a day, the longest overdue first. */
export const reviewsDue = (tx: Tx, { today, until }: { today: string; until: string }): Promise<ReviewsDue['rows']> =>
  tx.query<ReviewsDue['rows'][number]>(sql`WITH held AS (
      SELECT DISTINCT ON (p.segment_id) p.package_id, p.name, p.segment_id, p.valid_from FROM policies.service_package p
      WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.valid_from <= ${today}::date ORDER BY p.segment_id, p.valid_from DESC),
    set AS (SELECT s.segment_id, max(s.valid_from) AS valid_from FROM policies.standard s
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.valid_from <= ${today}::date GROUP BY s.segment_id),
    last AS (SELECT DISTINCT ON (r.package_id, r.segment_id) r.package_id, r.segment_id, r.reviewed_on, r.next_on
      FROM policies.package_review r
      WHERE r.tenant_id = ${tx.tenantId}::uuid ORDER BY r.package_id, r.segment_id, r.reviewed_on DESC, r.review_id DESC),
    due AS (
      SELECT h.package_id, h.name, h.segment_id, l.reviewed_on, coalesce(l.next_on, h.valid_from + ${USUAL_DAYS}::int) AS due_on
      FROM held h LEFT JOIN last l ON l.package_id = h.package_id
      UNION ALL
      SELECT NULL, NULL, s.segment_id, l.reviewed_on, coalesce(l.next_on, s.valid_from + ${USUAL_DAYS}::int)
      FROM set s LEFT JOIN last l ON l.segment_id = s.segment_id)
    SELECT d.package_id, d.name, d.segment_id, g.name AS segment_name, d.due_on, (d.due_on - ${today}::date)::int AS days,
      d.reviewed_on AS last_on
    FROM due d JOIN policies.segment g ON g.tenant_id = ${tx.tenantId}::uuid AND g.segment_id = d.segment_id
    WHERE d.due_on <= ${until}::date ORDER BY d.due_on, d.segment_id, d.package_id NULLS LAST`)
