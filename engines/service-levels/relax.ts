/** Why no mix keeps the limits, and the smallest steps out. */
import type { Compiled } from './compile.ts'
import { type Knapsack, leastUse, limitSlack, totalOf } from './knapsack.ts'
import { choiceRows, limitRows, nameOf, picksOf } from './prove.ts'
import { type IntegerSolver, lpText } from './solver.ts'

export interface Raise {
  readonly limit: string
  /** By how much at least. */
  readonly by: number
}

export interface WayOut {
  /** Limits that even the mix that uses least of them exceeds, whatever the others allow. */
  readonly short: readonly Raise[]
  /** Each of these is enough: one limit alone where that is, else the least of several, in shares of each. */
  readonly ways: readonly (readonly Raise[])[]
}

export function wayOut(asked: Knapsack, names: Compiled['limits'], solver?: IntegerSolver): WayOut {
  const all = names.map(({ name }, k): Raise => ({ limit: name, by: leastUse(asked, k) - asked.limits[k]! }))
  const short = all.filter(({ by }, k) => by > limitSlack(asked, k))
  if (names.length === 1) return { short, ways: [short] }
  if (!solver) return { short, ways: [] }
  // One limit alone helps only where the others can be kept without it.
  const alone = names.flatMap(({ name }, k): Raise[][] => {
    if (short.some(({ limit }) => limit !== name)) return []
    const use = leastUseWithin(asked, k, solver)
    return use === undefined ? [] : [[{ limit: name, by: Math.max(0, use - asked.limits[k]!) }]]
  })
  return { short, ways: alone.length ? alone : [together(asked, names, solver)] }
}

/** The least use of one limit among the mixes that keep all others. */
function leastUseWithin(asked: Knapsack, k: number, solver: IntegerSolver): number | undefined {
  const others = {
    ...asked,
    uses: asked.uses.filter((_, at) => at !== k),
    limits: asked.limits.filter((_, at) => at !== k),
  }
  const use = asked.uses[k]!
  const scale = use.reduce((most, one) => Math.max(most, Math.abs(one)), Number.MIN_VALUE)
  const options = Array.from(use, (_, option) => option)
  const answer = solver(
    lpText({
      goal: 'Minimize',
      objective: options.map((option) => ({ name: nameOf(option), times: use[option]! / scale })),
      rows: [...choiceRows(asked), ...limitRows(others, 0)],
      binaries: options.map(nameOf),
    }),
  )
  return answer.state === 'optimal' ? totalOf(use, picksOf(asked, answer.value)) : undefined
}

/** The least sum of raises, each as a share of what its options differ by. */
function together(asked: Knapsack, names: Compiled['limits'], solver: IntegerSolver): Raise[] {
  const options = Array.from(asked.value, (_, option) => option)
  const answer = solver(
    lpText({
      goal: 'Minimize',
      objective: names.map((_, k) => ({ name: `r${k}`, times: 1 })),
      rows: [
        ...choiceRows(asked),
        ...limitRows(asked, 0).map((row, k) => ({ ...row, terms: [...row.terms, { name: `r${k}`, times: -1 }] })),
      ],
      binaries: options.map(nameOf),
    }),
  )
  if (answer.state !== 'optimal') return []
  const picks = picksOf(asked, answer.value)
  return names
    .map(({ name }, k) => ({ limit: name, by: totalOf(asked.uses[k]!, picks) - asked.limits[k]! }))
    .filter(({ by }, k) => by > limitSlack(asked, k))
}
