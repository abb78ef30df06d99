import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { command, judgeFile } from './judge.ts'
import { printReport } from './judging/print.ts'

const folder = mkdtempSync(join(tmpdir(), 'sevenfold-judge-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const LATER = Date.parse('2026-11-01T00:00:00Z')

function write(name: string, content: string | object): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const HEADER =
  'order_id,line_number,customer_id,product_id,quantity,unit_price,currency,promised_to,current_promised_to,carrier_id,mode,delivered_at,accepted_quantity,rejected_quantity,condition,rating'

const HISTORY = [
  HEADER,
  'A,1,C1,P1,10,2.50,EUR,2026-03-12,,north,road,2026-03-12,10,0,OK,5',
  'A,2,C1,P2,20,1.00,EUR,2026-03-12,2026-03-14,north,road,2026-03-14,20,0,OK,2',
  'B,1,C2,P1,5,2.50,EUR,2026-03-11,,south,air,2026-03-10,4,1,DMG_VISIBLE,1',
  'C,1,C2,P1,5,2.50,EUR,2026-03-11,,,,,,,,',
  'C,1,C2,P1,5,2.50,EUR,2026-03-11,,,,,,,,',
  'D,1,C2,P1,five,2.50,EUR,2026-03-11,,,,,,,,',
  '',
].join('\n')

describe('judging a file', () => {
  it('gives rates with their numerator, denominator and interval on every basis', async () => {
    const report = await judgeFile({ file: write('history.csv', HISTORY), at: LATER })
    expect(report.rows).toMatchObject({
      read: 6,
      judged: 4,
      rejected: 2,
      rejectsByCode: { duplicate_key: 1, phrase: 1 },
    })
    expect(report.timing).toMatchObject({ late: 1, early: 1, onTheDay: 1, missing: 1, known: 3, meanDaysLate: 2 })
    expect(report.bases.first_promised.lineOtif).toMatchObject({ numerator: 1, denominator: 4, value: 0.25 })
    expect(report.bases.current_promised.lineOtif).toMatchObject({ numerator: 2, denominator: 4 })
    expect(report.bases.first_promised.orderOtif).toMatchObject({ numerator: 0, denominator: 3 })
    expect(report.bases.first_promised.unit).toMatchObject({ numerator: 14_000, denominator: 40_000 })
    expect(report.bases.first_promised.lineOtif.interval!.low).toBeGreaterThan(0)
    expect(report.value.first_promised).toMatchObject({ EUR: { numerator: 3500, denominator: 7000 } })
    expect(report.bases.requested.lineOtif).toMatchObject({ value: null, denominator: 0, interval: null })
  })

  it('knows nothing of product, quantity and condition where the file tells only when it came', async () => {
    const header = 'order_id,line_number,customer_id,product_id,quantity,promised_to,delivered_at'
    const rows = ['A,1,C1,P1,10,2026-03-12,2026-03-12', 'B,1,C1,P1,10,2026-03-12,2026-03-15']
    const report = await judgeFile({ file: write('dates.csv', `${[header, ...rows].join('\n')}\n`), at: LATER })
    for (const right of ['product', 'quantity', 'condition'] as const)
      expect(report.rights[right]).toMatchObject({ pass: 0, fail: 0, unknown: 2 })
    expect(report.timing).toMatchObject({ late: 1, onTheDay: 1 })
    expect(report.bases.first_promised.lineInFull).toMatchObject({ numerator: 0, cases: 2, unknown: 2 })
    expect(report.bases.first_promised.lineOtif).toMatchObject({ numerator: 0, cases: 2, unknown: 1 })
    const text = printReport(report)
    expect(text).toMatch(/first_promised .* not known/)
    expect(text).toContain('1 of 2 unknown')
  })

  it('takes nothing for accepted that was turned away, where only that was counted', async () => {
    const header = 'order_id,line_number,customer_id,product_id,quantity,promised_to,delivered_at,rejected_quantity'
    const rows = ['A,1,C1,P1,10,2026-03-12,2026-03-12,2', 'B,1,C1,P1,10,2026-03-12,2026-03-12,0']
    const report = await judgeFile({ file: write('refused.csv', `${[header, ...rows].join('\n')}\n`), at: LATER })
    expect(report.rights.quantity).toMatchObject({ pass: 0, fail: 1, unknown: 1 })
  })

  it('says what broke first, who carried it, and how customers rated it', async () => {
    const report = await judgeFile({ file: write('history.csv', HISTORY), at: LATER })
    expect(report.pareto.map(({ cause, first }) => [cause, first])).toEqual([
      ['damaged', 1],
      ['late', 1],
      ['not_delivered', 1],
      ['rejected', 0],
    ])
    expect(report.groups.carrier).toMatchObject([
      { member: 'north', counted: 2, late: 1, lateShare: 0.5 },
      { member: '', counted: 1, missing: 1 },
      { member: 'south', counted: 1, early: 1 },
    ])
    expect(report.groups.service).toBeUndefined()
    expect(report.ratings).toEqual({ onTime: { count: 2, mean: 3 }, late: { count: 1, mean: 2 } })
    expect(report.byClock).toBeNull()
  })

  it('does not count lines that are not due yet', async () => {
    const report = await judgeFile({ file: write('history.csv', HISTORY), at: Date.parse('2026-03-12T10:00:00Z') })
    expect(report.bases.first_promised.lineOtif).toMatchObject({ denominator: 2, numerator: 0 })
  })

  it('shows late by timestamp and late by date as two definitions', async () => {
    const file = write(
      'times.csv',
      [
        'order;customer;due;done',
        'A;C1;2026-03-12 00:00;2026-03-12 15:00',
        'B;C1;2026-03-12 00:00;2026-03-13 01:00',
        'C;C1;2026-03-12 00:00;2026-03-11 23:00',
        '',
      ].join('\n'),
    )
    const map = write('times.json', {
      kind: 'history',
      delimiter: ';',
      dateFormat: 'yyyy-MM-dd HH:mm',
      zone: 'America/Sao_Paulo',
      constants: { line_number: '1', product_id: 'P', quantity: '1' },
      columns: { order_id: 'order', customer_id: 'customer', promised_to: 'due', delivered_at: 'done' },
    })
    const report = await judgeFile({ file, map, at: LATER })
    expect(report.byClock).toEqual({ comparable: 3, lateByTimestamp: 2, lateByDate: 1 })
    expect(report.timing).toMatchObject({ late: 1, onTheDay: 1, early: 1 })
    const definition = write('minutes.json', { window: { unit: 'minutes', early: 0, late: 0 } })
    const byMinute = await judgeFile({ file, map, definition, at: LATER })
    expect(byMinute.timing).toMatchObject({ late: 2, early: 1 })
    expect(byMinute.definition.id).toBe('minutes')
  })

  it('leaves the public holidays of the country in a row out of its business days', async () => {
    const rows = ['RO', 'MD', ''].map((country) => `${country || 'X'}-1,1,C1,P1,1,${country},2026-01-05,2026-01-08`)
    const header = 'order_id,line_number,customer_id,product_id,quantity,country,promised_to,delivered_at'
    const file = write('holidays.csv', `${[header, ...rows].join('\n')}\n`)
    const definition = write('grace.json', { window: { unit: 'business_days', early: 0, late: 1 } })
    const report = await judgeFile({ file, definition, at: LATER })
    // Romania rests on the sixth and seventh of January: the eighth is the next business day there, and only there.
    expect(report.bases.first_promised.lineOnTime).toMatchObject({ numerator: 1, denominator: 3 })
  })

  it('prints tables that name the definition and mark few cases', async () => {
    const text = printReport(await judgeFile({ file: write('history.csv', HISTORY), at: LATER }))
    expect(text).toContain('Definition standard@1: first_promised')
    expect(text).toContain('late 1, early 1, on the day 1; not delivered 1')
    expect(text).toContain('row 7: quantity (quantity) "five": words instead of a value')
    expect(text).toContain('few lines')
  })
})

describe('the command', () => {
  async function run(...args: string[]) {
    const [out, err]: [string[], string[]] = [[], []]
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0)
    return { exit: await command.run(args), out: out.join(''), err: err.join('') }
  }

  it('prints one JSON object', async () => {
    const { exit, out } = await run(write('history.csv', HISTORY), '--json', '--at', '2026-11-01T00:00:00Z')
    expect([exit, JSON.parse(out).judgedAt]).toEqual([0, '2026-11-01T00:00:00.000Z'])
  })

  it('answers wrong usage with 2 and one line', async () => {
    expect((await run()).exit).toBe(2)
    expect((await run('a.csv', 'b.csv')).exit).toBe(2)
    expect((await run('a.csv', '--nope')).exit).toBe(2)
    expect((await run('a.csv', '--at', 'today')).exit).toBe(2)
    expect((await run('--help')).out).toContain('sevenfold judge FILE')
  })

  it('refuses a key that no mapping has, and says which there are', async () => {
    const map = write('keys.json', { kind: 'history', groupBy: 'carrier', columns: { order_id: 'order_id' } })
    const { exit, err } = await run(write('history.csv', HISTORY), '--map', map)
    expect([exit, err.trim().split('\n').length]).toEqual([2, 1])
    expect(err).toContain('no key of a mapping: groupBy; known are kind, format,')
    expect(err).toContain('columns')
  })

  it('answers what it cannot read with 1 and a line that says why', async () => {
    const map = write('map.json', { kind: 'orders' })
    const bad = write('bad.json', '{"window":')
    const unknown = write('unknown.json', { dateBases: 'requested' })
    const history = write('history.csv', HISTORY)
    for (const [args, why] of [
      [[join(folder, 'absent.csv')], ''],
      [[history, '--map', map], 'history'],
      [[history, '--definition', bad], 'not JSON'],
      [[history, '--definition', unknown], 'dateBases'],
      [[write('short.csv', 'order_id\nA\n')], 'required_field_not_mapped'],
    ] as const) {
      const { exit, err } = await run(...args)
      expect(exit).toBe(1)
      expect(err).toContain(why)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
  })
})

/** Public data beside the checkout; never part of it. */
const shared = fileURLToPath(new URL('../../shared/data/', import.meta.url))
const scms = join(shared, 'scms-deliveries/scms_delivery_history.csv.gz')
const olist = join(shared, 'olist/olist_orders_dataset.csv.gz')
const without = (path: string) => (existsSync(path) ? '' : ' (skipped: the public data set is not beside the checkout)')

describe('real histories', () => {
  it.skipIf(!existsSync(scms))(`of health-commodity shipments give the published figures${without(scms)}`, async () => {
    const map = write('scms.json', {
      kind: 'history',
      dateFormat: 'dd-MMM-yy',
      twoDigitYearFrom: 1970,
      constants: { currency: 'USD' },
      columns: {
        order_id: 'PO / SO #',
        line_number: 'ID',
        customer_id: 'Project Code',
        product_id: { column: 'Item Description', digest: true },
        quantity: 'Line Item Quantity',
        unit_price: 'Pack Price',
        service: { column: 'Shipment Mode', phrases: ['N/A'] },
        promised_to: 'Scheduled Delivery Date',
        delivered_at: 'Delivered to Client Date',
      },
    })
    const report = await judgeFile({ file: scms, map, at: LATER })
    expect(report.rows).toMatchObject({ judged: 7779, rejected: 0 })
    expect(report.timing).toMatchObject({ late: 830, early: 2196, onTheDay: 4753, known: 7779 })
    expect(report.timing.meanDaysLate).toBeCloseTo(22.819, 3)
    const shares = report.groups.service!.map(({ member, lateShare }) => [member, (lateShare! * 100).toFixed(2)])
    expect(Object.fromEntries(shares)).toMatchObject({
      Air: '9.02',
      'Air Charter': '12.65',
      Ocean: '21.17',
      Truck: '15.25',
    })
  })

  it.skipIf(!existsSync(olist))(`of a marketplace are late by timestamp and by date${without(olist)}`, async () => {
    const map = write('olist.json', {
      kind: 'history',
      dateFormat: 'yyyy-MM-dd HH:mm:ss',
      zone: 'America/Sao_Paulo',
      constants: { line_number: '1', product_id: 'order', quantity: '1' },
      columns: {
        order_id: 'order_id',
        customer_id: 'customer_id',
        ordered_at: 'order_purchase_timestamp',
        promised_to: 'order_estimated_delivery_date',
        delivered_at: 'order_delivered_customer_date',
        // A few orders were canceled although a delivery time is given; they are left out, and counted as left out.
        cancelled_by: {
          column: 'order_status',
          values: { canceled: 'customer', unavailable: 'company' },
          phrases: ['delivered', 'shipped', 'invoiced', 'processing', 'created', 'approved'],
        },
      },
    })
    const report = await judgeFile({ file: olist, map, at: LATER })
    expect(report.byClock).toEqual({ comparable: 3833, lateByTimestamp: 332, lateByDate: 282 })
    expect(report.timing).toMatchObject({ late: 282, known: 3833 })
    expect(report.excluded).toEqual({ customer_cancelled: 439 })
  })
})
