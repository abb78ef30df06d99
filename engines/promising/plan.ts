/** A plan: every line of a wish on some consignment or visit, with what it costs and how sure it is. */
import { availableFrom, type Pool } from './catp.ts'
import { canCarry, type Load, latestPassage, type Passage, passageFrom, readyDay } from './passage.ts'
import type { LaneView, SiteView, Wish } from './wish.ts'

/** A line, or the part of it that goes on one consignment. */
export interface Share {
  readonly lineNumber: number
  /** What is sent: the product wished, or a substitute for it. */
  readonly productId: string
  readonly quantityMilli: number
  /** What earlier consignments of the same plan take of the same product: the pool must bear both. */
  readonly drawnBeforeMilli: number
  readonly grams: number
  readonly requestedFrom: number | null
  readonly requestedTo: number | null
  readonly work: Readonly<Record<string, number>>
  readonly handling: readonly string[]
  readonly substitute: 'ask' | 'auto' | null
}

export interface Consignment {
  readonly site: SiteView
  readonly shares: readonly Share[]
  readonly passage: Passage
  /** True when goods still to come are needed. */
  readonly isOnSupply: boolean
  /** Hands beyond the usual day's. */
  readonly overtime: readonly Overtime[]
}

/** Units of a kind of resource that a site's usual day does not have. */
export interface Overtime {
  readonly kind: string
  readonly day: number
  readonly units: number
}

/** A service done at the destination on a day: installation, return pick-up. */
export interface Visit {
  readonly siteId: string
  readonly lineNumber: number
  readonly quantityMilli: number
  readonly work: Readonly<Record<string, number>>
  readonly day: number
}

export interface Plan {
  readonly consignments: readonly Consignment[]
  readonly visits: readonly Visit[]
  readonly lastDay: number
  readonly costMinor: number | null
  readonly emissionGrams: number | null
  /** What overtime costs us; 0: none is needed, null: not known. */
  readonly overtimeMinor: number | null
  /** That every consignment comes in time; null: not known of one of them. */
  readonly chance: number | null
  /** Every line comes within the window wished. */
  readonly isAsWished: boolean
}

const add = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> => {
  const sum: Record<string, number> = { ...a }
  for (const [kind, amount] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + amount
  return sum
}

const loadOf = (shares: readonly Share[]): Load => ({
  grams: shares.reduce((sum, share) => sum + share.grams, 0),
  work: shares.reduce((sum, share) => add(sum, share.work), {} as Record<string, number>),
  handling: [...new Set(shares.flatMap((share) => share.handling))],
})

/** Two lines of one product draw on the same pool and must fit together, beside what earlier consignments draw. */
function quantities(shares: readonly Share[]): Map<string, number> {
  const drawn = new Map<string, number>()
  for (const share of shares)
    drawn.set(share.productId, Math.max(drawn.get(share.productId) ?? 0, share.drawnBeforeMilli))
  for (const share of shares) drawn.set(share.productId, drawn.get(share.productId)! + share.quantityMilli)
  return drawn
}

/** First day on which all the goods fit; null when the site will not have them within the horizon. */
export function goodsDay(wish: Wish, site: SiteView, shares: readonly Share[], withSupply = true): number | null {
  let day = site.firstDay
  for (const [productId, quantity] of quantities(shares)) {
    const pool = site.pool(productId)
    const found = pool && availableFrom(withSupply ? pool : bare(pool), quantity, day)
    if (found === undefined || found === null || found > wish.lastDay) return null
    day = found
  }
  return day
}

const bare = (pool: Pool): Pool => ({ ...pool, supplies: [] })

/** The consignment of these shares from a site by a lane, as late as the wish allows and else as early as can be. */
export function consign(wish: Wish, site: SiteView, lane: LaneView, shares: readonly Share[]): Consignment | null {
  const load = loadOf(shares)
  if (!canCarry(lane, load)) return null
  const fromDay = goodsDay(wish, site, shares)
  if (fromDay === null) return null
  const ready = readyDay(site, load, fromDay, wish.lastDay)
  const earliest = ready === null ? null : passageFrom(wish, site, lane, ready)
  if (!earliest) return null
  const passage = asWished(wish, site, lane, { shares, load, earliest })
  const bareDay = goodsDay(wish, site, shares, false)
  return { site, shares, passage, isOnSupply: bareDay === null || bareDay > passage.needDay, overtime: [] }
}

/** The same by overtime. Null: the site has none, or the usual way keeps the wish or is as soon. */
export function consignInHaste(
  wish: Wish,
  lane: LaneView,
  shares: readonly Share[],
  { site, usual }: { site: SiteView; usual: Consignment | null },
): Consignment | null {
  const inHaste = site.capacityInHaste
  if (!inHaste) return null
  const by = Math.min(...shares.map((share) => share.requestedTo ?? Number.NEGATIVE_INFINITY))
  if (usual && usual.passage.arrivalDay <= by) return null
  const hasty = { ...lane, departsOn: (day: number) => (lane.departsInHaste ?? lane.departsOn)(day) }
  const found = consign(wish, { ...site, freeCapacity: inHaste }, hasty, shares)
  if (!found || (usual && usual.passage.arrivalDay <= found.passage.arrivalDay)) return null
  const { needDay, departureDay } = found.passage
  const stop = lane.departsOn(departureDay) ? [] : [{ kind: 'vehicle_stops', day: departureDay, units: 1 }]
  const overtime = [...overtimeOf(site, loadOf(shares), needDay), ...stop]
  return overtime.length === 0 ? null : { ...found, site, passage: { ...found.passage, lane }, overtime }
}

const overtimeOf = (site: SiteView, { work }: Load, day: number): Overtime[] =>
  Object.entries(work).flatMap(([kind, amount]) => {
    const units = amount - Math.max(0, site.freeCapacity(kind, day))
    return units > 0 ? [{ kind, day, units }] : []
  })

function asWished(
  wish: Wish,
  site: SiteView,
  lane: LaneView,
  { shares, load, earliest }: { shares: readonly Share[]; load: Load; earliest: Passage },
): Passage {
  const by = Math.min(...shares.map((share) => share.requestedTo ?? Number.POSITIVE_INFINITY))
  const from = Math.max(...shares.map((share) => share.requestedFrom ?? Number.NEGATIVE_INFINITY))
  if (Number.isFinite(by) && earliest.arrivalDay < by) {
    const isReady = (day: number) => day >= earliest.needDay && readyDay(site, load, day, day) === day
    const latest = latestPassage(wish, site, lane, { fromDay: earliest.needDay, byDay: by, isReady }) ?? earliest
    // Not before the first day wished, even where that makes it later than the last: nobody is there to take it.
    if (latest.arrivalDay >= from) return latest
  }
  if (earliest.arrivalDay >= from) return earliest
  for (let day = earliest.needDay + 1; day <= wish.lastDay; day++) {
    const ready = readyDay(site, load, day, wish.lastDay)
    const passage = ready === null ? null : passageFrom(wish, site, lane, ready)
    if (!passage || passage.arrivalDay >= from) return passage ?? earliest
  }
  return earliest
}

/** Adds the services and the sums. Null: a service finds no day. */
export function complete(wish: Wish, consignments: readonly Consignment[]): Plan | null {
  const visits: Visit[] = []
  const goodsEnd = Math.max(Number.NEGATIVE_INFINITY, ...consignments.map(({ passage }) => passage.arrivalDay))
  for (const line of wish.lines) {
    if (line.kind !== 'service') continue
    const site = consignments[0]?.site ?? wish.sites[0]
    const from = Math.max(goodsEnd, site?.firstDay ?? 0, line.requestedFrom ?? -Infinity)
    const day = site && visitDay(wish, site, line, { from, visits })
    if (!site || day === null || day === undefined) return null
    visits.push({
      siteId: site.siteId,
      lineNumber: line.lineNumber,
      quantityMilli: line.quantityMilli,
      work: line.work,
      day,
    })
  }
  return { consignments, visits, ...sums(wish, consignments, visits) }
}

/** The first day with room for this service beside the others of the same plan. */
function visitDay(
  wish: Wish,
  site: SiteView,
  line: Wish['lines'][number],
  { from, visits }: { from: number; visits: readonly Visit[] },
): number | null {
  for (let day = from; day <= wish.lastDay; day++) {
    const sameDay = visits.filter((visit) => visit.day === day && visit.siteId === site.siteId)
    const work = sameDay.reduce((sum, visit) => add(sum, visit.work), add(line.work, {}))
    const hasRoom = Object.entries(work).every(([kind, amount]) => amount <= site.freeCapacity(kind, day))
    if (wish.receiving.isBusinessDay(day) && hasRoom) return day
  }
  return null
}

function sums(wish: Wish, consignments: readonly Consignment[], visits: readonly Visit[]) {
  let costMinor: number | null = 0
  let emissionGrams: number | null = 0
  let overtimeMinor: number | null = 0
  let chance: number | null = 1
  for (const { site, shares, passage, isOnSupply, overtime } of consignments) {
    const { grams } = loadOf(shares)
    const cost = passage.lane.costMinor(grams)
    const emission = passage.lane.emissionGrams(grams)
    costMinor = costMinor === null || cost === null ? null : costMinor + cost
    emissionGrams = emissionGrams === null || emission === null ? null : emissionGrams + emission
    for (const { kind, units } of overtime) {
      const unit = site.overtimeCostMinor?.(kind) ?? null
      overtimeMinor = overtimeMinor === null || unit === null ? null : overtimeMinor + unit * units
    }
    chance =
      chance === null || passage.chance === null ? null : chance * passage.chance * (isOnSupply ? wish.supplyChance : 1)
  }
  const days = [...consignments.map(({ passage }) => passage.arrivalDay), ...visits.map(({ day }) => day)]
  return {
    costMinor,
    emissionGrams,
    overtimeMinor,
    chance,
    lastDay: Math.max(...days),
    isAsWished: isAsWished(wish, consignments, visits),
  }
}

function isAsWished(wish: Wish, consignments: readonly Consignment[], visits: readonly Visit[]): boolean {
  const within = (day: number, from: number | null, to: number | null) =>
    (from === null || day >= from) && (to === null || day <= to)
  const services = new Map(wish.lines.map((line) => [line.lineNumber, line]))
  return (
    consignments.every(({ shares, passage }) =>
      shares.every((share) => within(passage.arrivalDay, share.requestedFrom, share.requestedTo)),
    ) &&
    visits.every(({ lineNumber, day }) => {
      const line = services.get(lineNumber)!
      return within(day, line.requestedFrom, line.requestedTo)
    })
  )
}
