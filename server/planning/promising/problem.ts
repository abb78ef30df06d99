/** The engine's problem: a wish, the sites that could serve it, and the ways from there. */
import { weekdayOf } from '../../../engines/calendars/index.ts'
import type { Objective, SiteView, Wish } from '../../../engines/promising/index.ts'
import type { Place } from '../../modules/locations/index.ts'
import { isOnWay } from '../../modules/problems/index.ts'
import { HORIZON_DAYS, type WishFacts } from './facts.command.ts'
import { laneView } from './lanes.ts'
import { isTakenOn, objectiveWith, type Windows, windowsOf } from './requirement-effects.ts'
import { siteRelease, siteView } from './sites.ts'
import { wishLine } from './wish-lines.ts'

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

/** How sure goods to come are counted, until the company's own receipts say more. */
const SUPPLY_CHANCE = 0.9

export function problemOf(facts: WishFacts): Wish {
  const { terms, places, parties, isAnew } = facts
  const destination = places.get(parties.location_id)!
  const sites = parties.siteIds.map((id) => places.get(id)!)
  const windows = windowsOf(facts.requirements)
  const isSplitAllowed = !terms.ship_complete && !isAnew
  return {
    lines: facts.lines.map((line, at) => {
      const substitutes = facts.substitutes.get(line.product_id) ?? []
      const grams = new Map(facts.substitutePrices.map((one) => [one.productId, one.price.weightGrams ?? 0]))
      const price = facts.prices.lines[at]!
      return wishLine(line, {
        price,
        requirements: facts.requirements[at]!,
        substitutes,
        grams,
        services: facts.services,
        servicesFrom: facts.servicesFrom,
      })
    }),
    sites: sites.flatMap((site) => toSite(site, { destination, windows }, facts)),
    receiving: {
      isBusinessDay: (day) =>
        destination.calendar.isBusinessDay(day) &&
        isTakenOn(windows, day) &&
        terms.delivery_days.includes(WEEKDAYS[weekdayOf(day)]!),
    },
    partsMax: isSplitAllowed ? terms.max_parts : 1,
    supplyChance: SUPPLY_CHANCE,
    lastDay: Math.floor(facts.now / 86_400_000) + HORIZON_DAYS,
    objective: objectiveWith(facts.objective as Objective, facts.requirements, isAnew),
  }
}

function toSite(
  site: Place,
  { destination, windows }: { destination: Place; windows: Windows },
  facts: WishFacts,
): SiteView[] {
  const release = siteRelease(site, facts.takenAt)
  if (!release) return []
  const lanes = facts.lanes
    .filter((lane) => lane.from_location_id === site.location_id)
    .map((lane) =>
      laneView(lane, {
        site,
        destination,
        windows,
        carrier: facts.leadTimes.carrierDays(lane),
        capacity: facts.capacity,
        leadTimes: facts.leadTimes,
        quantile: facts.terms.promise_quantile,
        readyAt: release.instant,
        currency: facts.prices.currency,
        disruptions: facts.disruptions.filter((one) =>
          isOnWay(one, { site_id: site.location_id, carrier_id: lane.carrier_id, destination }),
        ),
      }),
    )
  const supplyStates = new Set<string>(facts.terms.supply_states)
  const { now, pools, capacity, ownClaims, keptPercent, mayWorkOvertime } = facts
  const { currency } = facts.prices
  const setting = { now, pools, capacity, supplyStates, ownClaims, keptPercent, currency, mayWorkOvertime }
  return [siteView(site, release.day, lanes, setting)]
}
