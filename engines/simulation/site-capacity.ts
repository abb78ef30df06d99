/** What the sample company's sites can do in a day, the slots they offer in their cities, and the seasons they prepare for. */
import { SITES, type Site } from './company.ts'
import { orthodoxEaster } from './holidays.ts'
import { cityPrefix } from './lanes.ts'
import { civilOf, dayOf, formatDay } from './local-time.ts'
import type { ResourceRecord, SeasonRecord } from './records.ts'

/** Weekdays, then Saturday and Sunday, as shares of a full day. */
const SHIFTS = [1, 1, 1, 1, 1, 0.4, 0.4] as const
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Sites are built for more than a usual day: without that, every busy week would stop them. */
const ROOM = 2

export function resourceRecords(orders: number): ResourceRecord[] {
  return SITES.flatMap((site) => {
    const ordersADay = (orders / 365) * site.share * ROOM
    const one = (kind: string, name: string, quantity: number) => resource(site, { kind, name }, quantity)
    return [
      { ...one('pick_lines', 'Picking', ordersADay * 3.2), ...overtime(site, ordersADay * 0.5, 1.5) },
      one('repack', 'Repacking', ordersADay),
      one('dock', 'Loading dock', ordersADay / 2),
      { ...one('vehicle_stops', 'Stops of own vans', ordersADay * 0.6), ...overtime(site, ordersADay * 0.1, 6) },
      one('service_minutes', 'Fitters', ordersADay * 20),
      ...SLOTS.map(([part, starts_at, ends_at]) => ({
        ...resource(
          site,
          { kind: 'slot', name: `${site.city} ${starts_at}–${ends_at}` },
          Math.max(3, ordersADay / 6),
          part,
        ),
        to_country: site.country,
        to_postal_prefix: cityPrefix(site),
        starts_at,
        ends_at,
        cutoff_days: 1,
        cutoff_at: '16:00',
        price: Math.round(2 * site.currencyPerList),
        currency: site.currency,
      })),
    ]
  })
}

/** What people stay longer for when something is urgent, at what one costs. */
const overtime = (site: Site, quantity: number, price: number) => ({
  overtime_quantity: Math.max(1, Math.ceil(quantity)),
  overtime_cost: Math.round(price * site.currencyPerList),
  currency: site.currency,
})

const SLOTS = [
  ['AM', '08:00', '11:00'],
  ['PM', '13:00', '16:00'],
] as const

function resource(site: Site, { kind, name }: { kind: string; name: string }, quantity: number, part?: string) {
  const week = WEEKDAYS.map((weekday, at) => [weekday, Math.max(2, Math.ceil(quantity * SHIFTS[at]!))])
  const id = [site.id.slice(5), kind.toUpperCase().replaceAll('_', '-'), part].filter(Boolean).join('-')
  return { resource_id: id, location_id: site.id, kind, name, ...Object.fromEntries(week) } as ResourceRecord
}

/** The busy and slow weeks of `seasonOf`, from the year of `firstDay` until after `lastDay`. */
export function seasonRecords(firstDay: number, lastDay: number): SeasonRecord[] {
  const years = Array.from(
    { length: civilOf(lastDay).year - civilOf(firstDay).year + 2 },
    (_, at) => civilOf(firstDay).year + at,
  )
  return years.flatMap((year) => {
    const season = (id: string, name: string, days: readonly [number, number]) => ({
      season_id: `${id}-${year}`,
      location_id: null,
      name: `${name} ${year}`,
      first_day: formatDay(days[0]),
      last_day: formatDay(days[1]),
    })
    const easter = orthodoxEaster(year)
    const beforeEaster = { ...busy(140, 115), extra_lead_days: null, staffing: 'Saturdays worked in full' }
    return [
      { ...season('NEW-YEAR', 'After the New Year', [dayOf(year, 1, 1), dayOf(year, 1, 14)]), ...slow(60) },
      ...SITES.slice(0, 2).map((site) => ({
        ...season(`EASTER-${site.id.slice(5)}`, 'Before Easter', [easter - 12, easter - 1]),
        ...beforeEaster,
        location_id: site.id,
      })),
      { ...season('AUGUST', 'Summer holidays', [dayOf(year, 8, 1), dayOf(year, 8, 31)]), ...slow(80) },
      { ...season('DECEMBER', 'Before the New Year', [dayOf(year, 12, 5), dayOf(year, 12, 23)]), ...busy(155, 125) },
    ]
  })
}

const busy = (demand_percent: number, capacity_percent: number) => ({
  kind: 'busy' as const,
  demand_percent,
  capacity_percent,
  stock_target_percent: demand_percent - 10,
  extra_lead_days: 1 as number | null,
  staffing: 'Four temporary pickers at each site',
})

const slow = (demand_percent: number) => ({
  kind: 'slow' as const,
  demand_percent,
  capacity_percent: null,
  stock_target_percent: demand_percent,
  extra_lead_days: null,
  staffing: null,
})
