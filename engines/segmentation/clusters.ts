/**
 * Groups of people or customers by what they need, and whether such groups are there at all.
 *
 * Each row is first centered and scaled within itself, so that somebody who marks everything high is not another kind. k-means
 * with spread-out starts (Arthur and Vassilvitskii 2007) for two to six groups; the number with the best silhouette among
 * those whose every group is found again in bootstrap samples (Jaccard, Hennig 2007). No such number: no groups, and why.
 */
import { type Random, seededRandom } from '../shared/index.ts'

type Row = readonly number[]

export interface NeedGroups {
  /** Of each row the group it belongs to, from 0; empty where there are no groups. */
  readonly groups: readonly number[]
  /** Means of the rows as they were given, one a group. */
  readonly centers: readonly Row[]
  readonly sizes: readonly number[]
  readonly silhouette: number
  /** Of each group how surely it is found again, 0 to 1. */
  readonly stability: readonly number[]
}

export type NoGroups = 'too_few' | 'not_stable'

const MOST_GROUPS = 6
/** A smaller group is no segment: nothing can be said of it with an interval worth having. */
export const LEAST_IN_GROUP = 30
/** Below this a group is an accident of the sample. */
export const LEAST_STABILITY = 0.75
const STARTS = 8
const ROUNDS = 60

export function needGroups(
  rows: readonly Row[],
  { seed = 1, samples = 40, least = LEAST_IN_GROUP }: { seed?: number; samples?: number; least?: number } = {},
): NeedGroups | NoGroups {
  if (rows.length < 2 * least) return 'too_few'
  const random = seededRandom(seed)
  const scaled = rows.map(withinItself)
  let best: NeedGroups | null = null
  for (let count = 2; count <= Math.min(MOST_GROUPS, Math.floor(rows.length / least)); count++) {
    const groups = partition(scaled, count, random)
    const sizes = sizesOf(groups, count)
    if (sizes.some((size) => size < least)) continue
    const stability = foundAgain({ scaled, groups, count, samples, random })
    if (stability.some((one) => one < LEAST_STABILITY)) continue
    const silhouette = silhouetteOf(scaled, groups, count)
    if (best && silhouette <= best.silhouette) continue
    best = { groups, sizes, silhouette, stability, centers: centersOf(rows, groups, count) }
  }
  return best ?? 'not_stable'
}

function withinItself(row: Row): number[] {
  const mean = row.reduce((sum, one) => sum + one, 0) / row.length
  const spread = Math.sqrt(row.reduce((sum, one) => sum + (one - mean) ** 2, 0) / row.length)
  return row.map((one) => (spread > 0 ? (one - mean) / spread : 0))
}

const distance = (a: Row, b: Row) => a.reduce((sum, one, at) => sum + (one - b[at]!) ** 2, 0)

const sizesOf = (groups: readonly number[], count: number) =>
  Array.from({ length: count }, (_, group) => groups.filter((one) => one === group).length)

function centersOf(rows: readonly Row[], groups: readonly number[], count: number): number[][] {
  return Array.from({ length: count }, (_, group) => {
    const own = rows.filter((__, at) => groups[at] === group)
    return rows[0]!.map((__, column) => own.reduce((sum, row) => sum + row[column]!, 0) / Math.max(1, own.length))
  })
}

/** The best of several starts. */
function partition(rows: readonly Row[], count: number, random: Random): number[] {
  let best: { groups: number[]; cost: number } | null = null
  for (let start = 0; start < STARTS; start++) {
    const found = settle(rows, spreadOut(rows, count, random))
    if (!best || found.cost < best.cost) best = found
  }
  return best!.groups
}

/** Each next start is drawn in proportion to its squared distance from those there are. */
function spreadOut(rows: readonly Row[], count: number, random: Random): Row[] {
  const centers: Row[] = [rows[random.below(rows.length)]!]
  while (centers.length < count) {
    const far = rows.map((row) => Math.min(...centers.map((center) => distance(row, center))))
    const total = far.reduce((sum, one) => sum + one, 0)
    let left = random.unit() * total
    const at = far.findIndex((one) => {
      left -= one
      return left <= 0
    })
    centers.push(rows[at < 0 ? rows.length - 1 : at]!)
  }
  return centers
}

const nearest = (row: Row, centers: readonly Row[]) => {
  const away = centers.map((center) => distance(row, center))
  return away.indexOf(Math.min(...away))
}

function settle(rows: readonly Row[], begin: readonly Row[]): { groups: number[]; cost: number } {
  let centers = begin
  let groups = rows.map((row) => nearest(row, centers))
  for (let round = 0; round < ROUNDS; round++) {
    centers = centersOf(rows, groups, begin.length)
    const next = rows.map((row) => nearest(row, centers))
    if (next.every((one, at) => one === groups[at])) break
    groups = next
  }
  return { groups, cost: rows.reduce((sum, row, at) => sum + distance(row, centers[groups[at]!]!), 0) }
}

function silhouetteOf(rows: readonly Row[], groups: readonly number[], count: number): number {
  const sizes = sizesOf(groups, count)
  const values = rows.map((row, at) => {
    const sums = new Array<number>(count).fill(0)
    for (const [other, its] of rows.entries()) sums[groups[other]!]! += Math.sqrt(distance(row, its))
    const own = groups[at]!
    if (sizes[own]! < 2) return 0
    const inside = sums[own]! / (sizes[own]! - 1)
    const outside = Math.min(...sums.flatMap((sum, group) => (group === own ? [] : [sum / sizes[group]!])))
    return (outside - inside) / Math.max(outside, inside, 1e-12)
  })
  return values.reduce((sum, one) => sum + one, 0) / rows.length
}

interface Asked {
  readonly scaled: readonly Row[]
  readonly groups: readonly number[]
  readonly count: number
  readonly samples: number
  readonly random: Random
}

/** The share of common members between a group and the one most like it in a bootstrap sample, as a mean over samples. */
function foundAgain({ scaled, groups, count, samples, random }: Asked): number[] {
  const sums = new Array<number>(count).fill(0)
  for (let sample = 0; sample < samples; sample++) {
    const drawn = [...new Set(scaled.map(() => random.below(scaled.length)))]
    const again = partition(
      drawn.map((at) => scaled[at]!),
      count,
      random,
    )
    for (let group = 0; group < count; group++) {
      const like = Array.from({ length: count }, (_, other) => {
        const common = drawn.filter((at, nth) => groups[at] === group && again[nth] === other).length
        const either = drawn.filter((at, nth) => groups[at] === group || again[nth] === other).length
        return either === 0 ? 0 : common / either
      })
      sums[group]! += Math.max(...like)
    }
  }
  return sums.map((sum) => sum / samples)
}
