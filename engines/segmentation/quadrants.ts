/** What customers bring beside what serving them costs: what to do about whom. */

export const QUADRANTS = ['protect', 'streamline', 'develop', 're_price'] as const
export type Quadrant = (typeof QUADRANTS)[number]

export interface Served {
  readonly id: string
  /** After goods and after serving. */
  readonly net: number
  /** Of what serving costs, for each unit of value. */
  readonly costShare: number
}

export interface QuadrantPlace {
  readonly quadrant: Quadrant
  readonly isHighValue: boolean
  readonly isDear: boolean
}

export interface Quadrants {
  readonly places: ReadonlyMap<string, QuadrantPlace>
  /** The middle customer's: the lines between the quadrants. */
  readonly middleNet: number
  readonly middleShare: number
}

/**
 * Much margin, cheap to serve: protect; much, dear: streamline; little, cheap: develop; little, dear: re-price. The lines
 * are the middle customer's; who stands on one counts as above it. A loss is never high.
 */
export function quadrantsOf(members: readonly Served[]): Quadrants {
  const [middleNet, middleShare] = [
    median(members.map(({ net }) => net)),
    median(members.map(({ costShare }) => costShare)),
  ]
  const places = new Map(
    members.map(({ id, net, costShare }) => {
      const [isHighValue, isDear] = [net >= middleNet && net > 0, costShare > middleShare]
      const quadrant: Quadrant = isHighValue ? (isDear ? 'streamline' : 'protect') : isDear ? 're_price' : 'develop'
      return [id, { quadrant, isHighValue, isDear }] as const
    }),
  )
  return { places, middleNet, middleShare }
}

function median(values: readonly number[]): number {
  if (!values.length) return 0
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
