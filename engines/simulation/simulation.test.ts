import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../contract/imports.ts'
import { type Country, publicHolidays } from './holidays.ts'
import {
  buildWorld,
  type HistoryRecord,
  historyFlattener,
  MASTER_KINDS,
  type MasterRecords,
  masterRecords,
  ORDER_KINDS,
  type OrderRecords,
  orderStories,
} from './index.ts'
import { formatDay } from './local-time.ts'

type Row = Readonly<Record<string, string | number | boolean | null>>
type Tables = Readonly<Record<string, readonly Row[]>>

/** A Monday, ten in the morning in Chișinău. */
const END = Date.UTC(2026, 10, 23, 8)
const YEAR = { seed: 7, orders: 4000, endInstant: END }

function tell(options: typeof YEAR): {
  tables: Tables
  history: HistoryRecord[]
  stories: OrderRecords[]
  master: MasterRecords
} {
  const world = buildWorld(options)
  const master = masterRecords(world)
  const stories = [...orderStories(world)]
  const flatten = historyFlattener(master)
  const tables: Record<string, Row[]> = {}
  for (const kind of MASTER_KINDS) tables[kind] = [...master[kind]] as unknown as Row[]
  for (const kind of ORDER_KINDS) tables[kind] = stories.flatMap((story) => story[kind] as unknown as Row[])
  const history = stories.flatMap(flatten)
  return { tables: { ...tables, history: history as unknown as Row[] }, history, stories, master }
}

const hash = (tables: Tables): string => createHash('sha256').update(JSON.stringify(tables)).digest('hex')
const lineOf = (row: Row): string => `${row.order_id}/${row.line_number}`
const at = (text: unknown): number => Date.parse(text as string)

let year: ReturnType<typeof tell>
beforeAll(() => {
  year = tell(YEAR)
})

describe('the simulated wholesaler', () => {
  test('tells the same year from the same seed and another from another', () => {
    expect(hash(tell(YEAR).tables)).toBe(hash(year.tables))
    expect(hash(tell({ ...YEAR, seed: 8 }).tables)).not.toBe(hash(year.tables))
  })

  test('writes as many orders as asked for, about three lines each', () => {
    expect(year.stories).toHaveLength(YEAR.orders)
    expect(year.tables.orders!.length / YEAR.orders).toBeGreaterThan(2.7)
    expect(year.tables.orders!.length / YEAR.orders).toBeLessThan(3.6)
  })

  test('names no field that its import kind lacks, and leaves no required one empty', () => {
    for (const [kind, rows] of Object.entries(year.tables)) {
      const fields = IMPORT_KINDS.find((known) => known.kind === kind)!.fields
      const names = new Set(fields.map((field) => field.name))
      expect(Object.keys(rows[0]!).filter((name) => !names.has(name))).toEqual([])
      for (const { name, required, values } of fields) {
        if (required) expect(rows.every((row) => row[name] !== null && row[name] !== '')).toBe(true)
        if (values) expect(rows.filter((row) => row[name] != null && !values.includes(row[name] as string))).toEqual([])
      }
    }
  })

  test('never uses a key twice', () => {
    for (const [kind, rows] of Object.entries(year.tables)) {
      const keys = IMPORT_KINDS.find((known) => known.kind === kind)!.fields.filter((field) => field.key)
      expect(new Set(rows.map((row) => keys.map(({ name }) => row[name]).join('|'))).size).toBe(rows.length)
    }
  })

  test('refers only to what it has named', () => {
    const known = (kind: string, field: string) => new Set(year.tables[kind]!.map((row) => row[field]))
    const lines = new Set(year.tables.orders!.map(lineOf))
    const stray = (kind: string, field: string, targets: ReadonlySet<unknown>) =>
      year.tables[kind]!.filter((row) => row[field] !== null && !targets.has(row[field]))
    const locations = known('locations', 'location_id')
    expect(stray('customers', 'segment_id', known('segments', 'segment_id'))).toEqual([])
    expect(stray('contacts', 'customer_id', known('customers', 'customer_id'))).toEqual([])
    expect(stray('orders', 'customer_id', known('customers', 'customer_id'))).toEqual([])
    expect(stray('orders', 'product_id', known('products', 'product_id'))).toEqual([])
    expect(stray('orders', 'location_id', locations)).toEqual([])
    expect(stray('orders', 'site_id', locations)).toEqual([])
    expect(stray('shipments', 'carrier_id', known('carriers', 'carrier_id'))).toEqual([])
    expect(stray('tracking', 'shipment_id', known('shipments', 'shipment_id'))).toEqual([])
    expect(stray('tracking', 'location_id', locations)).toEqual([])
    expect(stray('documents', 'shipment_id', known('shipments', 'shipment_id'))).toEqual([])
    expect(stray('deliveries', 'shipment_id', known('shipments', 'shipment_id'))).toEqual([])
    expect(stray('deliveries', 'delivered_location_id', locations)).toEqual([])
    expect(stray('invoices', 'credits_invoice_id', known('invoices', 'invoice_id'))).toEqual([])
    expect(stray('ratings', 'order_id', known('orders', 'order_id'))).toEqual([])
    for (const kind of ['promises', 'shipments', 'deliveries', 'invoices']) {
      expect(year.tables[kind]!.filter((row) => !lines.has(lineOf(row)))).toEqual([])
    }
  })

  test('orders before it promises, ships, delivers and bills, and knows nothing of tomorrow', () => {
    const shippedAt = new Map(year.tables.shipments!.map((row) => [row.shipment_id, row.shipped_at]))
    const promisedAt = new Map(year.tables.orders!.map((row) => [lineOf(row), row]))
    for (const { ordered_at, promised_at } of year.tables.orders!) {
      expect(at(ordered_at)).toBeLessThanOrEqual(END)
      if (promised_at !== null) expect(at(ordered_at)).toBeLessThanOrEqual(at(promised_at))
    }
    for (const row of year.tables.shipments!) {
      const order = promisedAt.get(lineOf(row))!
      expect(at(order.promised_at)).toBeLessThanOrEqual(at(row.shipped_at))
    }
    for (const row of year.tables.deliveries!) {
      expect(at(shippedAt.get(row.shipment_id!))).toBeLessThan(at(row.delivered_at))
      expect(at(row.delivered_at)).toBeLessThanOrEqual(END)
    }
    for (const row of year.tables.tracking!)
      if (row.lifecycle === 'actual') expect(at(row.occurred_at)).toBeLessThanOrEqual(END)
    for (const row of year.tables.documents!) expect(at(row.sent_at)).toBeLessThanOrEqual(END)
    for (const row of year.tables.ratings!) expect(at(row.given_at)).toBeLessThanOrEqual(END)
  })

  test('hands over only while the place receives and on no public holiday', () => {
    const places = new Map(year.master.locations.map((place) => [place.location_id, place]))
    const placeOf = new Map(year.tables.orders!.map((row) => [row.order_id, places.get(row.location_id as string)!]))
    for (const row of year.tables.deliveries!) {
      const [date, clock] = [String(row.delivered_at).slice(0, 10), String(row.delivered_at).slice(11, 16)]
      const place = placeOf.get(row.order_id!)!
      const [, opens, closes] = /(\d\d:\d\d)-(\d\d:\d\d)/.exec(place.openings)!
      expect(clock >= opens! && clock <= closes!).toBe(true)
      const weekday = new Date(date).getUTCDay()
      expect(weekday !== 0 || place.openings.startsWith('Mo-Su')).toBe(true)
      expect(weekday !== 6 || /Sa|Su/.test(place.openings)).toBe(true)
      const holidays = publicHolidays(place.country as Country, Number(date.slice(0, 4))).map(formatDay)
      expect(holidays).not.toContain(date)
    }
  })

  test('ends at any time of any day', () => {
    for (const end of [
      '2026-01-01T00:30:00Z',
      '2026-04-12T09:00:00Z',
      '2026-03-29T01:30:00Z',
      '2027-12-31T23:59:00Z',
    ]) {
      const world = buildWorld({ seed: 3, orders: 300, endInstant: Date.parse(end) })
      const stories = [...orderStories(world)]
      expect(stories).toHaveLength(300)
      for (const { shipments, tracking } of stories) {
        const known = new Set(shipments.map((row) => row.shipment_id))
        expect(tracking.filter((row) => !known.has(row.shipment_id))).toEqual([])
      }
    }
  })

  test('bills after the hand-over', () => {
    for (const { deliveries, invoices } of year.stories) {
      const handed = new Map(
        deliveries.map((row) => [`${row.delivery_id.slice(2)}/${row.line_number}`, row.delivered_at]),
      )
      for (const row of invoices) {
        if (row.invoice_kind !== 'invoice') continue
        expect(at(handed.get(`${row.invoice_id.slice(4).replace('B', '')}/${row.line_number}`))).toBeLessThanOrEqual(
          at(row.issued_at),
        )
      }
    }
  })

  test('leaves work for today: lines due today, later, and past due', () => {
    const open = year.history.filter(
      (row) => row.delivered_at === null && row.cancelled_by === null && row.exclusion === null,
    )
    const dueOf = (row: HistoryRecord) => (row.current_promised_to ?? row.promised_to ?? '').slice(0, 10)
    expect(year.history.filter((row) => dueOf(row) === '2026-11-23').length).toBeGreaterThan(10)
    expect(open.filter((row) => dueOf(row) > '2026-11-23').length).toBeGreaterThan(30)
    expect(open.filter((row) => dueOf(row) < '2026-11-23' && dueOf(row) !== '').length).toBeGreaterThan(3)
  })

  test('leaves tracking out without changing anything else', () => {
    const bare = [...orderStories(buildWorld(YEAR), { tracking: false })]
    const told = year.stories.map((story) => ({ ...story, tracking: [] }))
    expect(JSON.stringify(bare)).toBe(JSON.stringify(told))
  })
})

describe('a year like a real one', () => {
  const day = (text: string) => text.slice(0, 10)
  const judged = () =>
    year.history.filter(
      (row) =>
        row.exclusion === null &&
        row.cancelled_by !== 'customer' &&
        row.promised_to !== null &&
        day(row.promised_to) < '2026-11-23',
    )
  const baseline = (row: HistoryRecord) =>
    row.current_promise_cause === 'customer' ? row.current_promised_to! : row.promised_to!
  const isOtif = (row: HistoryRecord) =>
    row.delivered_at !== null &&
    (baseline(row).length > 10 ? at(row.delivered_at) <= at(baseline(row)) : day(row.delivered_at) <= baseline(row)) &&
    (row.accepted_quantity === null || row.accepted_quantity === row.quantity)
  const percent = (rows: readonly unknown[], part: readonly unknown[]) => (100 * part.length) / rows.length

  test('keeps most first promises, but not all', () => {
    const rate = percent(judged(), judged().filter(isOtif))
    expect(rate).toBeGreaterThan(80)
    expect(rate).toBeLessThan(93)
  })

  test('damages, bills wrongly and leaves unknown as much as such companies do', () => {
    const delivered = year.tables.deliveries!
    const damaged = delivered.filter((row) =>
      ['DMG_VISIBLE', 'DMG_CONCEALED', 'WET', 'SHOCK', 'CONTAM'].includes(row.condition as string),
    )
    const unknown = delivered.filter((row) => row.condition === null || row.accepted_quantity === null)
    const billed = year.history.filter((row) => row.invoice_id !== null)
    const wrong = billed.filter(
      (row) =>
        row.invoiced_unit_price !== row.unit_price ||
        row.invoiced_charges !== 0 ||
        (row.shipped_quantity !== null && row.invoiced_quantity! > row.shipped_quantity),
    )
    expect(percent(delivered, damaged)).toBeGreaterThan(0.5)
    expect(percent(delivered, damaged)).toBeLessThan(2)
    expect(percent(billed, wrong)).toBeGreaterThan(1)
    expect(percent(billed, wrong)).toBeLessThan(3)
    expect(percent(delivered, unknown)).toBeGreaterThan(2)
    expect(percent(delivered, unknown)).toBeLessThan(8)
  })

  test('forgets and spoils a few papers, announces goods over the border late, and warns of most delays', () => {
    const shipped = new Map(year.tables.shipments!.map((row) => [row.shipment_id, row]))
    const segmentOf = new Map(year.master.customers.map((row) => [row.customer_id, row.segment_id]))
    const customerOf = new Map(year.tables.orders!.map((row) => [row.order_id, row.customer_id as string]))
    const owed = [...shipped.values()].filter((row) =>
      ['MANUFACTURING', 'RETAIL'].includes(segmentOf.get(customerOf.get(row.order_id!)!)!),
    )
    const papers = (kind: string) => year.tables.documents!.filter((row) => row.document_kind === kind)
    const handed = new Map(year.tables.deliveries!.map((row) => [row.shipment_id, row.delivered_at]))
    const isLate = (row: Row) => at(handed.get(row.shipment_id!)) - at(row.sent_at) < 2 * 3_600_000
    const isCrossing = (row: Row) => shipped.get(row.shipment_id!)!.carrier_id === 'PRUT-LINK'
    const notices = papers('asn').filter((row) => handed.has(row.shipment_id!))
    const lateShare = (rows: readonly Row[]) => percent(rows, rows.filter(isLate))
    expect(percent(owed, papers('asn'))).toBeGreaterThan(97)
    expect(percent(owed, papers('asn'))).toBeLessThan(99.8)
    expect(lateShare(notices.filter(isCrossing))).toBeGreaterThan(
      3 * lateShare(notices.filter((row) => !isCrossing(row))),
    )
    const wrong = papers('certificate').filter((row) => row.is_correct === false)
    expect(wrong.length).toBeGreaterThan(3)
    expect(percent(papers('certificate'), wrong)).toBeLessThan(3)
    expect(papers('exception_notice').length).toBeGreaterThan(100)
  })

  test('bills a few consignments twice, and credits most of those', () => {
    const copies = year.tables.invoices!.filter(
      ({ invoice_id, invoice_kind }) => invoice_kind === 'invoice' && /B$/.test(String(invoice_id)),
    )
    const credits = year.tables.invoices!.filter(({ credit_reason }) => credit_reason === 'duplicate')
    expect(percent(year.tables.invoices!, copies)).toBeGreaterThan(0.1)
    expect(percent(year.tables.invoices!, copies)).toBeLessThan(1)
    expect(percent(copies, credits)).toBeGreaterThan(60)
  })

  test('is rated better where the promise was kept', () => {
    const mean = (rows: readonly HistoryRecord[]) => rows.reduce((sum, row) => sum + row.rating!, 0) / rows.length
    const rated = year.history.filter((row) => row.rating !== null && row.promised_to !== null)
    expect(mean(rated.filter(isOtif))).toBeGreaterThan(mean(rated.filter((row) => !isOtif(row))) + 0.5)
  })
})
