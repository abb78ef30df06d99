/** Our sites as the engine sees them: what they hold, when they work, what they can still do, and the lanes from there. */
import { parseMinute, releaseAt } from '../../../engines/calendars/index.ts'
import type { LaneView, Pool, SiteView } from '../../../engines/promising/index.ts'
import type { CapacityView } from '../../modules/capacity/index.ts'
import { type Claim, type Pools, poolId } from '../../modules/inventory/index.ts'
import type { Place } from '../../modules/locations/index.ts'
import { keptMilli } from '../../modules/promises/index.ts'

export interface SiteSetting {
  readonly now: number
  readonly pools: Pools
  readonly capacity: CapacityView
  /** States of supply that the customer's package lets a promise count on. */
  readonly supplyStates: ReadonlySet<string>
  /** What the order that is promised anew holds already: it may take it again. */
  readonly ownClaims: readonly Claim[]
  /** Share of the goods on hand that stays for better tiers. */
  readonly keptPercent: number
  /** Of the prices; an overtime in another one costs nobody knows what. */
  readonly currency: string | null
  readonly mayWorkOvertime: boolean
}

/** Null where the site never works again. */
export function siteRelease(site: Place, now: number): { day: number; instant: number } | null {
  return releaseAt(site.calendar, now, site.cutoff === null ? null : parseMinute(site.cutoff))
}

export function siteView(site: Place, firstDay: number, lanes: readonly LaneView[], setting: SiteSetting): SiteView {
  const { pools, capacity, supplyStates, ownClaims, keptPercent } = setting
  const own = ownClaims.filter((claim) => claim.location_id === site.location_id)
  const views = new Map<string, Pool | undefined>()
  const poolOf = (productId: string): Pool | undefined => {
    const pool = pools.get(poolId({ product_id: productId, location_id: site.location_id }))
    // A pool without a history holds nothing and expects nothing: the site does not keep the product.
    if (!pool || (pool.version === 0 && pool.supplies.length === 0)) return undefined
    return {
      onHandMilli: pool.onHandMilli - keptMilli(pool.onHandMilli, keptPercent),
      supplies: pool.supplies.filter((supply) => supplyStates.has(supply.state)),
      reserved: [...pool.reserved, ...own.filter((claim) => claim.product_id === productId).map(givenBack)],
    }
  }
  return {
    siteId: site.location_id,
    calendar: site.calendar,
    firstDay,
    lanes,
    handlingDays: 0,
    pool(productId) {
      if (!views.has(productId)) views.set(productId, poolOf(productId))
      return views.get(productId)
    },
    freeCapacity: (kind, day) => capacity.free(site.location_id, kind as Kind, day),
    ...overtimeOf(site.location_id, setting),
  }
}

type Kind = Parameters<CapacityView['free']>[1]

function overtimeOf(
  siteId: string,
  { capacity, currency, mayWorkOvertime }: SiteSetting,
): Pick<SiteView, 'capacityInHaste' | 'overtimeCostMinor'> {
  if (!mayWorkOvertime || !capacity.resources.some((one) => one.siteId === siteId && one.overtime)) return {}
  return {
    capacityInHaste: (kind, day) => capacity.freeInHaste(siteId, kind as Kind, day),
    overtimeCostMinor: (kind) => {
      const found = capacity.find(siteId, kind as Kind)
      return found && found.currency === currency ? found.overtimeCostMinor : null
    },
  }
}

const givenBack = (claim: Claim) => ({
  day: Date.parse(`${claim.need_on}T00:00:00Z`) / 86_400_000,
  quantityMilli: -Math.round(claim.quantity * 1000),
})
