import { expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../contract/imports.ts'
import { masterRecords, orderStories } from './index.ts'
import { TERM_RECORD_KINDS } from './term-records.ts'
import { termRecords } from './terms.ts'
import { buildWorld } from './world.ts'

const END = Date.UTC(2026, 10, 23, 9)
const world = buildWorld({ seed: 7, orders: 60, endInstant: END })
const terms = termRecords(world)

test.each(TERM_RECORD_KINDS)(
  'every %s is written in the fields of its import kind, with all that is needed',
  (kind) => {
    const { fields } = IMPORT_KINDS.find((one) => one.kind === kind)!
    const names = new Set(fields.map((field) => field.name))
    const needed = fields.flatMap((field) => (field.required ? [field.name] : []))
    expect(terms[kind].length).toBeGreaterThan(0)
    for (const record of terms[kind]) {
      expect(Object.keys(record).filter((name) => !names.has(name))).toEqual([])
      expect(needed.filter((name) => record[name] === undefined || record[name] === null)).toEqual([])
    }
  },
)

test('terms name only customers, places and products that there are', () => {
  const master = masterRecords(world)
  const known = {
    customer_id: new Set(master.customers.map((one) => one.customer_id)),
    location_id: new Set(master.locations.map((one) => one.location_id)),
    product_id: new Set(master.products.map((one) => one.product_id)),
    segment_id: new Set(master.segments.map((one) => one.segment_id)),
  }
  const named = TERM_RECORD_KINDS.flatMap((kind) => terms[kind])
  for (const [field, codes] of Object.entries(known)) {
    const used = named.flatMap((record) => (record[field] ? [String(record[field])] : []))
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((code) => !codes.has(code))).toEqual([])
  }
})

test('what was ordered costs what list and agreement say, to the fourth decimal', () => {
  const discounts = new Map(terms.agreements.map((one) => [one.customer_id, Number(one.discount_percent ?? 0)]))
  const lists = new Map(
    terms.prices
      .filter((one) => one.from_quantity === undefined && String(one.valid_from) < '2026-11-23')
      .map((one) => [`${one.currency} ${one.product_id}`, Number(one.unit_price)]),
  )
  const lines = [...orderStories(world)].flatMap((story) => story.orders)
  expect(lines.length).toBeGreaterThan(100)
  for (const line of lines) {
    const price = lists.get(`${line.currency} ${line.product_id}`)!
    const agreed = (price * (100 - (discounts.get(line.customer_id) ?? 0))) / 100
    expect(Math.abs(agreed - line.unit_price)).toBeLessThanOrEqual(0.000_051)
  }
})

test('the same seed tells the same terms, another seed others', () => {
  expect(termRecords(buildWorld({ seed: 7, orders: 60, endInstant: END }))).toEqual(terms)
  expect(termRecords(buildWorld({ seed: 8, orders: 60, endInstant: END })).competitor_prices).not.toEqual(
    terms.competitor_prices,
  )
})
