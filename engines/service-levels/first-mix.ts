/** A good mix within the limits, found without proof: from what the prices choose, mended and then improved step by step. */
import type { Bound } from './dual.ts'
import { classCount, type Knapsack, limitSlack, type Picks, totalOf } from './knapsack.ts'

/** Undefined: no way back within the limits was found, which does not mean that there is none. */
export function firstMix(asked: Knapsack, { picks, prices }: Bound): Picks | undefined {
  const mended = mend(asked, Int32Array.from(picks), prices)
  return mended && improve(asked, mended)
}

/** As long as a limit is exceeded: the change that loses least for each bit of excess it takes away. */
function mend(asked: Knapsack, picks: Picks, prices: Float64Array): Picks | undefined {
  const { starts, value, uses, limits } = asked
  const slack = uses.map((_, k) => limitSlack(asked, k))
  for (let round = 0; round < 50 * picks.length + 50; round++) {
    const over = uses.map((use, k) => totalOf(use, picks) - limits[k]!)
    if (over.every((one, k) => one <= slack[k]!)) return picks
    let [best, from, to] = [Number.POSITIVE_INFINITY, -1, -1]
    for (let at = 0; at < picks.length; at++) {
      const now = picks[at]!
      for (let option = starts[at]!; option < starts[at + 1]!; option++) {
        let relief = 0
        let loss = value[now]! - value[option]!
        for (let k = 0; k < uses.length; k++) {
          const less = uses[k]![now]! - uses[k]![option]!
          loss -= prices[k]! * less
          const scale = Math.max(Math.abs(limits[k]!), 1)
          relief += (over[k]! > 0 ? Math.min(less, over[k]!) : Math.min(0, less + Math.max(0, -over[k]!))) / scale
        }
        if (relief <= 1e-15) continue
        const dearness = Math.max(0, loss) / relief
        if (dearness < best || (dearness === best && relief > 0 && to < 0)) [best, from, to] = [dearness, at, option]
      }
    }
    if (to < 0) return undefined
    picks[from] = to
  }
  return undefined
}

/** Whatever more fits: the greatest gain first, until nothing more does. */
function improve(asked: Knapsack, picks: Picks): Picks {
  const { starts, value, uses, limits } = asked
  const left = uses.map((use, k) => limits[k]! - totalOf(use, picks))
  for (let round = 0; round < 20 * classCount(asked) + 20; round++) {
    let [best, from, to] = [0, -1, -1]
    for (let at = 0; at < picks.length; at++) {
      const now = picks[at]!
      for (let option = starts[at]!; option < starts[at + 1]!; option++) {
        const gain = value[option]! - value[now]!
        if (gain <= best) continue
        if (uses.every((use, k) => use[option]! - use[now]! <= left[k]!)) [best, from, to] = [gain, at, option]
      }
    }
    if (to < 0) break
    for (let k = 0; k < uses.length; k++) left[k]! -= uses[k]![to]! - uses[k]![picks[from]!]!
    picks[from] = to
  }
  return picks
}
