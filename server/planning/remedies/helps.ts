/** A way that brings the goods later than they are expected anyway is none: not by another site, product or promise. */
import type { Remedy, RemedyKind } from '../../../contract/remedies.ts'

/** What serves the customer although all is there later: a surer day, a part at once, a word. */
const OF_OTHER_USE: readonly RemedyKind[] = ['later_date', 'in_parts', 'tell']

/** `expected`: the day if nothing is done; null: nothing is in sight. */
export const helps = (
  { kind, to_date, keeps_promise }: Pick<Remedy, 'kind' | 'to_date' | 'keeps_promise'>,
  expected: string | null,
): boolean => keeps_promise || OF_OTHER_USE.includes(kind) || expected === null || to_date <= expected
