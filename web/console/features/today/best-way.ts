/** One ranking for the list and the panel: the server's, in which telling alone is a way out only where there is no other. */
import type { Remedy } from '../../../../contract/remedies.ts'

export const bestWay = (remedies: readonly Remedy[]): Remedy | undefined =>
  remedies.find(({ kind }) => kind !== 'tell') ?? remedies[0]

/** The goods are expected sooner if nothing is done: the new day is only a surer one. */
export const isLaterThanExpected = ({ kind, to_date }: Pick<Remedy, 'kind' | 'to_date'>, expected: string | null) =>
  kind !== 'tell' && expected !== null && to_date > expected
