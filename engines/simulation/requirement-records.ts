/** What must be observed: at doors that close early, for goods that break or spoil, for customers with their own ways. */
import { type Draws, seededDraws } from './draws.ts'
import { formatDay } from './local-time.ts'
import type { TermRecord } from './term-records.ts'
import type { World } from './world.ts'

const STREAM = -5

type Rule = readonly [share: number, requirement: TermRecord]

/** By segment: how many of its doors or customers ask for it, and what. */
const AT_DOORS: Readonly<Record<string, readonly Rule[]>> = {
  MANUFACTURING: [
    [
      0.25,
      {
        kind: 'window',
        text: 'Takes no goods after 15:00: the night shift has no receiver.',
        openings: 'Mo-Fr 07:00-15:00',
        steps: 'load deliver',
      },
    ],
    [0.2, { kind: 'unloading', need: 'forklift', text: 'Pallets only; a forklift is there.', steps: 'pack load' }],
  ],
  HOSPITALITY: [
    [
      0.35,
      {
        kind: 'unloading',
        need: 'tail_lift',
        text: 'No ramp: needs a van with a tail lift, back entrance.',
        steps: 'load deliver',
      },
    ],
  ],
  RETAIL: [
    [
      0.15,
      {
        kind: 'unloading',
        need: 'small_vehicle',
        text: 'Old town: nothing above 3.5 tonnes may enter.',
        steps: 'load deliver',
      },
    ],
  ],
  CONSTRUCTION: [
    [
      0.5,
      {
        kind: 'person',
        need: 'call_before',
        text: 'Call the foreman half an hour before arriving.',
        steps: 'deliver',
      },
    ],
    [
      0.12,
      { kind: 'unloading', need: 'crane', text: 'Unloaded by crane: straps around each pallet.', steps: 'pack load' },
    ],
  ],
  PUBLIC: [
    [
      0.3,
      {
        kind: 'person',
        need: 'only_named',
        text: 'Only the storekeeper signs; nobody else may.',
        steps: 'deliver',
      },
    ],
  ],
}

const BY_CUSTOMER: Readonly<Record<string, readonly Rule[]>> = {
  MANUFACTURING: [
    [
      0.4,
      {
        kind: 'document',
        need: 'certificate',
        text: 'Certificate of the lot goes with the goods.',
        steps: 'pack load bill',
      },
    ],
    [0.1, { kind: 'expedite', need: 'when_late', text: 'If late, send by the fastest way.', steps: 'load' }],
  ],
  RETAIL: [
    [
      0.35,
      {
        kind: 'label',
        need: 'customer_code',
        text: "The customer's own article number on every carton.",
        steps: 'pack',
      },
    ],
  ],
  PUBLIC: [
    [
      0.6,
      {
        kind: 'document',
        need: 'order_reference',
        text: 'The order number stands on the delivery note and the bill, else nothing is paid.',
        steps: 'pack bill',
      },
    ],
  ],
}

/** By the beginning of a product's name. */
const OF_PRODUCTS: Readonly<Record<string, TermRecord>> = {
  Degreaser: {
    kind: 'handling',
    need: 'hazardous',
    text: 'Hazardous: upright, apart from food, safety sheet on board.',
    steps: 'pick pack load deliver',
  },
  'Rinse aid': {
    kind: 'handling',
    need: 'cold',
    text: 'Keep between 2 and 12 °C: the enzymes spoil in warmth.',
    least_celsius: 2,
    most_celsius: 12,
    steps: 'pick pack load deliver',
  },
  Tumbler: { kind: 'handling', need: 'fragile', text: 'Glass: nothing on top.', steps: 'pick pack load' },
  Plate: { kind: 'handling', need: 'fragile', text: 'Breaks: stand on edge, paper between.', steps: 'pack load' },
  Mortar: { kind: 'handling', need: 'dry', text: 'Keep dry: a wet bag is lost.', steps: 'pick load deliver' },
  Flour: { kind: 'handling', need: 'clean', text: 'Food: clean pallets only.', steps: 'pick load' },
}

export function requirementRecords(world: World): TermRecord[] {
  const draws = seededDraws(world.seed, STREAM)
  const validFrom = formatDay(world.firstDay - 30)
  const found: TermRecord[] = []
  const say = (subject: TermRecord, requirement: TermRecord) =>
    found.push({
      requirement_id: `R-${String(found.length + 1).padStart(4, '0')}`,
      ...subject,
      ...requirement,
      valid_from: validFrom,
    })
  for (const { record, places } of world.customers) {
    for (const rule of drawRules(draws, BY_CUSTOMER[record.segment_id])) say({ customer_id: record.customer_id }, rule)
    for (const place of places) {
      for (const rule of drawRules(draws, AT_DOORS[record.segment_id]))
        say({ location_id: place.record.location_id }, rule)
    }
  }
  for (const { record } of world.range.products) {
    const name = Object.keys(OF_PRODUCTS).find((beginning) => record.name.startsWith(beginning))
    if (name) say({ product_id: record.product_id }, OF_PRODUCTS[name]!)
  }
  return found
}

const drawRules = (draws: Draws, rules: readonly Rule[] = []): TermRecord[] =>
  rules.filter(([share]) => draws.chance(share)).map(([, requirement]) => requirement)
