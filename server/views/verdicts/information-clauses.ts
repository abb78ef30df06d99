/** The information clauses in force: what each segment's dated standards say is owed with its goods. */
import sql from 'sql-template-tag'
import type { InformationClause, RequiredDocument } from '../../../engines/rights/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readDay } from './cells.ts'
import type { LineDraft } from './line-draft.ts'

export interface Clauses {
  readonly hasAny: boolean
  readonly asksTracking: boolean
  /** The clause of the line's segment on the day it was ordered; null without one. */
  of(line: Pick<LineDraft, 'segmentId' | 'facts'>): InformationClause | null
}

interface ClauseRow {
  readonly segment_id: string
  readonly valid_from: string
  readonly required_documents: RequiredDocument[] | null
  readonly advance_notice_hours: number | null
  readonly tracking_age_hours: number | null
  readonly tells_exceptions: boolean | null
}

interface DatedClause {
  readonly validFrom: number
  /** Null where a row takes every question back. */
  readonly clause: InformationClause | null
}

/** A standard that only raises its target says nothing of the clause: the one before stays in force. */
export async function loadClauses(tx: Tx): Promise<Clauses> {
  const rows = await tx.query<ClauseRow>(sql`SELECT segment_id, valid_from, required_documents, advance_notice_hours,
      tracking_age_hours, tells_exceptions
    FROM policies.standard WHERE tenant_id = ${tx.tenantId}::uuid AND element = 'information'
      AND num_nonnulls(required_documents, advance_notice_hours, tracking_age_hours, tells_exceptions) > 0
    ORDER BY valid_from DESC`)
  const bySegment = new Map<string, DatedClause[]>()
  for (const row of rows) {
    const dated = { validFrom: readDay(row.valid_from)!, clause: toClause(row) }
    bySegment.set(row.segment_id, [...(bySegment.get(row.segment_id) ?? []), dated])
  }
  return {
    hasAny: rows.length > 0,
    asksTracking: rows.some((row) => row.tracking_age_hours !== null),
    of: ({ segmentId, facts: { orderedDay } }) => {
      if (orderedDay === null) return null
      return bySegment.get(segmentId)?.find(({ validFrom }) => validFrom <= orderedDay)?.clause ?? null
    },
  }
}

function toClause(row: ClauseRow): InformationClause | null {
  const clause = {
    requiredDocuments: row.required_documents ?? [],
    advanceNoticeHours: row.advance_notice_hours,
    trackingAgeHours: row.tracking_age_hours,
    tellsExceptions: row.tells_exceptions ?? false,
  }
  const { requiredDocuments, advanceNoticeHours, trackingAgeHours, tellsExceptions } = clause
  const asksNothing = advanceNoticeHours === null && trackingAgeHours === null && !tellsExceptions
  return requiredDocuments.length === 0 && asksNothing ? null : clause
}
