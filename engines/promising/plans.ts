/** The ways to keep a wish: at once or in parts, from one site or several, with substitutes where the customer would have them. */
import { available, availableFrom } from './catp.ts'
import { type Consignment, complete, consign, consignInHaste, goodsDay, type Plan, type Share } from './plan.ts'
import type { SiteView, SubstituteView, Wish, WishLine } from './wish.ts'

export function listPlans(wish: Wish): Plan[] {
  const shares = wish.lines.filter((line) => line.kind === 'goods').map(shareOf)
  if (shares.length === 0) return present([complete(wish, [])])
  const drafts = [...atOnce(wish, shares), ...withSubstitutes(wish, shares)]
  if (wish.partsMax >= 2) drafts.push(...inTwoParts(wish, shares), ...fromSeveralSites(wish, shares))
  return present(drafts.map((consignments) => complete(wish, consignments)))
}

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null)

const shareOf = (line: WishLine): Share => ({
  lineNumber: line.lineNumber,
  productId: line.productId,
  quantityMilli: line.quantityMilli,
  drawnBeforeMilli: 0,
  grams: grams(line.quantityMilli, line.gramsPerUnit),
  requestedFrom: line.requestedFrom,
  requestedTo: line.requestedTo,
  work: line.work,
  handling: line.handling,
  substitute: null,
})

const grams = (quantityMilli: number, perUnit: number) => Math.round((quantityMilli * perUnit) / 1000)

const everyLane = (wish: Wish, site: SiteView, shares: readonly Share[]): Consignment[] =>
  present(site.lanes.map((lane) => consign(wish, site, lane, shares)))

/** By every lane as usual, and where overtime makes it sooner, also so. */
const atOnce = (wish: Wish, shares: readonly Share[]): Consignment[][] =>
  wish.sites.flatMap((site) =>
    site.lanes.flatMap((lane) => {
      const usual = consign(wish, site, lane, shares)
      return present([usual, consignInHaste(wish, lane, shares, { site, usual })]).map((consignment) => [consignment])
    }),
  )

/** What is there on the first day goes now, the rest by the same lane when it comes. */
function inTwoParts(wish: Wish, shares: readonly Share[]): Consignment[][] {
  const drafts: Consignment[][] = []
  for (const site of wish.sites) {
    const now = presentParts(site, shares)
    const later = shares.flatMap((share) => remainder(share, now))
    if (now.length === 0 || later.length === 0) continue
    const first = quickest(everyLane(wish, site, now))
    for (const second of everyLane(wish, site, later)) if (first) drafts.push([first, second])
  }
  return drafts
}

/** Two lines of one product share what is there, in the order of the lines. */
function presentParts(site: SiteView, shares: readonly Share[]): Share[] {
  const left = new Map<string, number>()
  return shares.flatMap((share) => {
    const pool = site.pool(share.productId)
    const there = left.get(share.productId) ?? (pool ? available(pool, site.firstDay) : 0)
    const quantityMilli = Math.min(share.quantityMilli, wholeUnits(Math.max(0, there), share.quantityMilli))
    left.set(share.productId, there - quantityMilli)
    return quantityMilli > 0 ? [partOf(share, quantityMilli)] : []
  })
}

/** Of a product ordered in whole units no fraction is sent. */
const wholeUnits = (there: number, wished: number) => (wished % 1000 === 0 ? Math.floor(there / 1000) * 1000 : there)

const partOf = (share: Share, quantityMilli: number): Share => ({
  ...share,
  quantityMilli,
  grams: Math.round((share.grams * quantityMilli) / share.quantityMilli),
})

function remainder(share: Share, now: readonly Share[]): Share[] {
  const sent = now.find((part) => part.lineNumber === share.lineNumber)?.quantityMilli ?? 0
  if (sent === share.quantityMilli) return []
  const drawn = now.reduce((sum, part) => sum + (part.productId === share.productId ? part.quantityMilli : 0), 0)
  return [{ ...partOf(share, share.quantityMilli - sent), drawnBeforeMilli: drawn }]
}

/** Each line from the site where its goods are soonest, if that takes no more consignments than allowed. */
function fromSeveralSites(wish: Wish, shares: readonly Share[]): Consignment[][] {
  const bySite = new Map<SiteView, Share[]>()
  for (const share of shares) {
    const site = soonestSite(wish, share)
    if (!site) return []
    bySite.set(site, [...(bySite.get(site) ?? []), share])
  }
  if (bySite.size < 2 || bySite.size > wish.partsMax) return []
  const consignments = [...bySite].map(([site, own]) => quickest(everyLane(wish, site, own)))
  return consignments.every((one) => one !== null) ? [consignments as Consignment[]] : []
}

function soonestSite(wish: Wish, share: Share): SiteView | null {
  let best: { site: SiteView; day: number } | null = null
  for (const site of wish.sites) {
    const day = site.lanes.length ? goodsDay(wish, site, [share]) : null
    if (day !== null && (best === null || day < best.day)) best = { site, day }
  }
  return best?.site ?? null
}

const quickest = (consignments: readonly Consignment[]): Consignment | null =>
  consignments.reduce<Consignment | null>(
    (best, one) => (best === null || one.passage.arrivalDay < best.passage.arrivalDay ? one : best),
    null,
  )

/** At each site, lines whose goods come later than a substitute's are served by the substitute. */
function withSubstitutes(wish: Wish, shares: readonly Share[]): Consignment[][] {
  const lines = new Map(wish.lines.map((line) => [line.lineNumber, line]))
  return wish.sites.flatMap((site) => {
    const replaced = shares.map((share) => soonerSubstitute(wish, site, share, lines.get(share.lineNumber)!))
    if (replaced.every((share, index) => share === shares[index])) return []
    return everyLane(wish, site, replaced).map((consignment) => [consignment])
  })
}

function soonerSubstitute(wish: Wish, site: SiteView, share: Share, line: WishLine): Share {
  const own = goodsDay(wish, site, [share]) ?? Number.POSITIVE_INFINITY
  if (own <= site.firstDay) return share
  let best: { share: Share; day: number } | null = null
  for (const substitute of line.substitutes) {
    const candidate = replacedBy(share, substitute)
    const pool = candidate && site.pool(substitute.productId)
    const day = pool ? availableFrom(pool, candidate.quantityMilli, site.firstDay) : null
    if (candidate && day !== null && day < own && (best === null || day < best.day)) best = { share: candidate, day }
  }
  return best?.share ?? share
}

/** Null when the ratio leaves a fraction of a thousandth: such a quantity cannot be picked. */
function replacedBy(share: Share, substitute: SubstituteView): Share | null {
  const quantityMilli = (share.quantityMilli * substitute.numerator) / substitute.denominator
  if (!Number.isInteger(quantityMilli)) return null
  return {
    ...share,
    productId: substitute.productId,
    quantityMilli,
    grams: grams(quantityMilli, substitute.gramsPerUnit),
    substitute: substitute.consent,
  }
}
