/**
 * Importance that nobody stated: how much of people's overall mark goes with their marks of each element.
 *
 * Elements correlate, so the weights of a regression would be split by chance between them. Relative weights (Johnson 2000)
 * stand the elements on the nearest uncorrelated axes, regress on those and carry the explained share back: they are never
 * negative and add up to R². Each interval is that of a bootstrap over people with a seed, so a repetition gives the same.
 */
import { type Interval, type Random, seededRandom } from '../shared/index.ts'
import { eigenOf } from './matrix.ts'

export interface DriverInput {
  readonly elements: readonly string[]
  /** One row a person: the marks of the elements in their order. */
  readonly marks: readonly (readonly number[])[]
  readonly overall: readonly number[]
}

export interface Driver extends Interval {
  readonly element: string
  /** Share of what the elements explain, 0 to 1. */
  readonly value: number
  readonly correlation: number
}

export interface DriverAnswer {
  readonly n: number
  /** Share of the overall mark's variance that the elements explain together, and corrected for their number. */
  readonly explained: number
  readonly adjusted: number
  readonly drivers: readonly Driver[]
}

export type DriverFault = 'too_few' | 'no_variation'

/** Ten people for each element is the usual least; below five no figure is given at all. */
const PEOPLE_AN_ELEMENT = 5

export function driversOf(
  { elements, marks, overall }: DriverInput,
  { draws = 500, seed = 1 }: { draws?: number; seed?: number } = {},
): DriverAnswer | DriverFault {
  const n = overall.length
  if (elements.length === 0 || n < Math.max(10, PEOPLE_AN_ELEMENT * elements.length)) return 'too_few'
  const whole = weightsOf(marks, overall)
  if (!whole) return 'no_variation'
  const explained = whole.weights.reduce((sum, one) => sum + one, 0)
  if (explained <= 0) return 'no_variation'
  const random = seededRandom(seed)
  const seen: number[][] = elements.map(() => [])
  for (let draw = 0; draw < draws; draw++) {
    const drawn = drawnOf(n, random)
    const again = weightsOf(
      drawn.map((at) => marks[at]!),
      drawn.map((at) => overall[at]!),
    )
    const sum = again?.weights.reduce((total, one) => total + one, 0) ?? 0
    if (again && sum > 0) for (const [at, one] of again.weights.entries()) seen[at]!.push(one / sum)
  }
  return {
    n,
    explained,
    adjusted: 1 - ((1 - explained) * (n - 1)) / (n - elements.length - 1),
    drivers: elements.map((element, at) => ({
      element,
      value: whole.weights[at]! / explained,
      ...middleOf(seen[at]!),
      correlation: whole.correlations[at]!,
    })),
  }
}

const drawnOf = (n: number, random: Random) => Array.from({ length: n }, () => random.below(n))

function middleOf(values: number[]): Interval {
  if (values.length === 0) return { low: 0, high: 1 }
  values.sort((a, b) => a - b)
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))]!
  return { low: at(0.025), high: at(0.975) }
}

/** The raw weights, which add up to R²; null where a mark or the overall mark is the same for everybody. */
function weightsOf(marks: readonly (readonly number[])[], overall: readonly number[]) {
  const size = marks[0]!.length
  const columns = Array.from({ length: size }, (_, at) => standardized(marks.map((row) => row[at]!)))
  const outcome = standardized(overall)
  if (!outcome || columns.some((column) => column === null)) return null
  const known = columns as number[][]
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, at) => sum + one * b[at]!, 0)
  const among = known.map((a) => known.map((b) => product(a, b)))
  const correlations = known.map((column) => product(column, outcome))
  const { values, vectors } = eigenOf(among)
  // Two questions with the very same answers span one axis: its root is nothing, not a little below nothing.
  const roots = values.map((value) => Math.sqrt(Math.max(0, value)))
  // Λ = V √D Vᵀ, the correlation of each element with each uncorrelated axis; β = Λ⁻¹ r.
  const axis = known.map((_, row) =>
    known.map((__, column) => roots.reduce((sum, root, k) => sum + vectors[row]![k]! * root * vectors[column]![k]!, 0)),
  )
  const turned = vectors[0]!.map((_, k) => correlations.reduce((sum, one, row) => sum + vectors[row]![k]! * one, 0))
  const beta = known.map((_, row) =>
    turned.reduce((sum, one, k) => sum + (roots[k]! > 1e-7 ? (vectors[row]![k]! * one) / roots[k]! : 0), 0),
  )
  const weights = axis.map((row) => row.reduce((sum, one, k) => sum + one ** 2 * beta[k]! ** 2, 0))
  return { weights, correlations }
}

/** Deviations of length one; null without any. */
function standardized(values: readonly number[]): number[] | null {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const length = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0))
  return length < 1e-12 ? null : values.map((one) => (one - mean) / length)
}
