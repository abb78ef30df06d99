/** Services beside the goods, and products that may stand in for others. */
import { SEGMENTS, SITES } from './company.ts'
import { seededDraws } from './draws.ts'
import { formatDay } from './local-time.ts'
import type { TermRecord } from './term-records.ts'
import type { World } from './world.ts'

const STREAM = -6

interface Service {
  readonly record: TermRecord
  /** Units of the list currency. */
  readonly price: number
  readonly included: readonly string[]
  readonly notOffered: readonly string[]
}

const SERVICES: readonly Service[] = [
  {
    record: {
      service_id: 'INSTALL',
      name: 'Installation on site',
      unit: 'HUR',
      resource_kind: 'technician',
      resource_minutes: 60,
      proof: 'signature',
    },
    price: 18,
    included: [],
    notOffered: ['RETAIL'],
  },
  {
    record: {
      service_id: 'RETURN-PICKUP',
      name: 'Return pick-up',
      unit: 'E48',
      resource_kind: 'vehicle',
      resource_minutes: 15,
      proof: 'photo',
    },
    price: 6,
    included: ['RETAIL', 'PUBLIC'],
    notOffered: [],
  },
  {
    record: {
      service_id: 'LABELLING',
      name: 'Labelling of each piece',
      unit: 'C62',
      resource_kind: 'repacking',
      resource_minutes: 1,
      proof: 'photo',
    },
    price: 0.04,
    included: [],
    notOffered: ['CONSTRUCTION'],
  },
  {
    record: {
      service_id: 'TO-THE-SHELF',
      name: 'Carried to the shelf and unpacked',
      unit: 'E48',
      resource_kind: 'person',
      resource_minutes: 25,
      proof: 'signature',
    },
    price: 9,
    included: ['HOSPITALITY'],
    notOffered: ['CONSTRUCTION', 'MANUFACTURING'],
  },
]

/** One row a price and one an entitlement; a segment that is not named pays. */
export function serviceRecords({ firstDay }: World): TermRecord[] {
  const valid_from = formatDay(firstDay - 30)
  return SERVICES.flatMap(({ record, price, included, notOffered }) => [
    ...SITES.map((site) => ({
      ...record,
      valid_from,
      currency: site.currency,
      unit_price: Math.round(price * site.currencyPerList * 100) / 100,
    })),
    ...SEGMENTS.filter(({ id }) => included.includes(id) || notOffered.includes(id)).map(({ id }) => ({
      ...record,
      valid_from,
      segment_id: id,
      entitlement: included.includes(id) ? 'included' : 'not_offered',
    })),
  ])
}

const SUBSTITUTIONS = 40

/** Products of one group stand in for each other where both are counted alike; heavier ones by more than one. */
export function substitutionRecords({ seed, range, firstDay, customers }: World): TermRecord[] {
  const draws = seededDraws(seed, STREAM)
  const groups = new Set(range.products.map((product) => product.group)).size
  const wanted = Math.min(SUBSTITUTIONS, range.products.length - groups)
  return Array.from({ length: Math.max(0, wanted) }, (_, index) => {
    const [from, to] = [range.products[index]!, range.products[index + groups]!]
    const consent = draws.pick(['ask', 'ask', 'auto'])
    const dissenter = draws.chance(0.3) ? draws.pick(customers).record.customer_id : null
    return {
      substitution_id: `SUB-${String(index + 1).padStart(3, '0')}`,
      product_id: from.id,
      substitute_id: to.id,
      numerator: 1,
      denominator: 1,
      direction: draws.chance(0.4) ? 'both' : 'one_way',
      consent,
      price_rule: 'lower_of_two',
      valid_from: formatDay(firstDay - 30),
      customer_id: dissenter,
      customer_consent: dissenter === null ? null : 'never',
    }
  })
}
