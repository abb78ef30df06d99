/** Who of lower standing holds the goods and hands that a wish asks for. */
import { comesBefore, type RankKey, rankOrderOf } from '../../../engines/allocation/index.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Offer as EngineOffer } from '../../../engines/promising/index.ts'
import { type HeldHands, holdersOf } from '../../modules/capacity/index.ts'
import { type PoolKey, poolId } from '../../modules/inventory/index.ts'
import { loadPlaces } from '../../modules/locations/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { WishFacts } from '../promising/facts.command.ts'
import { type OpenClaim, openClaims } from '../proposals/claims.store.ts'
import { groupBy } from '../proposals/group-by.ts'
import { rankKeyOf, type Setting } from '../proposals/short-claim.ts'
import { newcomerRank } from './newcomer.ts'
import type { Overlay } from './overlay.ts'

/** As the default package has it. */
const USUAL_TIER = 2
/** Calendars reach back as far as a line can have waited. */
const BACK_DAYS = 400
/** Whose hands are free so far ahead need not be looked at: a wish without a day is kept before. */
const HANDS_DAYS = 31

export const lineKey = ({ order_id, line_number }: { order_id: string; line_number: number }): string =>
  `${order_id}/${line_number}`

export type GiveWaySetting = Setting & { readonly rankOrder: ReturnType<typeof rankOrderOf> }

export interface Holders {
  readonly setting: GiveWaySetting
  /** All claims on the wished products' pools, by pool; those of the wish's own lines are left out. */
  readonly byPool: ReadonlyMap<string, readonly OpenClaim[]>
  /** Lines of lower standing that hold goods or hands, by `lineKey`. */
  readonly below: ReadonlyMap<string, readonly OpenClaim[]>
  /** Hands of full days that lines of lower standing hold. */
  readonly hands: readonly HeldHands[]
  rankOf(claim: OpenClaim): RankKey
}

interface Asked {
  readonly facts: WishFacts
  readonly newcomers: ReadonlyMap<number, OpenClaim>
  readonly found: readonly EngineOffer[]
  readonly orderId: string | null
}

export async function findHolders(tx: Tx, { facts, newcomers, found, orderId }: Asked): Promise<Holders | null> {
  const today = Math.floor(facts.now / 86_400_000)
  const day = formatLocalDay(today)
  const pools = reservedPools(facts)
  const full = fullDays(facts, { today, until: lastDayOf(facts, found, today) })
  if (pools.length === 0 && full.length === 0) return null
  const setting = await settingOf(tx, facts, today)
  const scope = { withWaiting: false, day, usualTier: USUAL_TIER }
  const goods = pools.length ? await openClaims(tx, { ...scope, pools }) : []
  const held = full.length ? (await holdersOf(tx, full)).filter((one) => !one.has_slot) : []
  const hands = held.length ? await openClaims(tx, { ...scope, pools: null, lines: distinctLines(held) }) : []
  const own = new Set([...newcomers.keys()].map((line_number) => lineKey({ order_id: orderId ?? '', line_number })))
  const rankOf = (claim: OpenClaim) => rankKeyOf(claim, setting)
  const best = [...newcomers.values()].map((one) => newcomerRank(one, setting))
  const others = [...goods, ...hands].filter((claim) => !own.has(lineKey(claim)))
  const lower = others.filter(
    (claim) =>
      claim.bound === 0 &&
      claim.to_date !== null &&
      claim.destination !== null &&
      best.some((rank) => comesBefore(rank, rankOf(claim), setting.rankOrder)),
  )
  const below = new Map([...groupBy(lower, lineKey)].map(([key, claims]) => [key, distinctClaims(claims)]))
  return {
    setting,
    byPool: groupBy(
      goods.filter((claim) => !own.has(lineKey(claim))),
      poolId,
    ),
    below,
    hands: held.filter((one) => below.has(lineKey(one))),
    rankOf,
  }
}

/** A line that holds both goods and hands of a full day was found twice. */
const distinctClaims = (claims: readonly OpenClaim[]): OpenClaim[] => [
  ...new Map(claims.map((claim) => [`${claim.need_on} ${poolId(claim)}`, claim])).values(),
]

const distinctLines = (held: readonly HeldHands[]) => [...new Map(held.map((one) => [lineKey(one), one])).values()]

const reservedPools = ({ lines, pools }: WishFacts): PoolKey[] => {
  const wished = new Set(lines.filter((line) => line.kind === 'goods').map((line) => line.product_id))
  return [...pools.values()].filter((pool) => wished.has(pool.product_id) && pool.reserved.length > 0)
}

function lastDayOf(facts: WishFacts, found: readonly EngineOffer[], today: number): number {
  const wished = facts.lines.flatMap((line) => (line.requested_to_date ? [parseLocalDay(line.requested_to_date)] : []))
  const offered = found.map(({ plan }) => plan.lastDay)
  return Math.min(today + HANDS_DAYS, Math.max(today, ...wished, ...(wished.length ? [] : offered)))
}

/** Days of our sites on which the wish's hands are not free. */
function fullDays(facts: WishFacts, { today, until }: { today: number; until: number }) {
  const goods = facts.lines.filter((line) => line.kind === 'goods').length
  const minutes = facts.lines
    .filter((line) => line.kind === 'service')
    .reduce((sum, line) => sum + minutesOf(facts, line.line_number), 0)
  const needs = { pick_lines: goods, vehicle_stops: goods > 0 ? 1 : 0, service_minutes: minutes } as const
  return facts.capacity.resources.flatMap(({ resourceId, siteId, kind }) => {
    const need = needs[kind as keyof typeof needs] ?? 0
    if (need === 0) return []
    const days = Array.from({ length: until - today + 1 }, (_, at) => today + at)
    return days
      .filter((at) => facts.capacity.free(siteId, kind, at) < need)
      .map((at) => ({ resource_id: resourceId, day: formatLocalDay(at) }))
  })
}

function minutesOf({ lines, prices, services }: WishFacts, lineNumber: number): number {
  const at = lines.findIndex((line) => line.line_number === lineNumber)
  const minutes = services.get(lines[at]!.product_id)?.resource_minutes ?? 0
  return Math.ceil((minutes * prices.lines[at]!.quantityMilli) / 1000)
}

async function settingOf(tx: Tx, facts: WishFacts, today: number): Promise<GiveWaySetting> {
  const places = await loadPlaces(tx, facts.parties.siteIds, {
    firstDay: formatLocalDay(today - BACK_DAYS),
    lastDay: formatLocalDay(today + BACK_DAYS),
  })
  return {
    today,
    now: facts.now,
    starvationFactor: Number(facts.allocation.starvation_factor),
    calendarOf: (id) => places.get(id)?.calendar,
    isAsWished: false,
    mayCut: false,
    usual: new Map(),
    rankOrder: rankOrderOf(facts.allocation.kind),
  }
}

/** All that lines of lower standing hold, as if they gave it back. */
export const allGivenBack = ({ below, hands }: Pick<Holders, 'below' | 'hands'>): Overlay => ({
  goods: [...below.values()].flat().filter(isGoods).map(givenBack),
  hands: hands.map((one) => ({ ...one, day: parseLocalDay(one.day), quantity: -one.quantity })),
})

const isGoods = ({ kind }: OpenClaim): boolean => kind === 'goods'

export const givenBack = ({ product_id, location_id, need_day, quantity }: OpenClaim) => ({
  product_id,
  location_id,
  day: need_day,
  quantityMilli: -Math.round(quantity * 1000),
})
