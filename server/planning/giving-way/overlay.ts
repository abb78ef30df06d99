/** Facts as they would be if some had given goods and hands back and others had taken them. */
import { type CapacityView, leftOf } from '../../modules/capacity/index.ts'
import { type PoolKey, poolId } from '../../modules/inventory/index.ts'
import type { WishFacts } from '../promising/facts.command.ts'

/** Above zero: taken; below: given back. */
export interface GoodsTaken extends PoolKey {
  readonly day: number
  readonly quantityMilli: number
}

export interface HandsTaken {
  readonly resource_id: string
  readonly day: number
  readonly quantity: number
}

export interface Overlay {
  readonly goods: readonly GoodsTaken[]
  readonly hands: readonly HandsTaken[]
}

export function withOverlay(facts: WishFacts, { goods, hands }: Overlay): WishFacts {
  const pools = new Map(facts.pools)
  for (const one of goods) {
    const pool = pools.get(poolId(one))
    if (pool) pools.set(poolId(one), { ...pool, reserved: [...pool.reserved, one] })
  }
  return { ...facts, pools, capacity: capacityWith(facts.capacity, hands) }
}

function capacityWith(capacity: CapacityView, hands: readonly HandsTaken[]): CapacityView {
  const taken = new Map<string, number>()
  const key = (resource: string, day: number) => `${day} ${resource}`
  for (const { resource_id, day, quantity } of hands) {
    taken.set(key(resource_id, day), (taken.get(key(resource_id, day)) ?? 0) + quantity)
  }
  const left = (inHaste: boolean): CapacityView['free'] => {
    return (siteId, kind, day) => {
      const found = capacity.find(siteId, kind)
      return leftOf(found, day, { inHaste, taken: found ? (taken.get(key(found.resourceId, day)) ?? 0) : 0 })
    }
  }
  return { ...capacity, free: left(false), freeInHaste: left(true) }
}
