/** From raw rows to typed rows: what a mapping takes, flags and refuses. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MappingInput, Reject } from '../../../contract/imports.ts'
import { copyEncoder } from './copy-encoder.ts'
import type { RawCell } from './csv-reader.ts'
import { compileMapping, type MappedRow, type RowMapper } from './row-mapper.ts'
import { stageColumns, stageDefinition } from './stage.ts'
import { copyChunks } from './staging.ts'
import { openTable } from './table.ts'
import { tableOptions } from './table-options.ts'

const HEADERS = ['PO', 'Line', 'Buyer', 'What', 'Count', 'Price', 'Due', 'Came', 'Freight', 'Mode']
const MAPPING: MappingInput = {
  kind: 'history',
  decimal: ',',
  zone: 'Europe/Bucharest',
  dateFormat: 'dd.MM.yyyy',
  columns: {
    order_id: 'PO',
    line_number: 'Line',
    customer_id: 'Buyer',
    product_id: { column: 'What', digest: true },
    product_name: 'What',
    quantity: 'Count',
    unit_price: { column: 'Price', default: '0' },
    promised_to: 'Due',
    delivered_at: { column: 'Came', dateFormat: 'dd.MM.yyyy HH:mm' },
    invoiced_charges: { column: 'Freight', onUnknown: 'flag', phrases: ['included'] },
    mode: { column: 'Mode', values: { Truck: 'road', Air: 'air', none: '' } },
  },
  constants: { currency: 'KWD' },
}
const GOOD = ['SO-1', '1', 'NORD', 'Pipe, 20 mm', '2,5', '10,125', '12.03.2026', '12.03.2026 09:30', '7,125', 'Truck']

const mapper = compileMapping(MAPPING, HEADERS)
const mapped = (change: Record<string, RawCell> = {}): MappedRow =>
  mapper.map({ rowNumber: 2, cells: HEADERS.map((header, at) => change[header] ?? GOOD[at]!) })
const named = (row: MappedRow, by: RowMapper = mapper) =>
  Object.fromEntries(by.columns.slice(1, -1).map(({ name }, at) => [name, row.values[at]]))
const codes = (problems: readonly Reject[]) => problems.map(({ field, code }) => `${field}: ${code}`)

test('a row becomes typed values under the names of our columns', () => {
  expect(named(mapped())).toMatchObject({
    order_id: 'SO-1',
    line_number: '1',
    product_id: expect.stringMatching(/^pipe-20-mm-[0-9a-f]{12}$/),
    product_name: 'Pipe, 20 mm',
    quantity: '2.5',
    unit_price: '10.125',
    promised_to_date: '2026-03-12',
    promised_to_at: null,
    delivered_on: '2026-03-12',
    delivered_at: '2026-03-12 09:30:00+02:00',
    invoiced_charges_minor: '7125',
    mode: 'road',
    currency: 'KWD',
  })
})

test('blanks around a value are dropped, and an empty cell is its default or nothing', () => {
  const values = named(mapped({ PO: '  SO-1\u00a0', Price: '', Due: '  ', Mode: 'none' }))
  expect(values).toMatchObject({ order_id: 'SO-1', unit_price: '0', promised_to_date: null, mode: null })
})

test('all problems of a row are told together, with the value that stood there', () => {
  const { rejects } = mapped({ PO: '', Count: '1.000', Due: '2026-03-12', Mode: 'Donkey' })
  expect(codes(rejects)).toEqual([
    'order_id: missing_value',
    'quantity: ambiguous_number',
    'promised_to: not_a_date',
    'mode: unknown_value',
  ])
  expect(rejects[1]).toEqual({
    rowNumber: 2,
    field: 'quantity',
    column: 'Count',
    value: '1.000',
    code: 'ambiguous_number',
  })
})

test.each([
  ['included', 'phrase'],
  ['See DN-304 (ID#:10589)', 'refers_to_other_row'],
  ['7,1255', 'too_many_decimals'],
])('a charge that says %j is left unknown and flagged where the mapping allows it', (cell, code) => {
  const row = mapped({ Freight: cell })
  expect(row.rejects).toEqual([])
  expect(codes(row.flags)).toEqual([`invoiced_charges: ${code}`])
  expect(named(row).invoiced_charges_minor).toBeNull()
})

test('a required field is never merely flagged', () => {
  const kept = compileMapping(
    { kind: 'segments', columns: { segment_id: { column: 'a', onUnknown: 'flag', phrases: ['n/a'] }, name: 'b' } },
    ['a', 'b'],
  )
  expect(codes(kept.map({ rowNumber: 2, cells: ['n/a', 'x'] }).rejects)).toEqual(['segment_id: phrase'])
})

test('a row with more or fewer cells than the header is refused whole', () => {
  expect(codes(mapper.map({ rowNumber: 2, cells: GOOD.slice(1) }).rejects)).toEqual([': ragged_row'])
  expect(codes(mapper.map({ rowNumber: 2, cells: [...GOOD, 'more'] }).rejects)).toEqual([': ragged_row'])
  expect(mapper.map({ rowNumber: 2, cells: [...GOOD, ''] }).rejects).toEqual([])
  expect(compileMapping(MAPPING, HEADERS, true).map({ rowNumber: 2, cells: GOOD.slice(0, 9) }).rejects).toEqual([])
})

test('a window that ends before it begins is refused', () => {
  const columns = { ...MAPPING.columns, promised_from: 'Due', promised_to: 'Came' }
  const both = compileMapping({ ...MAPPING, dateFormat: 'iso', columns: { ...columns, delivered_at: 'Came' } }, HEADERS)
  const cells = [...GOOD.slice(0, 6), '2026-03-13', '2026-03-12', '', 'Air']
  expect(codes(both.map({ rowNumber: 2, cells }).rejects)).toEqual(['promised_from: window_reversed'])
})

test('cells of workbooks say their type, so the declared notation does not matter', () => {
  const row = mapped({
    Count: { type: 'number', text: '2.5' },
    Due: { type: 'date', text: '2026-03-12' },
    PO: { type: 'number', text: '1001' },
  })
  expect(row.rejects).toEqual([])
  expect(named(row)).toMatchObject({ quantity: '2.5', promised_to_date: '2026-03-12', order_id: '1001' })
})

test.each([
  ['PO', { type: 'error', text: '#REF!' }, 'error_cell'],
  ['PO', { type: 'nested', text: '{"a":1}' }, 'nested_value'],
  ['PO', { type: 'date', text: '2026-03-12' }, 'wrong_cell_type'],
  ['PO', { type: 'number', text: '1234567890123456789' }, 'damaged_code'],
  ['Due', { type: 'number', text: '46093' }, 'wrong_cell_type'],
  ['Count', { type: 'boolean', text: 'true' }, 'wrong_cell_type'],
] as const)('in %s the typed cell %j is refused as %s', (column, cell, code) => {
  expect(mapped({ [column]: cell }).rejects.map((reject) => reject.code)).toEqual([code])
})

test.each([
  [{ columns: { order: 'PO' } }, 'unknown_field'],
  [{ columns: { order_id: 'PO' } }, 'required_field_not_mapped'],
  [{ ...MAPPING, columns: { ...MAPPING.columns, site_id: 'Depot' } }, 'column_not_in_file'],
  [{ ...MAPPING, columns: { ...MAPPING.columns, currency: 'PO' } }, 'field_mapped_twice'],
  [{ ...MAPPING, constants: { currency: 'XXX' } }, 'bad_constant'],
  [{ ...MAPPING, zone: 'Middle/Earth' }, 'unknown_zone'],
  [{ ...MAPPING, dateFormat: 'dd.MM.yy' }, 'two_digit_year_undeclared'],
  [{ ...MAPPING, dateFormat: 'DD.MM.YYYY' }, 'unknown_date_format'],
  [{ ...MAPPING, decimal: 'both' }, 'bad_mapping'],
])('mapping %# is refused before any row: %s', (mapping, reason) => {
  const compile = () => compileMapping({ kind: 'history', ...mapping } as MappingInput, HEADERS)
  expect(compile).toThrow(
    expect.objectContaining({ code: 'invalid_input', details: expect.objectContaining({ reason }) }),
  )
})

test('a column that stands twice in the file is refused only where it is mapped', () => {
  expect(() => compileMapping(MAPPING, [...HEADERS, 'Remark', 'Remark'])).not.toThrow()
  expect(() => compileMapping(MAPPING, [...HEADERS, 'PO'])).toThrow(
    expect.objectContaining({ details: { reason: 'column_twice_in_file', column: 'PO' } }),
  )
})

test('no row of cells makes the mapper throw, and a kept row has a value for every column', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '',
      ' ',
      'N/A',
      '=1',
      '1,5',
      '-1',
      '31.02.2026',
      '12.03.2026',
      'See 5',
      'SO-1',
      '1e9',
      "'=x",
      '\u0000',
    ),
    fc.record({ type: fc.constantFrom('number', 'date', 'instant', 'boolean', 'error', 'nested'), text: fc.string() }),
  ) as fc.Arbitrary<RawCell>
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 12 }), fc.boolean(), (cells, keepsGood) => {
      const row = mapper.map({
        rowNumber: 2,
        cells: keepsGood ? GOOD.map((good, at) => (at % 3 ? good : (cells[at] ?? ''))) : cells,
      })
      if (row.rejects.length === 0) expect([...row.values]).toHaveLength(mapper.columns.length - 2)
      const line = copyEncoder(mapper)(row)
      if (row.rejects.length === 0) expect(line.split('\t')).toHaveLength(mapper.columns.length)
      expect(line.slice(0, -1)).not.toMatch(/[\n\r\0]/)
    }),
    { seed: 7, numRuns: 1000 },
  )
})

test('staging gives COPY text for good rows, escaped, and reports the others', async () => {
  const file = Buffer.from('id,score,say\nR1,5,"a\tb\\\nc"\nR2,bad,x\nR3,4,\n')
  const table = await openTable(file)
  const columns = { rating_id: 'id', score: 'score', comment: 'say' }
  const ratings = compileMapping(
    { kind: 'ratings', columns, constants: { order_id: 'SO-1', scale_max: '5' } },
    table.headers,
  )
  const refused: string[] = []
  const count = { rowsRead: 0, rowsKept: 0 }
  const report = { rejected: (_: unknown, rejects: readonly Reject[]) => void refused.push(...codes(rejects)) }
  const chunks: Buffer[] = []
  for await (const chunk of copyChunks(table, ratings, report, count)) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe('2\tR1\tSO-1\t5\t5\ta\\tb\\\\\\nc\t\\N\n4\tR3\tSO-1\t4\t5\t\\N\t\\N\n')
  expect(ratings.columns.map(({ name }) => name).join()).toBe(
    'row_number,rating_id,order_id,score,scale_max,comment,flags',
  )
  expect([refused, count]).toEqual([['score: phrase'], { rowsRead: 3, rowsKept: 2 }])
})

test('the stage has a typed column for every field, and two for what may be a day or a time', () => {
  expect(stageDefinition('ratings')).toBe(
    'row_number integer, rating_id text, order_id text, score numeric, scale_max integer, given_on date, given_at timestamptz, comment text, flags jsonb',
  )
  const names = stageColumns('history').map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(
    expect.arrayContaining(['requested_to_date', 'requested_to_at', 'delivered_on', 'invoiced_net_minor']),
  )
})

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const shared = join(root, '../shared/data')

async function mapFile(path: string, mapping: MappingInput) {
  const table = await openTable(path, tableOptions(mapping))
  const own = compileMapping(mapping, table.headers)
  const figures = { rows: 0, rejected: 0, late: 0, early: 0, onTheDay: 0, lateByTime: 0 }
  for await (const batch of table.batches())
    for (const raw of batch) {
      const row = own.map(raw)
      const value = (column: string) => row.values[own.position(column)] ?? ''
      figures.rows++
      if (row.rejects.length > 0) figures.rejected++
      const [due, came] = [value('promised_to_date'), value('delivered_on')]
      if (came === '' || value('cancelled_by') === 'customer') continue
      figures[came > due ? 'late' : came < due ? 'early' : 'onTheDay']++
      if (Date.parse(value('delivered_at')) > Date.parse(value('promised_to_at'))) figures.lateByTime++
    }
  return figures
}

const FILES = [
  [
    'scms.history',
    'scms-deliveries/scms_delivery_history',
    { rows: 7779, late: 830, early: 2196, onTheDay: 4753, lateByTime: 0 },
  ],
  ['olist.orders', 'olist/olist_orders_dataset', { rows: 6292, late: 282, early: 3501, onTheDay: 50, lateByTime: 332 }],
  ['olist.reviews', 'olist/olist_order_reviews_dataset', { rows: 6375 }],
  ['olist.customers', 'olist/olist_customers_dataset', { rows: 6292 }],
  ['olist.products', 'olist/olist_products_dataset', { rows: 5460 }],
  ['olist.sellers', 'olist/olist_sellers_dataset', { rows: 1610 }],
] as const

test.each(FILES)('the mapping %s reads every row of the file it is for', async (name, file, figures) => {
  const mapping = JSON.parse(readFileSync(join(root, `examples/imports/${name}.json`), 'utf8')) as MappingInput
  expect(() => compileMapping(mapping, columnsOf(mapping))).not.toThrow()
  const path = join(shared, `${file}.csv.gz`)
  if (!existsSync(path)) return void console.info(`${file} is not here: the mapping was compiled, the data not read`)
  expect(await mapFile(path, mapping)).toMatchObject({ ...figures, rejected: 0 })
})

const columnsOf = (mapping: MappingInput): string[] => [...new Set(tableOptions(mapping).columns)]
