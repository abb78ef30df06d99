/** Numbers as at most 64 bins of about equal counts, so that a split is found by counting. */

export interface Bins {
  /** Upper bounds of the bins of each feature; the last bin has none. */
  readonly bounds: readonly Float64Array[]
  /** Bin of each row, feature after feature. */
  readonly bin: Uint8Array
  readonly count: number
}

export const MOST_BINS = 64
/** Bounds are taken from this many rows, evenly spread. */
const LOOKED_AT = 20_000

/** `features` holds one column a feature; −Infinity (not known) gets the lowest bin. */
export function binned(features: readonly Float64Array[], count: number): Bins {
  const bounds = features.map((column) => boundsOf(column, count))
  const bin = new Uint8Array(features.length * count)
  for (const [f, column] of features.entries())
    for (let i = 0; i < count; i++) bin[f * count + i] = binOf(bounds[f]!, column[i]!)
  return { bounds, bin, count }
}

function boundsOf(column: Float64Array, count: number): Float64Array {
  const step = Math.max(1, Math.floor(count / LOOKED_AT))
  const sorted = Float64Array.from({ length: Math.ceil(count / step) }, (_, i) => column[i * step]!).sort()
  const bounds: number[] = []
  for (let b = 1; b < MOST_BINS; b++) {
    const value = sorted[Math.floor((b * sorted.length) / MOST_BINS)]!
    if (value !== bounds.at(-1) && value < sorted.at(-1)!) bounds.push(value)
  }
  return Float64Array.from(bounds)
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
