/** Customers with their people and places: who orders from which site, over which lane, in which language. */
import { ARARAT_LINE, CARPAT_ROAD, CODRU_PARCEL, OWN_VANS, PRUT_LINK, SEGMENTS, SITES, type Site } from './company.ts'
import { cumulate, type Draws, drawWeighted, seededDraws } from './draws.ts'
import type { Country } from './holidays.ts'
import type { Zone } from './local-time.ts'
import { companyName, type Language, personName, streetName } from './names.ts'
import { type Horizon, type OpenDays, openDays } from './open-days.ts'
import type { ContactRecord, CustomerRecord, LocationRecord } from './records.ts'

export type Lane = 'local' | 'regional' | 'crossing'

export interface Place {
  readonly record: LocationRecord
  readonly openDays: OpenDays
}

export interface Customer {
  readonly record: CustomerRecord
  readonly contacts: readonly ContactRecord[]
  readonly places: readonly Place[]
  readonly segment: number
  readonly site: number
  readonly lane: Lane
  readonly zone: Zone
  readonly taxPercent: number
  /** Price factor in the customer's currency, agreed discount included. */
  readonly priceFactor: number
  readonly appetite: number
}

const ROLES = [
  'purchasing',
  'logistics',
  'finance',
  'quality',
  'production',
  'end_user',
  'product_development',
] as const
const CHANNELS = ['email', 'portal', 'sms', 'phone'] as const
const LOCAL_LANGUAGES: Readonly<Record<Country, readonly [Language, number][]>> = {
  MD: [
    ['ro', 6],
    ['ru', 4],
  ],
  RO: [
    ['ro', 9],
    ['en', 1],
  ],
  AM: [
    ['hy', 7],
    ['ru', 2],
    ['en', 1],
  ],
}
const TOWNS: Readonly<Record<Country, readonly (readonly [string, string, number, number])[]>> = {
  MD: [
    ['Bălți', 'MD-3100', 47.76, 27.93],
    ['Orhei', 'MD-3500', 47.38, 28.82],
    ['Cahul', 'MD-3900', 45.91, 28.19],
  ],
  RO: [
    ['Bacău', '600001', 46.57, 26.91],
    ['Suceava', '720001', 47.65, 26.26],
    ['Galați', '800001', 45.44, 28.05],
  ],
  AM: [
    ['Gyumri', '3101', 40.79, 43.85],
    ['Vanadzor', '2001', 40.81, 44.49],
    ['Kapan', '3301', 39.21, 46.41],
  ],
}

export function buildCustomers(seed: number, customerCount: number, horizon: Horizon): Customer[] {
  const draws = seededDraws(seed, -1)
  const siteTotals = cumulate(SITES.map((site) => site.share))
  const segmentTotals = cumulate(SEGMENTS.map((segment) => segment.share))
  const names = new Set<string>()
  return Array.from({ length: customerCount }, (_, index) => {
    const site = drawWeighted(draws, siteTotals)
    const segment = drawWeighted(draws, segmentTotals)
    return buildCustomer({ draws, index, site, segment, name: freshName(draws, segment, names), horizon })
  })
}

interface CustomerSeed {
  readonly draws: Draws
  readonly index: number
  readonly site: number
  readonly segment: number
  readonly name: string
  readonly horizon: Horizon
}

function buildCustomer({ draws, index, site, segment, name, horizon }: CustomerSeed): Customer {
  const id = `C-${String(index + 1).padStart(4, '0')}`
  const lane = drawLane(draws, site, segment)
  const home = lane === 'crossing' ? SITES[1]! : SITES[site]!
  const language = drawLanguage(draws, home.country)
  const segmentId = SEGMENTS[segment]!.id
  const record = {
    customer_id: id,
    name,
    segment_id: segmentId,
    country: home.country,
    language,
    currency: home.currency,
  }
  const placeCount = segment === 3 ? draws.between(2, 3) : draws.between(1, 2)
  return {
    record,
    contacts: Array.from({ length: draws.between(2, 5) }, (_, nth) => buildContact(draws, record, home, nth)),
    places: Array.from({ length: placeCount }, (_, nth) =>
      buildPlace({ draws, record, home, segment, lane, nth, horizon }),
    ),
    segment,
    site,
    lane,
    zone: home.zone,
    taxPercent: lane === 'crossing' ? 0 : home.taxPercent,
    priceFactor: home.currencyPerList * (1 - draws.between(0, 12) / 100),
    appetite: SEGMENTS[segment]!.appetite * (0.3 + 1.9 * draws.next() ** 2),
  }
}

function freshName(draws: Draws, segment: number, taken: Set<string>): string {
  let name = companyName(draws, SEGMENTS[segment]!.id)
  while (taken.has(name)) name = `${name} ${draws.between(2, 99)}`
  taken.add(name)
  return name
}

/** Some Romanian customers are served from Chișinău over the border; hotels order too late for any lane but the local one. */
function drawLane(draws: Draws, site: number, segment: number): Lane {
  const drawn = draws.next()
  if (segment === 1) return 'local'
  if (site === 0 && drawn > 0.84) return 'crossing'
  return drawn < 0.4 ? 'local' : 'regional'
}

function drawLanguage(draws: Draws, country: Country): Language {
  const languages = LOCAL_LANGUAGES[country]
  return languages[drawWeighted(draws, cumulate(languages.map(([, weight]) => weight)))]![0]
}

/** One contact in twelve works for an owner's office abroad and reads Chinese. */
function buildContact(draws: Draws, customer: CustomerRecord, home: Site, nth: number): ContactRecord {
  const language = draws.chance(0.08)
    ? 'zh-TW'
    : nth === 0
      ? (customer.language as Language)
      : drawLanguage(draws, home.country)
  const id = `${customer.customer_id}-K${nth + 1}`
  return {
    contact_id: id,
    customer_id: customer.customer_id,
    name: personName(draws, language),
    buying_role: ROLES[nth]!,
    language,
    email: `${id.toLowerCase()}@customer.example`,
    phone: `${home.phonePrefix}555${String(draws.between(0, 999)).padStart(3, '0')}`,
    channel: CHANNELS[Math.floor(draws.next() ** 2 * CHANNELS.length)]!,
  }
}

interface PlaceSeed {
  readonly draws: Draws
  readonly record: CustomerRecord
  readonly home: Site
  readonly segment: number
  readonly lane: Lane
  readonly nth: number
  readonly horizon: Horizon
}

function buildPlace({ draws, record, home, segment, lane, nth, horizon }: PlaceSeed): Place {
  const { openings, weekdays } = SEGMENTS[segment]!
  const town =
    lane === 'local'
      ? ([home.city, home.postalCode, home.latitude, home.longitude] as const)
      : draws.pick(TOWNS[home.country])
  return {
    openDays: openDays(home.country, weekdays, horizon),
    record: {
      location_id: `${record.customer_id}-L${nth + 1}`,
      name: `${record.name}, ${town[0]} ${nth + 1}`,
      kind: 'customer_site',
      customer_id: record.customer_id,
      country: home.country,
      zone: home.zone,
      city: town[0],
      postal_code: town[1],
      street: streetName(draws),
      latitude: near(draws, town[2]),
      longitude: near(draws, town[3]),
      openings,
      cutoff: null,
    },
  }
}

const near = (draws: Draws, degrees: number): number => Math.round((degrees + (draws.next() - 0.5) * 0.12) * 1e5) / 1e5

/** Which carrier takes an order on a lane: the own vans near home, a groupage or parcel carrier farther out. */
export function drawCarrier(draws: Draws, customer: Customer, isUrgent: boolean): number {
  if (customer.lane === 'crossing') return PRUT_LINK
  if (customer.lane === 'local') return draws.chance(0.9) || customer.segment === 1 ? OWN_VANS : CODRU_PARCEL
  if (customer.site === 2) return draws.chance(0.6) ? ARARAT_LINE : CODRU_PARCEL
  return isUrgent || draws.chance(0.4) ? CODRU_PARCEL : CARPAT_ROAD
}
