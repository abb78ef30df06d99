/** What was asked and said about lowering core elements in a draft. */
import sql from 'sql-template-tag'
import type { Lowering } from '../../../contract/lowerings.ts'
import type { Tx } from '../../platform/database/database.ts'

/** The latest last. */
export const loweringsOf = (tx: Tx, draftId: string): Promise<Lowering[]> =>
  tx.query<Lowering>(sql`SELECT l.lowering_id, l.draft_id, l.asked_by, to_jsonb(l.asked_at) AS asked_at, l.approver, l.reason,
      l.state, to_jsonb(l.decided_at) AS decided_at, l.answer,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('element', e.element, 'level', e.level) ORDER BY e.element), '[]')
        FROM policies.lowered_element e WHERE e.tenant_id = l.tenant_id AND e.lowering_id = l.lowering_id) AS elements
    FROM policies.lowering l WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.draft_id = ${draftId}
    ORDER BY l.asked_at, l.lowering_id`)

export interface Waiting {
  readonly lowering_id: string
  readonly draft_id: string
  readonly name: string
  readonly segment_id: string
  readonly segment_name: string
  readonly asked_at: string
  readonly asked_by: string
}

/** Of drafts that are open, the longest waiting first. */
export const waitingFor = (tx: Tx, user: string): Promise<Waiting[]> =>
  tx.query<Waiting>(sql`SELECT l.lowering_id, l.draft_id, d.name, d.segment_id, s.name AS segment_name,
      to_jsonb(l.asked_at) AS asked_at, l.asked_by
    FROM policies.lowering l
    JOIN policies.package_draft d ON d.tenant_id = l.tenant_id AND d.draft_id = l.draft_id
    JOIN policies.segment s ON s.tenant_id = d.tenant_id AND s.segment_id = d.segment_id
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.state = 'asked' AND l.approver = ${user}
      AND d.published_on IS NULL AND d.is_dropped IS NOT TRUE
    ORDER BY l.asked_at, l.lowering_id`)
