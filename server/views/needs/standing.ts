/** How each segment sees us beside the best competitor in an element, and what competitors are known to offer there. */
import sql from 'sql-template-tag'
import type { Gap } from '../../../engines/needs/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { answersIn, criteriaIn, type Period } from './answers.store.ts'
import { competitorNames, type FindingRow, findingsUntil } from './facts.store.ts'
import { groupOf } from './group.ts'
import { rivalOf, type Shown } from './rival.ts'

export interface Standing {
  readonly segment_id: string
  readonly element_id: string
  readonly shown: Shown
  readonly gap: Gap
}

/** Of the segments and elements asked for; without what nobody knows anything of. */
export async function standingsIn(
  tx: Tx,
  period: Period,
  { segments, elements }: { segments: readonly string[]; elements: readonly string[] },
): Promise<Standing[]> {
  const answers = await answersIn(tx, period, null)
  const criteria = await criteriaIn(tx, period, null)
  const findings = await findingsUntil(tx, period.to)
  const competitors = new Map((await competitorNames(tx)).map(({ competitor_id, name }) => [competitor_id, name]))
  return segments.flatMap((segmentId) => {
    const group = groupOf(
      answers.filter(({ audience, segment_id }) => audience === 'customers' && segment_id === segmentId),
      criteria.filter(({ segment_id }) => segment_id === segmentId),
    )
    return elements.flatMap((element): Standing[] => {
      const rival = rivalOf(element, group, { findings, competitors, segmentId, day: period.to })
      return rival ? [{ segment_id: segmentId, element_id: element, ...rival }] : []
    })
  })
}

export interface LevelSeen extends Omit<FindingRow, 'mark'> {
  readonly level: number
}

/** Levels that competitors offer, of each element the surest evidence and of that the latest; in stock it is a percentage. */
export const levelsSeen = (tx: Tx, day: string): Promise<LevelSeen[]> =>
  tx.query<LevelSeen>(sql`SELECT DISTINCT ON (f.competitor_id, f.element_id, f.segment_id) f.competitor_id,
      c.name AS competitor_name, f.element_id, f.segment_id, f.evidence, f.seen_on, f.cases,
      CASE WHEN f.element_id = 'availability' THEN coalesce(f.percent, f.level) ELSE f.level END::float8 AS level
    FROM needs.competitor_finding f JOIN needs.competitor c ON c.tenant_id = f.tenant_id AND c.competitor_id = f.competitor_id
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.seen_on <= ${day}::date
      AND (f.level IS NOT NULL OR (f.element_id = 'availability' AND f.percent IS NOT NULL))
    ORDER BY f.competitor_id, f.element_id, f.segment_id, f.seen_on < ${day}::date - 365,
      array_position(ARRAY['paired_rating', 'mystery_order', 'published_terms', 'win_loss', 'guess'], f.evidence), f.seen_on DESC`)
