/** Endpoints of the rules of segments, and the list of moves. */
import { SegmentRule } from '../../../contract/segment-rules.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireElements } from '../needs/index.ts'
import { requireSegments } from './named.store.ts'
import { checkClauses, elementsOf, segmentRule } from './segment-rule.ts'

export const segmentRuleEndpoints = recordEndpoints({
  ...{ read: 'standards.read', write: 'standards.write' },
  type: segmentRule,
  path: '/segment-rules',
  tag: 'rules of segments',
  body: SegmentRule,
  searched: ['rule_id', 'segment_id', 'note'],
  filters: ['segment_id'],
  dated: {
    hasEnd: false,
    within: ['segment_id'],
    today: async (_, now) => now.toISOString().slice(0, 10),
  },
  check: async (tx, state) => {
    const rule = state as unknown as SegmentRule
    await requireSegments(tx, [rule.segment_id])
    checkClauses(rule.clauses ?? [])
    await requireElements(tx, elementsOf(rule.clauses ?? []))
  },
})
