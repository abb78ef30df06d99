/** Who belongs to a segment, as a rule in words; and moves of customers from one to another. */

import { Refusal } from '../../../contract/refusals.ts'
import type { SegmentClause } from '../../../contract/segment-rules.ts'
import { isChoiceOf, NEED_FACTS, WORD_FACTS } from '../../../contract/segment-rules.ts'
import type { RecordType } from '../../ledger/index.ts'

export const segmentRule: RecordType = {
  subjectType: 'segment_rule',
  table: 'policies.segment_rule',
  key: 'rule_id',
  columns: ['segment_id', 'valid_from', 'priority', 'note'],
  children: [
    {
      name: 'clauses',
      table: 'policies.segment_clause',
      keys: ['clause_number'],
      columns: ['fact', 'comparison', 'amount', 'choices', 'element_id'],
      isWhole: true,
    },
  ],
  created: 'SegmentRuleSet',
  changed: 'SegmentRuleChanged',
}

export const segmentMove: RecordType = {
  subjectType: 'segment_move',
  table: 'policies.segment_move',
  key: 'move_id',
  columns: ['customer_id', 'from_segment', 'to_segment', 'moved_on', 'state', 'reason', 'rule_id', 'decided_by'],
  created: 'CustomerMoved',
  changed: 'CustomerMoveChanged',
}

/** Refuses `invalid_input` for a clause that says nothing, what can never be, or twice the same number. */
export function checkClauses(clauses: readonly SegmentClause[]): void {
  const wrong = (clause_number: number, reason: string) =>
    new Refusal('invalid_input', { field: 'clauses', clause_number, reason })
  const seen = new Set<number>()
  for (const { clause_number, fact, comparison, amount, choices, element_id } of clauses) {
    if (seen.has(clause_number)) throw wrong(clause_number, 'repeated')
    seen.add(clause_number)
    const isWord = WORD_FACTS.includes(fact)
    if (isWord !== (comparison == null)) throw wrong(clause_number, 'comparison')
    if (isWord && !(choices?.length && choices.every((choice) => isChoiceOf(fact, choice))))
      throw wrong(clause_number, 'choices')
    if (!isWord && amount == null) throw wrong(clause_number, 'amount')
    if (NEED_FACTS.includes(fact) !== (element_id != null)) throw wrong(clause_number, 'element_id')
  }
}

export const elementsOf = (clauses: readonly SegmentClause[]): string[] =>
  clauses.flatMap(({ element_id }) => element_id ?? [])
