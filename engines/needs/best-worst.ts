/**
 * Importance by best and worst of small sets: people tell the ends of a handful more surely than they give marks.
 *
 * Counts: (times best − times worst) / times shown, −1 to 1. Logit: every choice is of the pair (i best, j worst) among all
 * ordered pairs of the set, with a chance in proportion to e^(u_i − u_j) (Marley and Louviere 2005); shares are
 * e^u / Σ e^u. Errors are those of people, not of choices: one person's choices hang together.
 */

import { inverseOf, multiply } from './matrix.ts'
import { type Estimate, meanOf } from './mean.ts'

export interface Choice {
  /** Whose choice it is. */
  readonly person: string
  readonly shown: readonly string[]
  readonly best: string
  readonly worst: string
}

/** The score of each element shown, as a mean over the people it was shown to. */
export function scoresOf(choices: readonly Choice[]): Map<string, Estimate> {
  const told = new Map<string, Map<string, { shown: number; score: number }>>()
  for (const { person, shown, best, worst } of choices) {
    for (const element of shown) {
      const people = told.get(element) ?? new Map()
      told.set(element, people)
      const one = people.get(person) ?? { shown: 0, score: 0 }
      people.set(person, {
        shown: one.shown + 1,
        score: one.score + (element === best ? 1 : element === worst ? -1 : 0),
      })
    }
  }
  return new Map(
    [...told].map(([element, people]) => [
      element,
      meanOf(
        [...people.values()].map(({ shown, score }) => score / shown),
        { low: -1, high: 1 },
      )!,
    ]),
  )
}

/** Draws utilities a little towards each other: without it, an element that is always best has no finite one. */
const RIDGE = 0.05
const STEPS = 50

/** Shares of importance with 95 % intervals. Empty when no choice is of two elements or more. */
export function choiceShares(choices: readonly Choice[]): Map<string, Estimate> {
  const valid = choices.filter(
    ({ shown, best, worst }) => best !== worst && shown.includes(best) && shown.includes(worst),
  )
  const elements = [...new Set(valid.flatMap(({ shown }) => shown))].sort()
  if (elements.length < 2) return new Map()
  const at = new Map(elements.map((element, place) => [element, place]))
  const sets = valid.map(({ person, shown, best, worst }) => ({
    person,
    shown: shown.map((element) => at.get(element)!),
    best: at.get(best)!,
    worst: at.get(worst)!,
  }))
  const size = elements.length
  let utility: number[] = new Array(size).fill(0)
  for (let step = 0; step < STEPS; step++) {
    const { slope, curve } = slopeAndCurve(sets, utility)
    const move = multiply(inverseOf(curve), slope)
    utility = utility.map((value, place) => value + Math.max(-1, Math.min(1, move[place]!)))
    if (Math.max(...move.map(Math.abs)) < 1e-10) break
  }
  return toShares(elements, sets, utility)
}

type Set_ = {
  readonly person: string
  readonly shown: readonly number[]
  readonly best: number
  readonly worst: number
}

/** Per person the slope of the likelihood, their sum with the ridge, and the curvature (negative Hessian). */
function slopeAndCurve(sets: readonly Set_[], utility: readonly number[]) {
  const size = utility.length
  const curve = utility.map((_, row) => utility.map((__, column) => (row === column ? RIDGE : 0)))
  const people = new Map<string, number[]>()
  for (const { person, shown, best, worst } of sets) {
    const own = people.get(person) ?? new Array<number>(size).fill(0)
    people.set(person, own)
    own[best]! += 1
    own[worst]! -= 1
    const pairs = shown.flatMap((i) => shown.filter((j) => j !== i).map((j) => [i, j] as const))
    const weights = pairs.map(([i, j]) => Math.exp(utility[i]! - utility[j]!))
    const total = weights.reduce((sum, one) => sum + one, 0)
    const mean = new Array<number>(size).fill(0)
    pairs.forEach(([i, j], nth) => {
      const chance = weights[nth]! / total
      mean[i]! += chance
      mean[j]! -= chance
      curve[i]![i]! += chance
      curve[j]![j]! += chance
      curve[i]![j]! -= chance
      curve[j]![i]! -= chance
    })
    for (const row of shown) {
      own[row]! -= mean[row]!
      for (const column of shown) curve[row]![column]! -= mean[row]! * mean[column]!
    }
  }
  const slope = utility.map(
    (value, place) => [...people.values()].reduce((sum, own) => sum + own[place]!, 0) - RIDGE * value,
  )
  return { slope, curve, people }
}

function toShares(elements: readonly string[], sets: readonly Set_[], utility: readonly number[]) {
  const { curve, people } = slopeAndCurve(sets, utility)
  const bread = inverseOf(curve)
  const n = people.size
  const meat = utility.map((_, row) =>
    utility.map((__, column) => [...people.values()].reduce((sum, own) => sum + own[row]! * own[column]!, 0)),
  )
  const scale = n > 1 ? n / (n - 1) : 1
  const half = bread.map((row) =>
    meat.map((_, column) => row.reduce((sum, one, at) => sum + one * meat[at]![column]!, 0)),
  )
  const covariance = half.map((row) =>
    bread.map((_, column) => scale * row.reduce((sum, one, at) => sum + one * bread[at]![column]!, 0)),
  )
  const weights = utility.map(Math.exp)
  const total = weights.reduce((sum, one) => sum + one, 0)
  const shares = weights.map((one) => one / total)
  const shownTo = elements.map(
    (_, place) => new Set(sets.flatMap((set) => (set.shown.includes(place) ? [set.person] : []))).size,
  )
  return new Map(
    elements.map((element, place): [string, Estimate] => {
      const share = shares[place]!
      // How the share moves with each utility: s (1{same} − s of the other).
      const slope = shares.map((other, at) => share * ((at === place ? 1 : 0) - other))
      const variance = slope.reduce(
        (sum, one, row) => sum + one * slope.reduce((part, two, column) => part + two * covariance[row]![column]!, 0),
        0,
      )
      const error = Math.sqrt(Math.max(0, variance))
      const asked = shownTo[place]!
      return [
        element,
        {
          value: share,
          low: n > 1 ? Math.max(0, share - 1.959964 * error) : 0,
          high: n > 1 ? Math.min(1, share + 1.959964 * error) : 1,
          n: asked,
          sd: error * Math.sqrt(asked),
        },
      ]
    }),
  )
}

/**
 * Which sets somebody is shown: every element twice, in sets of four, mixed anew for each person so that over all people
 * every element meets every other. `mix` shuffles; the same person gets the same sets.
 */
export function setsOf(
  elements: readonly string[],
  mix: (elements: readonly string[]) => string[],
  size = 4,
): string[][] {
  const each = Math.min(size, elements.length)
  return [0, 1].flatMap(() => {
    const mixed = mix(elements)
    const count = Math.ceil(mixed.length / each)
    return Array.from({ length: count }, (_, nth) =>
      Array.from({ length: each }, (__, place) => mixed[(nth * each + place) % mixed.length]!),
    )
  })
}
