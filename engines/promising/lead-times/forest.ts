/** Boosted trees for what effects leave over: numbers such as distance and weight, and how they act together. */
import type { Random } from '../../shared/index.ts'
import { type Bins, binned } from './bins.ts'
import { type Location, slopes } from './censored.ts'
import { growTree, type Tree, type TreeSettings } from './tree.ts'

/** All trees' nodes one after the other; `root` is where each begins. */
export interface Forest {
  readonly root: Int32Array
  readonly feature: Int16Array
  readonly value: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
}

export interface ForestSettings extends TreeSettings {
  readonly trees: number
  /** Share of rows and of features that each tree sees. */
  readonly rowShare: number
  readonly featureShare: number
}

/** Boosts on from `at.location`, which is moved along. */
export function growForest(
  at: Location,
  features: readonly Float64Array[],
  { settings, random }: { settings: ForestSettings; random: Random },
): Forest {
  const bins = binned(features, at.count)
  const step = { gradient: new Float64Array(at.count), curvature: new Float64Array(at.count) }
  const trees: Tree[] = []
  for (let round = 0; round < settings.trees; round++) {
    slopes(at, step.gradient, step.curvature)
    const rows = drawRows(at.count, settings.rowShare, random)
    const chosen = drawFeatures(features.length, settings.featureShare, random)
    const tree = growTree({ bins, slopes: step, rows, features: chosen, settings })
    trees.push(tree)
    moveAlong(at, bins, tree)
  }
  return joinTrees(trees)
}

function drawRows(count: number, share: number, random: Random): Uint32Array {
  const rows = new Uint32Array(count)
  let drawn = 0
  for (let i = 0; i < count; i++) if (random.unit() < share) rows[drawn++] = i
  return rows.subarray(0, drawn)
}

function drawFeatures(count: number, share: number, random: Random): number[] {
  const all = Array.from({ length: count }, (_, f) => f)
  const wanted = Math.max(1, Math.ceil(count * share))
  while (all.length > wanted) all.splice(random.below(all.length), 1)
  return all
}

function moveAlong({ location, count }: Location, bins: Bins, tree: Tree): void {
  const limit = binLimits(bins, tree)
  for (let i = 0; i < count; i++) {
    let node = 0
    while (tree.feature[node]! >= 0)
      node = bins.bin[tree.feature[node]! * bins.count + i]! <= limit[node]! ? tree.left[node]! : tree.right[node]!
    location[i]! += tree.value[node]!
  }
}

/** The bin whose upper bound each node's value is. */
const binLimits = ({ bounds }: Bins, { feature, value }: Tree) =>
  feature.map((f, node) => (f >= 0 ? bounds[f]!.indexOf(value[node]!) : 0))

function joinTrees(trees: readonly Tree[]): Forest {
  const size = trees.reduce((sum, { feature }) => sum + feature.length, 0)
  const forest: Forest = {
    root: new Int32Array(trees.length),
    feature: new Int16Array(size),
    value: new Float64Array(size),
    left: new Int32Array(size),
    right: new Int32Array(size),
  }
  let from = 0
  for (const [at, tree] of trees.entries()) {
    forest.root[at] = from
    forest.feature.set(tree.feature, from)
    forest.value.set(tree.value, from)
    for (let node = 0; node < tree.feature.length; node++) {
      forest.left[from + node] = from + tree.left[node]!
      forest.right[from + node] = from + tree.right[node]!
    }
    from += tree.feature.length
  }
  return forest
}

/** What the trees add for one case. */
export function forestOf({ root, feature, value, left, right }: Forest, numbers: Float64Array): number {
  let sum = 0
  for (let t = 0; t < root.length; t++) {
    let node = root[t]!
    while (feature[node]! >= 0) node = numbers[feature[node]!]! <= value[node]! ? left[node]! : right[node]!
    sum += value[node]!
  }
  return sum
}
