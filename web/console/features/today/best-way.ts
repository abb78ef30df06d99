/** One ranking for the list and the panel: the server's, in which telling alone is a way out only where there is no other. */
import type { Remedy } from '../../../../contract/remedies.ts'

export const bestWay = (remedies: readonly Remedy[]): Remedy | undefined =>
  remedies.find(({ kind }) => kind !== 'tell') ?? remedies[0]

const DAY_MS = 86_400_000

/** The way out moves the day behind the promised one: the promise breaks by so many days all the same. Nought: it is kept, or only told. */
export const daysBehind = ({ kind, to_date, keeps_promise }: Moved, promised: string): number =>
  kind === 'tell' || keeps_promise ? 0 : Math.max(0, Math.round((Date.parse(to_date) - Date.parse(promised)) / DAY_MS))
type Moved = Pick<Remedy, 'kind' | 'to_date' | 'keeps_promise'>

/** The goods are expected sooner if nothing is done: the new day is only a surer one. */
export const isLaterThanExpected = ({ kind, to_date }: Pick<Remedy, 'kind' | 'to_date'>, expected: string | null) =>
  kind !== 'tell' && expected !== null && to_date > expected
