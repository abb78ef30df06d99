/** How good chances were: in the right order, and as high as said. */

export interface Judged {
  readonly cases: number
  readonly late: number
  /** Chance that a late one was given a higher chance than one in time; ties count half. */
  readonly auc: number
  /** Mean distance between what was said and what came, over ten groups of equal size. */
  readonly calibrationError: number
  /** What that distance would be by chance alone, were every chance exactly right. */
  readonly errorByChance: number
  /** Mean squared error. */
  readonly brier: number
}

const GROUPS = 10

export function judge(chances: readonly number[], isLate: readonly boolean[]): Judged {
  const order = chances.map((_, i) => i).sort((a, b) => chances[a]! - chances[b]! || a - b)
  const late = isLate.filter(Boolean).length
  return {
    cases: chances.length,
    late,
    auc: aucOf(order, chances, isLate),
    calibrationError: calibrationError(order, chances, isLate),
    errorByChance: errorByChance(order, chances),
    brier: chances.reduce((sum, p, i) => sum + (p - Number(isLate[i])) ** 2, 0) / Math.max(1, chances.length),
  }
}

/** By ranks (Mann and Whitney); equal chances share their mean rank. */
function aucOf(order: readonly number[], chances: readonly number[], isLate: readonly boolean[]): number {
  let [ranks, late] = [0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && chances[order[to]!] === chances[order[from]!]) to++
    const mean = (from + 1 + to) / 2
    for (let i = from; i < to; i++)
      if (isLate[order[i]!]) {
        ranks += mean
        late += 1
      }
    from = to
  }
  const others = order.length - late
  return late === 0 || others === 0 ? Number.NaN : (ranks - (late * (late + 1)) / 2) / (late * others)
}

function calibrationError(order: readonly number[], chances: readonly number[], isLate: readonly boolean[]): number {
  let error = 0
  for (const rows of groupsOf(order)) {
    const said = rows.reduce((sum, i) => sum + chances[i]!, 0)
    const came = rows.filter((i) => isLate[i]).length
    error += Math.abs(said - came)
  }
  return error / Math.max(1, order.length)
}

const groupsOf = (order: readonly number[]) =>
  Array.from({ length: GROUPS }, (_, group) =>
    order.slice(Math.floor((group * order.length) / GROUPS), Math.floor(((group + 1) * order.length) / GROUPS)),
  )

/** Mean absolute value of a normal deviate, times the spread of the late ones of each group. */
function errorByChance(order: readonly number[], chances: readonly number[]): number {
  let error = 0
  for (const rows of groupsOf(order)) {
    const variance = rows.reduce((sum, i) => sum + chances[i]! * (1 - chances[i]!), 0)
    error += Math.sqrt((2 * variance) / Math.PI)
  }
  return error / Math.max(1, order.length)
}
