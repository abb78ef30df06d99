/** Recency, frequency, margin: scores within the company's own customers. */

export interface Bought {
  readonly id: string
  /** Since the last order. */
  readonly days: number
  /** In twelve months. */
  readonly orders: number
  readonly margin: number
}

export interface Rfm {
  readonly recency: number
  readonly frequency: number
  readonly margin: number
  /** Five with fifty customers and more, else three. */
  readonly parts: number
}

const FEW = 50

/** 1 to 5 (3 below fifty customers), 5 the best; equal values get the same, lower score. */
export function rfmOf(members: readonly Bought[]): Map<string, Rfm> {
  const parts = members.length < FEW ? 3 : 5
  const recency = scores(
    members.map(({ days }) => 0 - days),
    parts,
  )
  const frequency = scores(
    members.map(({ orders }) => orders),
    parts,
  )
  const margin = scores(
    members.map((member) => member.margin),
    parts,
  )
  return new Map(
    members.map(({ id }, at) => [id, { recency: recency[at]!, frequency: frequency[at]!, margin: margin[at]!, parts }]),
  )
}

/** By the share of values that are smaller, so that equals stay together below. */
function scores(values: readonly number[], parts: number): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const smaller = new Map<number, number>()
  sorted.forEach((value, at) => {
    if (!smaller.has(value)) smaller.set(value, at)
  })
  return values.map((value) => 1 + Math.floor((smaller.get(value)! * parts) / values.length))
}
