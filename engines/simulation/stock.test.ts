import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../contract/imports.ts'
import { buildWorld, orderStories, STOCK_KINDS, type StockRecords, stockKeeper } from './index.ts'
import { formatDay } from './local-time.ts'
import type { OrderRecords } from './records.ts'

const END = Date.UTC(2026, 10, 23, 8)
const YEAR = { seed: 7, orders: 4000, endInstant: END }

function tell(seed = YEAR.seed): { records: StockRecords; stories: OrderRecords[] } {
  const world = buildWorld({ ...YEAR, seed })
  const keeper = stockKeeper(world)
  const stories = [...orderStories(world, { tracking: false })]
  for (const story of stories) keeper.hear(story)
  return { records: keeper.tell(), stories }
}
const hash = (records: StockRecords) => createHash('sha256').update(JSON.stringify(records)).digest('hex')

let told: ReturnType<typeof tell>
beforeAll(() => {
  told = tell()
})

describe('the stock of the simulated wholesaler', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(hash(tell().records)).toBe(hash(told.records))
    expect(hash(tell(8).records)).not.toBe(hash(told.records))
  })

  test.each(STOCK_KINDS)('names only fields of the kind %s, leaves no required one empty, and no key twice', (kind) => {
    const { fields } = IMPORT_KINDS.find((one) => one.kind === kind)!
    const rows = told.records[kind] as unknown as readonly Record<string, unknown>[]
    const names = new Set(fields.map((field) => field.name))
    expect(rows.length).toBeGreaterThan(100)
    expect(Object.keys(rows[0]!).filter((name) => !names.has(name))).toEqual([])
    for (const { name, required, values } of fields) {
      if (required) expect(rows.every((row) => row[name] !== null && row[name] !== '')).toBe(true)
      if (values) expect(rows.filter((row) => row[name] != null && !values.includes(row[name] as string))).toEqual([])
    }
    const keys = fields.filter((field) => field.key)
    expect(new Set(rows.map((row) => keys.map(({ name }) => row[name]).join('|'))).size).toBe(rows.length)
  })

  test('sets goods aside for nine in ten of the lines that have not left', () => {
    const open = told.stories.flatMap((story) => {
      const shipped = new Set(story.shipments.map((shipment) => shipment.line_number))
      return story.orders.filter(
        (order) =>
          order.exclusion === null &&
          order.cancelled_by === null &&
          order.promised_to !== null &&
          !shipped.has(order.line_number),
      )
    })
    const reserved = new Set(told.records.reservations.map((row) => `${row.order_id}/${row.line_number}`))
    const backed = open.filter((order) => reserved.has(`${order.order_id}/${order.line_number}`))
    expect(open.length).toBeGreaterThan(50)
    expect(backed.length / open.length).toBeGreaterThan(0.9)
    expect(reserved.size).toBe(backed.length)
  })

  test('never sets aside more than lies there or is sure to come by then', () => {
    const sum = (rows: readonly { quantity: number }[]) =>
      rows.reduce((total, row) => total + Math.round(row.quantity * 1000), 0)
    for (const claim of told.records.reservations) {
      const same = (row: { product_id: string; location_id: string }) =>
        row.product_id === claim.product_id && row.location_id === claim.location_id
      const lying = told.records.stock.filter((row) => same(row) && row.state === 'released')
      const come = told.records.supplies.filter(
        (row) =>
          same(row) &&
          (row.state === 'confirmed' || row.state === 'in_transit') &&
          (row.counted_on ?? row.due_on) <= claim.need_on,
      )
      const before = told.records.reservations.filter((row) => same(row) && row.need_on <= claim.need_on)
      expect(sum(before)).toBeLessThanOrEqual(sum(lying) + sum(come))
    }
  })

  test('tells of suppliers that keep their word and of some that do not, and of nothing that lies ahead', () => {
    const today = formatDay(Math.floor((END + 4 * 3_600_000) / 86_400_000))
    const past = told.records.supplies.filter((row) => row.received_on !== null)
    expect(past.every((row) => row.received_on! < today && row.ordered_on <= row.received_on!)).toBe(true)
    const lateShare = (supplier: string) => {
      const own = past.filter((row) => row.supplier_id === supplier)
      return own.filter((row) => row.received_on! > row.due_on).length / own.length
    }
    expect(lateShare('SUP-04')).toBeGreaterThan(0.3)
    expect(lateShare('SUP-01')).toBeLessThan(0.25)
  })
})
