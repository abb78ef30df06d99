/**
 * The bare question under a mix: of each class exactly one option, the greatest sum of values, no limit exceeded
 * (multiple-choice knapsack). Everything in flat rows, since it is asked again and again for sensitivities.
 */
export interface Knapsack {
  /** Where each class's options begin; one more at the end. */
  readonly starts: Int32Array
  readonly value: Float64Array
  /** Of each limit what each option uses; less than nothing is possible. */
  readonly uses: readonly Float64Array[]
  readonly limits: Float64Array
}

/** The option chosen of each class. */
export type Picks = Int32Array

export const classCount = ({ starts }: Knapsack): number => starts.length - 1

export function totalOf(values: Float64Array, picks: Picks): number {
  let sum = 0
  for (let at = 0; at < picks.length; at++) sum += values[picks[at]!]!
  return sum
}

/** Sums of decimals carry dust; a limit is exceeded only beyond it. */
const DUST = 1e-9

export function limitSlack({ uses, limits }: Knapsack, k: number): number {
  let scale = Math.abs(limits[k]!)
  for (const use of uses[k]!) if (Math.abs(use) > scale) scale = Math.abs(use)
  return DUST * Math.max(1, scale)
}

export function fits(asked: Knapsack, picks: Picks): boolean {
  return asked.uses.every((use, k) => totalOf(use, picks) <= asked.limits[k]! + limitSlack(asked, k))
}

/** The least that a limit can be used. */
export function leastUse({ starts, uses }: Knapsack, k: number): number {
  const use = uses[k]!
  let sum = 0
  for (let at = 0; at + 1 < starts.length; at++) {
    let least = Number.POSITIVE_INFINITY
    for (let option = starts[at]!; option < starts[at + 1]!; option++) least = Math.min(least, use[option]!)
    sum += least
  }
  return sum
}

/** Only some options of each class, with the way back to their numbers. */
export function narrowed(asked: Knapsack, keep: (option: number) => boolean): { asked: Knapsack; back: Int32Array } {
  const back: number[] = []
  const starts = [0]
  for (let at = 0; at < classCount(asked); at++) {
    for (let option = asked.starts[at]!; option < asked.starts[at + 1]!; option++) if (keep(option)) back.push(option)
    starts.push(back.length)
  }
  const take = (row: Float64Array) => Float64Array.from(back, (option) => row[option]!)
  return {
    asked: {
      starts: Int32Array.from(starts),
      value: take(asked.value),
      uses: asked.uses.map(take),
      limits: asked.limits,
    },
    back: Int32Array.from(back),
  }
}
