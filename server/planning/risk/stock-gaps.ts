/** Which supply the goods of a line wait for: what comes to its pool is given first needed, first served. */
import type { ShortClaim, SupplyFacts } from './facts.store.ts'

export interface StockGap {
  readonly claim: ShortClaim
  /** The one with which there is enough; null: nothing that is coming is enough. */
  readonly supply: SupplyFacts | null
}

const poolOf = ({ product_id, location_id }: { product_id: string; location_id: string }) =>
  `${product_id}\n${location_id}`

export function gapsOf(claims: readonly ShortClaim[], supplies: readonly SupplyFacts[]): Map<string, StockGap[]> {
  const byPool = new Map<string, { supply: SupplyFacts; upto: number }[]>()
  for (const supply of supplies) {
    const known = byPool.get(poolOf(supply)) ?? []
    known.push({ supply, upto: (known.at(-1)?.upto ?? 0) + supply.open })
    byPool.set(poolOf(supply), known)
  }
  const gaps = new Map<string, StockGap[]>()
  for (const claim of claims) {
    const coming = byPool.get(poolOf(claim)) ?? []
    // Soonest first: the first with which the running sum reaches.
    const found = coming.find(({ upto }) => upto >= claim.missing_upto - 1e-9)
    const key = lineId(claim)
    gaps.set(key, [...(gaps.get(key) ?? []), { claim, supply: found?.supply ?? null }])
  }
  return gaps
}

export const lineId = ({ order_id, line_number }: { order_id: string; line_number: number }): string =>
  `${order_id}/${line_number}`
