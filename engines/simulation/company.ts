/** The invented wholesaler 'Lindmar Kontor': its own sites, carriers, segments and published standards. */
import type { Country } from './holidays.ts'
import { formatDay, type Zone } from './local-time.ts'
import type { CarrierRecord, LocationRecord, SegmentRecord, StandardRecord } from './records.ts'

export const COMPANY_NAME = 'Lindmar Kontor'

export interface Site {
  readonly id: string
  readonly name: string
  readonly country: Country
  readonly zone: Zone
  readonly city: string
  readonly postalCode: string
  readonly phonePrefix: string
  readonly currency: string
  /** Units of the site's currency for one unit of the list price, rounded: the story needs no exact rates. */
  readonly currencyPerList: number
  readonly taxPercent: number
  readonly latitude: number
  readonly longitude: number
  /** Share of the company's customers. */
  readonly share: number
}

export const SITES: readonly Site[] = [
  {
    id: 'SITE-CHI',
    name: 'Distribution center Chișinău',
    country: 'MD',
    zone: 'Europe/Chisinau',
    city: 'Chișinău',
    postalCode: 'MD-2000',
    phonePrefix: '+37322',
    currency: 'MDL',
    currencyPerList: 20,
    taxPercent: 20,
    latitude: 47.01,
    longitude: 28.86,
    share: 0.42,
  },
  {
    id: 'SITE-IAS',
    name: 'Distribution center Iași',
    country: 'RO',
    zone: 'Europe/Bucharest',
    city: 'Iași',
    postalCode: '700000',
    phonePrefix: '+40232',
    currency: 'RON',
    currencyPerList: 5,
    taxPercent: 21,
    latitude: 47.16,
    longitude: 27.59,
    share: 0.34,
  },
  {
    id: 'SITE-EVN',
    name: 'Distribution center Yerevan',
    country: 'AM',
    zone: 'Asia/Yerevan',
    city: 'Yerevan',
    postalCode: '0010',
    phonePrefix: '+37410',
    currency: 'AMD',
    currencyPerList: 420,
    taxPercent: 20,
    latitude: 40.18,
    longitude: 44.51,
    share: 0.24,
  },
]

export const SITE_OPENINGS = 'Mo-Fr 05:00-19:00; Sa-Su 05:00-13:00'
export const CUTOFF_MINUTE = 15 * 60

export interface Carrier {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly mode: 'own_van' | 'parcel' | 'road'
  /** Working days on the road; 0 hands over on the day it leaves. */
  readonly transitDays: number
  readonly weekdays: string
  readonly lateShare: number
  readonly damageShare: number
  /** Share of hand-overs of which it reports neither a count nor a condition. */
  readonly silentShare: number
}

export const OWN_VANS = 0
export const CODRU_PARCEL = 1
export const CARPAT_ROAD = 2
export const PRUT_LINK = 3
export const ARARAT_LINE = 4

export const CARRIERS: readonly Carrier[] = [
  {
    id: 'OWN-VANS',
    name: `${COMPANY_NAME} vans`,
    service: 'VAN',
    mode: 'own_van',
    transitDays: 0,
    weekdays: '1111111',
    lateShare: 0.02,
    damageShare: 0.005,
    silentShare: 0.004,
  },
  {
    id: 'CODRU-PARCEL',
    name: 'Codru Parcel',
    service: 'EXPRESS',
    mode: 'parcel',
    transitDays: 1,
    weekdays: '1111110',
    lateShare: 0.035,
    damageShare: 0.014,
    silentShare: 0.01,
  },
  {
    id: 'CARPAT-ROAD',
    name: 'Carpat Road Groupage',
    service: 'GROUPAGE',
    mode: 'road',
    transitDays: 2,
    weekdays: '1111100',
    lateShare: 0.05,
    damageShare: 0.012,
    silentShare: 0.015,
  },
  {
    id: 'PRUT-LINK',
    name: 'Prut Link Freight',
    service: 'CROSSING',
    mode: 'road',
    transitDays: 3,
    weekdays: '1111100',
    lateShare: 0.08,
    damageShare: 0.011,
    silentShare: 0.02,
  },
  {
    id: 'ARARAT-LINE',
    name: 'Ararat Line',
    service: 'REGIONAL',
    mode: 'road',
    transitDays: 1,
    weekdays: '1111110',
    lateShare: 0.045,
    damageShare: 0.013,
    silentShare: 0.55,
  },
]

export interface Segment {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Share of customers and how much one of them orders against the others. */
  readonly share: number
  readonly appetite: number
  readonly linesMean: number
  /** Wanted lead in calendar days, from and to. */
  readonly lead: readonly [number, number]
  readonly openings: string
  readonly weekdays: string
  /** Receiving hours, minutes of the day. */
  readonly receives: readonly [number, number]
  /** Share of orders with a booked slot instead of a day. */
  readonly slotShare: number
  readonly attemptFailShare: number
  readonly ratingShare: number
  readonly targets: Readonly<Record<string, number>>
  /** The information clause: papers that go with the goods, and how fresh tracking is kept. */
  readonly documents: readonly string[]
  readonly noticeHours: number | null
  readonly trackingHours: number | null
  readonly tellsExceptions: boolean
  /** Groups of products it buys three times as often as the rest. */
  readonly favors: readonly number[]
}

const targets = (cycle: number, time: number, full: number, condition: number, bill: number, perfect: number) => ({
  order_cycle_time: cycle,
  on_time: time,
  in_full: full,
  condition,
  billing: bill,
  information: 95,
  perfect_order: perfect,
})

export const SEGMENTS: readonly Segment[] = [
  {
    id: 'MANUFACTURING',
    name: 'Manufacturers',
    description: 'Lines that stop without material; booked slots, strict documents.',
    share: 0.24,
    appetite: 1.3,
    linesMean: 3.4,
    lead: [3, 12],
    openings: 'Mo-Fr 07:00-16:00',
    weekdays: '1111100',
    receives: [420, 960],
    slotShare: 0.35,
    attemptFailShare: 0.008,
    ratingShare: 0.16,
    targets: targets(8, 96, 97, 99, 98.5, 88),
    documents: ['asn', 'delivery_note', 'certificate'],
    noticeHours: 4,
    trackingHours: 120,
    tellsExceptions: true,
    favors: [0, 2, 6, 7],
  },
  {
    id: 'HOSPITALITY',
    name: 'Hotels and restaurants',
    description: 'Small fresh orders every other day, received in the morning, also on Sunday.',
    share: 0.22,
    appetite: 1.25,
    linesMean: 3.1,
    lead: [1, 2],
    openings: 'Mo-Su 06:30-11:30',
    weekdays: '1111111',
    receives: [390, 690],
    slotShare: 0.1,
    attemptFailShare: 0.02,
    ratingShare: 0.3,
    targets: targets(2, 94, 95, 98.5, 97, 84),
    documents: ['delivery_note'],
    noticeHours: null,
    trackingHours: 48,
    tellsExceptions: true,
    favors: [1, 3, 4],
  },
  {
    id: 'RETAIL',
    name: 'Retail stores',
    description: 'Weekly replenishment with peaks before holidays.',
    share: 0.28,
    appetite: 1,
    linesMean: 3.6,
    lead: [2, 6],
    openings: 'Mo-Fr 08:00-17:00; Sa 09:00-13:00',
    weekdays: '1111110',
    receives: [540, 780],
    slotShare: 0.04,
    attemptFailShare: 0.012,
    ratingShare: 0.2,
    targets: targets(5, 95, 96, 99, 98, 86),
    documents: ['asn', 'delivery_note'],
    noticeHours: 2,
    trackingHours: 120,
    tellsExceptions: true,
    favors: [0, 1, 4, 5],
  },
  {
    id: 'CONSTRUCTION',
    name: 'Construction crews',
    description: 'Changing places, short notice, dates that move with the building.',
    share: 0.16,
    appetite: 0.7,
    linesMean: 2.2,
    lead: [1, 8],
    openings: 'Mo-Fr 07:30-15:30',
    weekdays: '1111100',
    receives: [450, 930],
    slotShare: 0.05,
    attemptFailShare: 0.035,
    ratingShare: 0.12,
    targets: targets(6, 90, 95, 98, 97, 78),
    documents: ['delivery_note'],
    noticeHours: null,
    trackingHours: null,
    tellsExceptions: true,
    favors: [6, 7, 8],
  },
  {
    id: 'PUBLIC',
    name: 'Schools and hospitals',
    description: 'Yearly agreements, long notice, exact bills.',
    share: 0.1,
    appetite: 0.8,
    linesMean: 2.9,
    lead: [5, 21],
    openings: 'Mo-Fr 08:00-15:00',
    weekdays: '1111100',
    receives: [480, 900],
    slotShare: 0.02,
    attemptFailShare: 0.01,
    ratingShare: 0.18,
    targets: targets(14, 93, 97, 99, 99, 86),
    documents: ['delivery_note'],
    noticeHours: null,
    trackingHours: null,
    tellsExceptions: true,
    favors: [1, 5, 9],
  },
]

export const segmentRecords = (): SegmentRecord[] =>
  SEGMENTS.map(({ id, name, description }) => ({ segment_id: id, name, description }))

/** Working hours, for everybody alike. */
const ANSWERS = { first_answer: 4, final_answer: 24 }

const UNITS: Readonly<Record<string, StandardRecord['target_unit']>> = {
  order_cycle_time: 'business_days',
  first_answer: 'hours',
  final_answer: 'hours',
}

/** Standards hold from before the first order; manufacturers were promised a better on-time rate half a year ago. */
export function standardRecords(firstDay: number, raisedDay: number): StandardRecord[] {
  const standard = (segment: Segment, element: string, day: number, target: number): StandardRecord => ({
    segment_id: segment.id,
    element,
    valid_from: formatDay(day),
    target,
    target_unit: UNITS[element] ?? 'percent',
    owner: OWNERS[element] ?? 'Head of logistics',
    ...(element === 'information' ? clauseOf(segment) : NO_CLAUSE),
  })
  const first = SEGMENTS.flatMap((segment) =>
    Object.entries({ ...segment.targets, ...ANSWERS }).map(([element, target]) =>
      standard(segment, element, firstDay, target),
    ),
  )
  const manufacturers = SEGMENTS[0]!
  return [...first, standard(manufacturers, 'on_time', raisedDay, manufacturers.targets.on_time! + 1)]
}

type Clause = Pick<
  StandardRecord,
  'required_documents' | 'advance_notice_hours' | 'tracking_age_hours' | 'tells_exceptions'
>

const NO_CLAUSE: Clause = {
  required_documents: null,
  advance_notice_hours: null,
  tracking_age_hours: null,
  tells_exceptions: null,
}

const clauseOf = ({ documents, noticeHours, trackingHours, tellsExceptions }: Segment): Clause => ({
  required_documents: documents.join(' '),
  advance_notice_hours: noticeHours,
  tracking_age_hours: trackingHours,
  tells_exceptions: tellsExceptions,
})

const OWNERS: Readonly<Record<string, string>> = {
  billing: 'Head of finance',
  condition: 'Head of warehousing',
  information: 'Head of customer service',
  first_answer: 'Head of customer service',
  final_answer: 'Head of customer service',
}

/** Carriers keep the calendar of the first site they serve. */
export const carrierRecords = (): CarrierRecord[] =>
  CARRIERS.map(({ id, name, service, mode, weekdays }, carrier) => {
    const { country, zone } = SITES[carrier === ARARAT_LINE ? 2 : 0]!
    const openings = `Mo-${{ 5: 'Fr', 6: 'Sa', 7: 'Su' }[weekdays.replaceAll('0', '').length]} 00:00-24:00`
    return { carrier_id: id, name, service, mode, country, zone, openings }
  })

/** One a product group, in the order of the groups: name, city, postal code, site they are near, latitude, longitude. */
const SUPPLIER_PLACES: readonly (readonly [string, string, string, number, number, number])[] = [
  ['Kartonaj Nistru', 'Tiraspol', 'MD-3300', 0, 46.84, 29.63],
  ['Clarum Chimie', 'Roman', '611000', 1, 46.92, 26.93],
  ['Metizeria Prut', 'Ungheni', 'MD-3600', 0, 47.21, 27.8],
  ['Morile Codrilor', 'Orhei', 'MD-3500', 0, 47.38, 28.82],
  ['Vesela de Nord', 'Botoșani', '710001', 1, 47.74, 26.66],
  ['Hârtia Albă', 'Bacău', '600001', 1, 46.57, 26.91],
  ['Sevan Workwear', 'Gavar', '1201', 2, 40.36, 45.13],
  ['Electra Siret', 'Pașcani', '705200', 1, 47.25, 26.72],
  ['Constructa Vest', 'Vaslui', '730001', 1, 46.64, 27.73],
  ['Ararat Hygiene', 'Artashat', '0701', 2, 39.95, 44.55],
]

const supplierRecords = (): LocationRecord[] =>
  SUPPLIER_PLACES.map(([name, city, postal_code, near, latitude, longitude], group) => ({
    location_id: supplierAt(group),
    ...{ name, kind: 'supplier_site', customer_id: null, country: SITES[near]!.country, zone: SITES[near]!.zone },
    ...{ city, postal_code, street: 'Strada Fabricii 1', latitude, longitude, openings: SITE_OPENINGS, cutoff: null },
  }))

export const supplierAt = (group: number): string => `SUP-${String(group + 1).padStart(2, '0')}`

export const hubOf = (site: Site): string => site.id.replace('SITE', 'HUB')

export function ownLocationRecords(): LocationRecord[] {
  const records = SITES.flatMap((site) => {
    const place = {
      customer_id: null,
      country: site.country,
      zone: site.zone,
      city: site.city,
      postal_code: site.postalCode,
      longitude: site.longitude,
    }
    const own = { location_id: site.id, name: site.name, kind: 'own_site', latitude: site.latitude }
    const hub = { location_id: hubOf(site), name: `Carrier hub ${site.city}`, kind: 'carrier_hub' }
    return [
      { ...own, ...place, street: 'Via Depozitelor 1', openings: SITE_OPENINGS, cutoff: '15:00' },
      {
        ...hub,
        ...place,
        latitude: Math.round((site.latitude + 0.04) * 1e6) / 1e6,
        street: 'Via Triajului 9',
        openings: 'Mo-Sa 00:00-24:00',
        cutoff: null,
      },
    ]
  })
  const [office] = records
  return [
    ...records,
    ...supplierRecords(),
    {
      ...office!,
      location_id: 'DESK',
      name: 'Order desk',
      kind: 'order_desk',
      openings: 'Mo-Sa 07:00-19:00',
      cutoff: null,
    },
  ]
}
