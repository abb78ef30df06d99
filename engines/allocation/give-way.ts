/** Whose goods or hands a newcomer of better standing may have: as few holders as are enough, the worst rank first. */
import { compareRank, decidedBy, type RankKey, type RankOrder } from './rank.ts'

export interface Holder {
  readonly rank: RankKey
  readonly amount: number
}

/** A newcomer comes before a holder when something that was published says so; never by its day or its hour alone. */
export function comesBefore(newcomer: RankKey, holder: RankKey, order: RankOrder): boolean {
  const last = Number.POSITIVE_INFINITY
  const plain = { ...newcomer, promiseDay: null, promisedAt: last, orderedAt: last, isAtRisk: false, hasWaited: false }
  return compareRank(plain, holder, order) < 0 && decidedBy(plain, holder, order) !== 'code'
}

/**
 * Indices of the holders that give way so that the amount comes free; null when those of lower standing do not hold as much.
 * Example: of holders of 3 (tier 3) and 5 (tier 2), 4 are wanted by tier 1: the 5 alone are enough, so tier 3 keeps its 3.
 */
export function whoGivesWay(
  holders: readonly Holder[],
  amount: number,
  { newcomer, order }: { newcomer: RankKey; order: RankOrder },
): number[] | null {
  if (amount <= 0) return []
  const below = holders
    .map((_, at) => at)
    .filter((at) => comesBefore(newcomer, holders[at]!.rank, order))
    .sort((a, b) => compareRank(holders[b]!.rank, holders[a]!.rank, order))
  const chosen: number[] = []
  let free = 0
  for (const at of below) {
    if (free >= amount) break
    chosen.push(at)
    free += holders[at]!.amount
  }
  if (free < amount) return null
  // The last one may hold enough for some of those before it: who need not give way does not.
  return chosen.filter((at) => {
    if (free - holders[at]!.amount < amount) return true
    free -= holders[at]!.amount
    return false
  })
}
