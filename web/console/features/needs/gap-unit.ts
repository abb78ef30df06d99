/** In what a gap is told: a difference of two shares in points, of two marks on their scale; and what was counted for it. */
import type { GapKind } from '../../../../contract/gap-map.ts'

const MARKS: readonly GapKind[] = ['perception', 'competitor']
/** One side is set by us, the other is the record's. */
const OF_THE_RECORD: readonly GapKind[] = ['delivery', 'communication']
/** One side is the record's, the other what people said: the fewer of both are told. */
const OF_BOTH: readonly GapKind[] = ['capability', 'measurement']
/** The record counts answers to questions for them, not order lines. */
const OF_QUESTIONS: readonly string[] = ['answers', 'feedback']

export type Counted = 'people' | 'lines' | 'cases'

export const unitOfGap = (kind: GapKind): 'points' | 'marks' => (MARKS.includes(kind) ? 'marks' : 'points')

export function countedFor(kind: GapKind, elementId: string): Counted {
  if (OF_BOTH.includes(kind)) return 'cases'
  if (!OF_THE_RECORD.includes(kind)) return 'people'
  return OF_QUESTIONS.includes(elementId) ? 'cases' : 'lines'
}
