/** The lanes of the sample company: who leaves which site on which days, for where, in how long and at what price. */
import { ARARAT_LINE, CARPAT_ROAD, CARRIERS, CODRU_PARCEL, OWN_VANS, PRUT_LINK, SITES, type Site } from './company.ts'
import { formatDay } from './local-time.ts'
import type { LaneRecord } from './records.ts'

interface Pattern {
  readonly carrier: number
  readonly from: Site
  /** The site whose country, and whose currency, the lane leads to. */
  readonly to: Site
  /** Only where postal codes begin like that site's own. */
  readonly isLocal?: true
  readonly isExpedite?: true
  readonly transitDays?: number
  readonly departures: string
  readonly handling: string | null
  readonly maxWeightGrams: number
  readonly emissionKind: string | null
  /** In the list's currency: for one consignment, a kilogram, a stop, and what base and weight cost at least. */
  readonly price: readonly [base: number, perKg: number, perStop: number, minimum: number]
}

const [CHISINAU, IASI, YEREVAN] = SITES as [Site, Site, Site]
const VAN = {
  carrier: OWN_VANS,
  departures: 'Mo-Su 07:00',
  handling: 'cold tail_lift',
  maxWeightGrams: 1_200_000,
  emissionKind: 'van_diesel',
} as const
const PARCEL = {
  carrier: CODRU_PARCEL,
  departures: 'Mo-Fr 16:30; Sa 12:00',
  handling: null,
  maxWeightGrams: 300_000,
  emissionKind: null,
  price: [4.5, 0.35, 0, 6],
} as const
const GROUPAGE = {
  carrier: CARPAT_ROAD,
  departures: 'Mo-Fr 16:00',
  handling: 'hazardous tail_lift',
  maxWeightGrams: 12_000_000,
  emissionKind: 'rigid_large',
  price: [18, 0.09, 4, 25],
} as const

const PATTERNS: readonly Pattern[] = [
  ...SITES.flatMap((site): Pattern[] => [
    { ...VAN, from: site, to: site, isLocal: true, price: [3, 0.02, 3, 5] },
    { ...VAN, from: site, to: site, isExpedite: true, departures: 'Mo-Fr 11:00', price: [60, 0.2, 10, 80] },
    { ...PARCEL, from: site, to: site },
  ]),
  { ...GROUPAGE, from: CHISINAU, to: CHISINAU },
  { ...GROUPAGE, from: IASI, to: IASI },
  {
    ...GROUPAGE,
    carrier: PRUT_LINK,
    from: CHISINAU,
    to: IASI,
    emissionKind: 'articulated_large',
    price: [40, 0.14, 5, 60],
  },
  {
    ...GROUPAGE,
    carrier: PRUT_LINK,
    from: IASI,
    to: CHISINAU,
    emissionKind: 'articulated_large',
    price: [40, 0.14, 5, 60],
  },
  {
    carrier: ARARAT_LINE,
    from: YEREVAN,
    to: YEREVAN,
    departures: 'Mo-Fr 15:30; Sa 12:00',
    handling: 'tail_lift',
    maxWeightGrams: 5_000_000,
    emissionKind: 'rigid_medium',
    price: [10, 0.08, 3, 14],
  },
]

/** Prices hold from before the first order and are raised by four percent half a year ago. */
export function laneRecords(firstDay: number, raisedDay: number): LaneRecord[] {
  return PATTERNS.flatMap((pattern) => [
    laneRecord(pattern, { firstDay, pricedDay: firstDay, factor: 1 }),
    laneRecord(pattern, { firstDay, pricedDay: raisedDay, factor: 1.04 }),
  ])
}

const FUEL_PERCENT = 7.5

function laneRecord(
  pattern: Pattern,
  { firstDay, pricedDay, factor }: { firstDay: number; pricedDay: number; factor: number },
): LaneRecord {
  const { from, to, isLocal, isExpedite, carrier } = pattern
  const { id, service, mode, transitDays } = CARRIERS[carrier]!
  const [base, perKg, perStop, minimum] = pattern.price.map((amount) => inCurrency(to, amount * factor))
  const name = [from.id.slice(5), to.country, isLocal && 'CITY', isExpedite && 'RUSH', service]
  return {
    lane_id: name.filter(Boolean).join('-'),
    carrier_id: id,
    service,
    from_location_id: from.id,
    to_country: to.country,
    to_postal_prefix: isLocal ? cityPrefix(to) : null,
    mode,
    departures: pattern.departures,
    transit_days: pattern.transitDays ?? transitDays,
    is_expedite: isExpedite ? 'yes' : 'no',
    handling: pattern.handling,
    max_weight_grams: pattern.maxWeightGrams,
    emission_kind: pattern.emissionKind,
    valid_from: formatDay(firstDay),
    price_valid_from: formatDay(pricedDay),
    currency: to.currency,
    base: base!,
    per_kg: perKg!,
    per_stop: perStop!,
    minimum: minimum!,
    fuel_percent: FUEL_PERCENT,
  }
}

/** Whole cents, bani or luma: prices as people agree them. */
const inCurrency = (site: Site, amount: number): number => Math.round(amount * site.currencyPerList * 100) / 100

/** All of the city's postal codes begin so. */
export const cityPrefix = (site: Site): string => site.postalCode.slice(0, -2)
