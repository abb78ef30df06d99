/**
 * Boosted trees for the chance of being late: histogram bins, depth-limited trees on the logistic loss with shrinkage
 * (Friedman, *Greedy Function Approximation*, 2001; second-order steps as in XGBoost, Chen and Guestrin 2016).
 */
import { seededRandom } from '../../shared/index.ts'
import type { Encoded } from './encode.ts'
import { logit, sigmoid } from './odds.ts'

export interface BoostSettings {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  readonly minimumRows: number
  /** Added to the curvature of every leaf. */
  readonly shrink: number
  /** Share of rows and of features that each tree sees. */
  readonly rowShare: number
  readonly featureShare: number
}

export const USUAL_BOOST: BoostSettings = {
  trees: 120,
  depth: 3,
  rate: 0.05,
  minimumRows: 20,
  shrink: 10,
  rowShare: 0.7,
  featureShare: 0.5,
}

const BINS = 32

interface Node {
  readonly feature: number
  readonly limit: number
  readonly left: number
  readonly right: number
  readonly step: number
}

export interface Boosted {
  readonly base: number
  readonly trees: readonly (readonly Node[])[]
}

/** Learns from the rows listed. `isLate[i]` is 0 or 1. */
export function boost(
  { columns, rising }: Encoded,
  isLate: Uint8Array,
  { rows, settings = USUAL_BOOST, seed = 1 }: { rows: readonly number[]; settings?: BoostSettings; seed?: number },
): Boosted {
  const late = rows.reduce((sum, row) => sum + isLate[row]!, 0)
  const base = logit((late + 1) / (rows.length + 2))
  const bins = columns.map((column) => boundsOf(column, rows))
  const binned = columns.map((column, f) => Uint8Array.from(rows, (row) => binOf(bins[f]!, column[row]!)))
  const score = new Float64Array(rows.length).fill(base)
  const slope = new Float64Array(rows.length)
  const curve = new Float64Array(rows.length)
  const random = seededRandom(seed)
  const trees: Node[][] = []
  for (let tree = 0; tree < settings.trees; tree++) {
    for (let i = 0; i < rows.length; i++) {
      const p = sigmoid(score[i]!)
      slope[i] = isLate[rows[i]!]! - p
      curve[i] = p * (1 - p)
    }
    const drawn: number[] = []
    for (let i = 0; i < rows.length; i++) if (random.unit() < settings.rowShare) drawn.push(i)
    const features = columns.flatMap((_, f) => (random.unit() < settings.featureShare ? [f] : []))
    const nodes: Node[] = []
    const ground = { bins, binned, slope, curve, settings, rising, features }
    grow(nodes, drawn, { depth: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }, ground)
    trees.push(nodes)
    for (let i = 0; i < rows.length; i++) score[i]! += stepIn(nodes, (f) => columns[f]![rows[i]!]!)
  }
  return { base, trees }
}

export function boostedChance({ base, trees }: Boosted, { columns }: Encoded, row: number): number {
  let score = base
  for (const nodes of trees) score += stepIn(nodes, (f) => columns[f]![row]!)
  return sigmoid(score)
}

function stepIn(nodes: readonly Node[], featureOf: (feature: number) => number): number {
  let at = 0
  for (;;) {
    const node = nodes[at]!
    if (node.feature < 0) return node.step
    at = featureOf(node.feature) <= node.limit ? node.left : node.right
  }
}

/** Upper limits of the bins: quantiles of what the rows hold. */
function boundsOf(column: Float64Array, rows: readonly number[]): Float64Array {
  const sorted = Float64Array.from(rows, (row) => column[row]!).sort()
  const found: number[] = []
  for (let bin = 1; bin < BINS; bin++) {
    const value = sorted[Math.floor((bin * sorted.length) / BINS)]!
    if (found.length === 0 || value > found.at(-1)!) found.push(value)
  }
  return Float64Array.from(found)
}

function binOf(bounds: Float64Array, value: number): number {
  let [low, high] = [0, bounds.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= bounds[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

interface Ground {
  readonly bins: readonly Float64Array[]
  readonly binned: readonly Uint8Array[]
  readonly slope: Float64Array
  readonly curve: Float64Array
  readonly settings: BoostSettings
  readonly rising: readonly boolean[]
  readonly features: readonly number[]
}

/** Steps below lie within bounds, so that what rises at one split does not fall again further down. */
interface Place {
  readonly depth: number
  readonly low: number
  readonly high: number
}

function grow(nodes: Node[], rows: readonly number[], place: Place, ground: Ground): number {
  const { settings, binned, bins, rising } = ground
  const all = sumOf(rows, ground)
  const at = nodes.length
  const step = settings.rate * Math.max(place.low, Math.min(place.high, stepOf(all, settings)))
  nodes.push({ feature: -1, limit: 0, left: 0, right: 0, step })
  const split = place.depth < settings.depth ? bestSplit(rows, all, ground) : null
  if (!split) return at
  const column = binned[split.feature]!
  const middle = Math.max(place.low, Math.min(place.high, split.middle))
  const depth = place.depth + 1
  const below = rising[split.feature] ? { low: { ...place, high: middle }, high: { ...place, low: middle } } : null
  const part = (isLow: boolean) => rows.filter((i) => column[i]! <= split.bin === isLow)
  const left = grow(nodes, part(true), { ...(below?.low ?? place), depth }, ground)
  const right = grow(nodes, part(false), { ...(below?.high ?? place), depth }, ground)
  nodes[at] = { feature: split.feature, limit: bins[split.feature]![split.bin]!, left, right, step: 0 }
  return at
}

interface Sum {
  up: number
  down: number
}

function sumOf(rows: readonly number[], { slope, curve }: Ground): Sum {
  const all = { up: 0, down: 0 }
  for (const i of rows) {
    all.up += slope[i]!
    all.down += curve[i]!
  }
  return all
}

const stepOf = ({ up, down }: Sum, { shrink }: BoostSettings) => up / (down + shrink)

interface Split {
  readonly feature: number
  readonly bin: number
  /** Between the steps of both sides. */
  readonly middle: number
}

function bestSplit(rows: readonly number[], all: Sum, ground: Ground): Split | null {
  const { bins, binned, slope, curve, settings, rising, features } = ground
  const { shrink, minimumRows } = settings
  const without = all.up ** 2 / (all.down + shrink)
  let best: Split | null = null
  let most = 1e-6
  const [up, down, count] = [new Float64Array(BINS), new Float64Array(BINS), new Float64Array(BINS)]
  for (const feature of features) {
    const column = binned[feature]!
    up.fill(0)
    down.fill(0)
    count.fill(0)
    for (const i of rows) {
      const bin = column[i]!
      up[bin]! += slope[i]!
      down[bin]! += curve[i]!
      count[bin]! += 1
    }
    let [u, d, n] = [0, 0, 0]
    for (let bin = 0; bin < bins[feature]!.length; bin++) {
      u += up[bin]!
      d += down[bin]!
      n += count[bin]!
      if (n < minimumRows || rows.length - n < minimumRows) continue
      const [low, high] = [u / (d + shrink), (all.up - u) / (all.down - d + shrink)]
      if (rising[feature] && low > high) continue
      const gain = u * low + (all.up - u) * high - without
      if (gain > most) {
        most = gain
        best = { feature, bin, middle: (low + high) / 2 }
      }
    }
  }
  return best
}
