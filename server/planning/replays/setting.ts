/** What a replay needs to know besides the history: who is offered what and when, what it costs, how much stock is kept. */
import type { PackageDraft } from '../../../contract/package-drafts.ts'
import { WEEKDAYS } from '../../../contract/service-packages.ts'
import { stockPolicy } from '../../../engines/inventory/index.ts'
import { NONE, type Pool, type SegmentTerms, type Terms } from '../../../engines/replay/index.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import {
  type PackageInForce,
  packageAfter,
  packageOf,
  packagesOn,
  packageVersions,
} from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { WatchedPool } from '../../views/stock/watched-pools.ts'
import type { gatherYear } from '../balance/gather.ts'
import type { History } from './history.store.ts'

type Year = Awaited<ReturnType<typeof gatherYear>>

export interface SegmentSetting {
  readonly segment_id: string
  readonly name: string
  readonly held: readonly { readonly from: string; readonly package: PackageInForce }[]
  readonly today: PackageInForce
  readonly proposed: PackageInForce
}

/** Segments with what they were offered when, what they are now, and what the draft would offer one of them. */
export async function segmentSettings(tx: Tx, draft: PackageDraft, today: string): Promise<SegmentSetting[]> {
  const versions = await packageVersions(tx, today)
  const change = await packageAfter(tx, packageOf(draft) as never)
  return (await packagesOn(tx, today)).map((one) => {
    const isMeant = one.segment_id === draft.segment_id
    const own = versions.filter(({ segment_id }) => segment_id === one.segment_id)
    const now = isMeant ? change.before : one.package
    return {
      segment_id: one.segment_id,
      name: one.segment_name,
      held: own.length
        ? own.map((version) => ({ from: version.valid_from, package: version.package }))
        : [{ from: '1970-01-01', package: now }],
      today: now,
      proposed: isMeant ? change.after : one.package,
    }
  })
}

export function termsOf(held: PackageInForce, currency: string | null): Terms {
  const isHere = currency !== null && held.minimum_currency === currency && held.minimum_order_minor !== null
  return {
    leadDays: held.lead_time_days,
    deliveryDays: held.delivery_days.reduce((mask, day) => mask | (1 << WEEKDAYS.indexOf(day)), 0),
    quantile: held.promise_quantile,
    minimumOrder: isHere ? held.minimum_order_minor! / 10 ** currencyExponent(currency) : 0,
    shipComplete: held.ship_complete,
  }
}

const dayNumber = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** Costs of a segment that has none on record are nothing: the report says so. */
export function segmentTerms(settings: readonly SegmentSetting[], { currency, facts }: Year): SegmentTerms[] {
  return settings.map(({ segment_id, held, today, proposed }) => {
    const known = facts.find((one) => one.segment_id === segment_id)
    const stops = known ? known.doors.reduce((sum, door) => sum + door.stops, 0) : 0
    return {
      segment: segment_id,
      held: held.map((one) => ({ from: dayNumber(one.from), terms: termsOf(one.package, currency) })),
      today: termsOf(today, currency),
      proposed: termsOf(proposed, currency),
      handling: known?.handling ?? 0,
      transport: known?.transport ?? 0,
      stop: known && stops > 0 ? (known.transport * known.orders) / stops : 0,
      marginShare: known?.marginShare ?? 0,
      moreStock: known ? worthAt(known.pools, proposed) - worthAt(known.pools, today) : 0,
    }
  })
}

type Facts = Year['facts'][number]['pools']

const worthAt = (pools: Facts, { in_stock_percent }: PackageInForce): number =>
  pools.reduce((sum, pool) => sum + safety(pool, in_stock_percent) * pool.worth, 0)

const safety = (pool: { mean: number; deviation: number; leadDays: number; leadDeviation: number }, percent: number) =>
  stockPolicy({
    demand: pool,
    lead: { days: pool.leadDays, deviation: pool.leadDeviation },
    reviewDays: 0,
    inStock: percent / 100,
  }).safetyStock

/** Pools that are asked for and of which a lead time is known. */
export const usable = (pools: readonly WatchedPool[]): WatchedPool[] =>
  pools.filter(({ mean, lead_days }) => mean > 0 && lead_days !== null)

/** Each segment's share of a pool is kept at its own level. */
export function stockKept(
  watched: readonly WatchedPool[],
  { history, settings }: { history: History; settings: readonly SegmentSetting[] },
): Pool[] {
  const { lines, orders } = history
  const asked = watched.map(() => new Float64Array(settings.length))
  for (let line = 0; line < lines.count; line++) {
    if (lines.pool[line] === NONE) continue
    asked[lines.pool[line]!]![orders.segment[lines.order[line]!]!]! += lines.quantity[line]!
  }
  return watched.map((pool, nth) => {
    const facts = {
      mean: pool.mean,
      deviation: pool.deviation,
      leadDays: pool.lead_days!,
      leadDeviation: pool.lead_deviation ?? 0,
    }
    const whole = asked[nth]!.reduce((sum, part) => sum + part, 0)
    const kept = (which: 'today' | 'proposed') =>
      facts.mean * facts.leadDays +
      settings.reduce(
        (sum, one, segment) =>
          sum + (whole > 0 ? (asked[nth]![segment]! / whole) * safety(facts, one[which].in_stock_percent) : 0),
        0,
      )
    return {
      leadDays: facts.leadDays,
      leadDeviation: facts.leadDeviation,
      today: kept('today'),
      proposed: kept('proposed'),
    }
  })
}
