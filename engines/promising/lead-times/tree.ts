/** One regression tree, grown leaf by leaf where the likelihood gains most (as LightGBM does). */
import { type Bins, MOST_BINS } from './bins.ts'
import { ONE_CASE } from './censored.ts'

/** Nodes of one tree. A leaf has feature −1 and its step in `value`; else rows with x ≤ value go left. */
export interface Tree {
  readonly feature: Int16Array
  readonly value: Float64Array
  readonly left: Int16Array
  readonly right: Int16Array
}

export interface TreeSettings {
  readonly leaves: number
  readonly minimumRows: number
  readonly rate: number
  /** Added to the curvature of every leaf, in cases. */
  readonly shrinkCases: number
}

export interface Slopes {
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

interface Split {
  readonly gain: number
  readonly feature: number
  readonly bin: number
}

interface Leaf {
  readonly node: number
  readonly from: number
  readonly to: number
  /** Gradient, curvature and rows of each bin of each feature looked at. */
  readonly counted: Float64Array
  readonly split: Split | null
}

interface Growth {
  readonly bins: Bins
  readonly slopes: Slopes
  readonly rows: Uint32Array
  readonly features: readonly number[]
  readonly settings: TreeSettings
}

/** Grows a tree on `rows` (reordered while growing) with `features` to choose from. */
export function growTree(growth: Growth): Tree {
  const nodes = { feature: [-1], value: [0], left: [0], right: [0] }
  const leaves = [leafOf(growth, { node: 0, from: 0, to: growth.rows.length })]
  while (leaves.length < growth.settings.leaves) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a))
    if (best.split === null) break
    leaves.splice(leaves.indexOf(best), 1, ...divide(growth, best, nodes))
  }
  for (const leaf of leaves) nodes.value[leaf.node] = stepOf(growth, leaf)
  return {
    feature: Int16Array.from(nodes.feature),
    value: Float64Array.from(nodes.value),
    left: Int16Array.from(nodes.left),
    right: Int16Array.from(nodes.right),
  }
}

type Span = Pick<Leaf, 'node' | 'from' | 'to'>

function leafOf(growth: Growth, span: Span, counted = countBins(growth, span)): Leaf {
  return { ...span, counted, split: bestSplit(growth, counted) }
}

const CELL = 3 * MOST_BINS

function countBins({ bins, slopes, rows, features }: Growth, { from, to }: Span): Float64Array {
  const counted = new Float64Array(features.length * CELL)
  for (let k = 0; k < features.length; k++) {
    const column = features[k]! * bins.count
    for (let r = from; r < to; r++) {
      const row = rows[r]!
      const cell = k * CELL + 3 * bins.bin[column + row]!
      counted[cell]! += slopes.gradient[row]!
      counted[cell + 1]! += slopes.curvature[row]!
      counted[cell + 2]! += 1
    }
  }
  return counted
}

function bestSplit({ features, bins, settings }: Growth, counted: Float64Array): Split | null {
  let best: Split | null = null
  const penalty = settings.shrinkCases * ONE_CASE
  const [allUp, allDown, allRows] = totals(counted)
  const without = (allUp * allUp) / (allDown + penalty)
  for (let k = 0; k < features.length; k++) {
    let [up, down, rows] = [0, 0, 0]
    for (let bin = 0; bin < bins.bounds[features[k]!]!.length; bin++) {
      const cell = k * CELL + 3 * bin
      up += counted[cell]!
      down += counted[cell + 1]!
      rows += counted[cell + 2]!
      if (rows < settings.minimumRows || allRows - rows < settings.minimumRows) continue
      const gain = (up * up) / (down + penalty) + (allUp - up) ** 2 / (allDown - down + penalty) - without
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature: k, bin }
    }
  }
  return best
}

/** Sums over the bins of the first feature: every row stands in one of them. */
function totals(counted: Float64Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  for (let cell = 0; cell < CELL; cell += 3) for (let part = 0; part < 3; part++) sum[part]! += counted[cell + part]!
  return sum
}

type Nodes = Record<'feature' | 'value' | 'left' | 'right', number[]>

function divide(growth: Growth, leaf: Leaf, nodes: Nodes): [Leaf, Leaf] {
  const { bins, features } = growth
  const feature = features[leaf.split!.feature]!
  const middle = partition(growth, leaf, feature)
  const left = nodes.feature.length
  for (const list of Object.values(nodes)) list.push(0, 0)
  nodes.feature[left] = nodes.feature[left + 1] = -1
  nodes.feature[leaf.node] = feature
  nodes.value[leaf.node] = bins.bounds[feature]![leaf.split!.bin]!
  nodes.left[leaf.node] = left
  nodes.right[leaf.node] = left + 1
  const spans = [
    { node: left, from: leaf.from, to: middle },
    { node: left + 1, from: middle, to: leaf.to },
  ] as const
  return grownPair(growth, leaf, spans)
}

/** The smaller part is counted; the larger one is what remains. */
function grownPair(growth: Growth, leaf: Leaf, [a, b]: readonly [Span, Span]): [Leaf, Leaf] {
  const isFirstSmaller = a.to - a.from <= b.to - b.from
  const counted = countBins(growth, isFirstSmaller ? a : b)
  const rest = leaf.counted
  for (let i = 0; i < rest.length; i++) rest[i]! -= counted[i]!
  return isFirstSmaller
    ? [leafOf(growth, a, counted), leafOf(growth, b, rest)]
    : [leafOf(growth, a, rest), leafOf(growth, b, counted)]
}

function partition({ bins, rows }: Growth, { from, to, split }: Leaf, feature: number): number {
  const column = feature * bins.count
  let [low, high] = [from, to - 1]
  while (low <= high) {
    const row = rows[low]!
    if (bins.bin[column + row]! <= split!.bin) low++
    else {
      rows[low] = rows[high]!
      rows[high--] = row
    }
  }
  return low
}

function stepOf({ settings }: Growth, { counted }: Leaf): number {
  const [up, down] = totals(counted)
  return (settings.rate * up) / (down + settings.shrinkCases * ONE_CASE)
}
