/** Importance by a constant sum: everybody shares the same points out, so that not everything can be important. */
import { type Estimate, meanOf } from './mean.ts'

/** Points that one person gave, by element. An element that was offered and got nothing stands with 0. */
export type Points = ReadonlyMap<string, number>

/**
 * Each element's share of a person's points, as a mean over the persons to whom it was offered. A person who gave no
 * points at all says nothing. An element nobody rated is not in the answer: it has no share, not a share of nothing.
 */
export function sharesOf(answers: readonly Points[]): Map<string, Estimate> {
  const shares = new Map<string, number[]>()
  for (const points of answers) {
    const sum = [...points.values()].reduce((total, one) => total + one, 0)
    if (sum <= 0) continue
    for (const [element, given] of points) shares.set(element, [...(shares.get(element) ?? []), given / sum])
  }
  return new Map([...shares].map(([element, values]) => [element, meanOf(values, { low: 0, high: 1 })!]))
}
