/** How durations spread: quantiles by selection, without sorting what nobody asks for. */

/** Milliseconds. */
export interface Spread {
  readonly n: number
  readonly mean: number
  readonly p50: number
  readonly p90: number
}

/** Of no values there is none. Reorders `values`. Quantiles are the smallest value with at least that share at or below it. */
export function spreadOf(values: Float64Array): Spread | null {
  const n = values.length
  if (n === 0) return null
  let sum = 0
  for (let at = 0; at < n; at++) sum += values[at]!
  const middle = Math.ceil(n * 0.5) - 1
  const high = Math.ceil(n * 0.9) - 1
  select(values, middle, 0, n - 1)
  const p50 = values[middle]!
  // Selection leaves everything above the median behind it.
  select(values, high, middle, n - 1)
  return { n, mean: sum / n, p50, p90: values[high]! }
}

/** Hoare's selection with the median of three: afterwards `values[k]` is what sorting would put there. */
function select(values: Float64Array, k: number, from: number, to: number): void {
  let low = from
  let high = to
  while (low < high) {
    const pivot = medianOfThree(values, low, high)
    let left = low
    let right = high
    while (left <= right) {
      while (values[left]! < pivot) left++
      while (values[right]! > pivot) right--
      if (left <= right) {
        const kept = values[left]!
        values[left++] = values[right]!
        values[right--] = kept
      }
    }
    if (k <= right) high = right
    else if (k >= left) low = left
    else return
  }
}

function medianOfThree(values: Float64Array, low: number, high: number): number {
  const [a, b, c] = [values[low]!, values[(low + high) >> 1]!, values[high]!]
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b
}
