/**
 * Which reservation gets its goods from which supply: those needed first take what lies there, then what comes first.
 * It says whom a late delivery would reach; who really gives way when goods are short is decided by rank.
 */
export interface PeggedNeed {
  readonly need_on: string
  readonly quantity: number
}

export interface PeggedSupply {
  readonly counted_on: string
  /** What is still to come of it. */
  readonly open: number
}

export interface Peg<Need, Supply> {
  readonly need: Need
  readonly supply: Supply
  readonly quantity: number
}

/** Needs and supplies of one pool, both in the order in which they are to be served; in thousandths, so that nothing is lost. */
export function peg<Need extends PeggedNeed, Supply extends PeggedSupply>(
  onHand: number,
  supplies: readonly Supply[],
  needs: readonly Need[],
): Peg<Need, Supply>[] {
  const pegs: Peg<Need, Supply>[] = []
  let there = Math.round(onHand * 1000)
  let at = 0
  let left = supplies[0] ? Math.round(supplies[0].open * 1000) : 0
  for (const need of needs) {
    let wanted = Math.round(need.quantity * 1000)
    const taken = Math.min(wanted, there)
    there -= taken
    wanted -= taken
    while (wanted > 0 && at < supplies.length) {
      const quantity = Math.min(wanted, left)
      if (quantity > 0) pegs.push({ need, supply: supplies[at]!, quantity: quantity / 1000 })
      wanted -= quantity
      left -= quantity
      if (left > 0) continue
      at++
      left = supplies[at] ? Math.round(supplies[at]!.open * 1000) : 0
    }
  }
  return pegs
}
