/** What is proposed for a file's columns, and what is asked instead. */
import { expect, test } from 'vitest'
import { readColumns, suggestMapping } from './suggestion.ts'

const HEADERS = ['Nr. Comandă', 'Poziție', 'Client', 'Produs', 'Cantitate', 'Data comandă', 'Дата доставки']
const row = (quantity: string, ordered: string, delivered: string) => [
  'C-1',
  '1',
  'NORD',
  'PIPE',
  quantity,
  ordered,
  delivered,
]

test('columns are found by their names in several languages, whatever the accents', () => {
  const { mapping } = suggestMapping(HEADERS, [row('2,5', '31.01.2026', '2026-02-03')], 'history')
  expect(mapping).toEqual({
    kind: 'history',
    decimal: ',',
    columns: {
      order_id: 'Nr. Comandă',
      line_number: 'Poziție',
      customer_id: 'Client',
      product_id: 'Produs',
      quantity: 'Cantitate',
      ordered_at: { column: 'Data comandă', dateFormat: 'd.M.yyyy' },
      delivered_at: 'Дата доставки',
    },
  })
})

test.each([
  ['promised_to', ['Promised', 'Promised date', 'Promis', 'Обещано', 'Խոստացված', '承諾']],
  ['rejected_quantity', ['Damaged', 'Rejected', 'Deteriorate', 'Повреждено', 'Վնասված', '損壞']],
  ['carrier_id', ['Sent by', 'Trimis prin', 'Отправлено через', 'Փոխադրող', '運送公司']],
])('%s is found by the short titles that people write', (field, titles) => {
  for (const title of titles) {
    const { mapping } = suggestMapping([title], [['7']], 'history')
    expect(mapping.columns?.[field], title).toBeDefined()
  }
})

test('a date that fits two formats is asked and not chosen', () => {
  const { mapping, questions } = suggestMapping(['order', 'order date'], [['A', '03/04/2026']], 'orders')
  expect(mapping.columns).toEqual({ order_id: 'order', ordered_at: 'order date' })
  expect(questions).toEqual([
    { field: 'ordered_at', column: 'order date', about: 'date_format', candidates: ['d/M/yyyy', 'M/d/yyyy'] },
  ])
})

test('one day after the twelfth decides', () => {
  const { mapping, questions } = suggestMapping(['order date'], [['03/04/2026'], ['25/04/2026']], 'orders')
  expect(mapping.columns).toEqual({ ordered_at: { column: 'order date', dateFormat: 'd/M/yyyy' } })
  expect(questions).toEqual([])
})

test('a day that no calendar has is a bad row, not another format', () => {
  const { mapping, questions } = suggestMapping(['order date'], [['2026-02-28'], ['2026-02-31']], 'orders')
  expect(mapping.columns).toEqual({ ordered_at: 'order date' })
  expect(questions).toEqual([])
})

test('where the order of day and month is open, an impossible day decides nothing', () => {
  const { questions } = suggestMapping(['order date'], [['31/02/2026'], ['25/04/2026']], 'orders')
  expect(questions.map(({ about, candidates }) => [about, candidates])).toEqual([['date_format', []]])
})

test('the century of a two-digit year is asked', () => {
  const { questions } = suggestMapping(['order date'], [['02-Jun-06']], 'orders')
  expect(questions.map(({ about }) => about)).toEqual(['two_digit_year'])
})

test('1.234 alone does not say whether it is one or a thousand', () => {
  expect(suggestMapping(['qty'], [['1.234']], 'orders').questions).toEqual([
    { field: 'quantity', column: 'qty', about: 'decimal', candidates: ['.', ','] },
  ])
  expect(suggestMapping(['qty'], [['1.234'], ['0.5']], 'orders').mapping.decimal).toBe('.')
})

test('of two columns with the same name none is taken', () => {
  expect(suggestMapping(['Customer', 'customer', 'order'], [], 'orders').mapping.columns).toEqual({ order_id: 'order' })
})

test('a few bad cells do not hide the format of a column', () => {
  const cells = ['03.11.2026 09:15', '04.11.2026 10:00', '05.11.2026 14:20', '06.11.2026 08:00', '31.02.2026']
  const { mapping } = suggestMapping(
    ['order date'],
    cells.map((cell) => [cell]),
    'orders',
  )
  expect(mapping.columns).toEqual({ ordered_at: { column: 'order date', dateFormat: 'd.M.yyyy HH:mm' } })
})

test('thousands set apart by the other sign are told with the decimal sign', () => {
  const { mapping } = suggestMapping(['price', 'qty'], [['1.234,50', '12']], 'orders')
  expect(mapping).toMatchObject({ decimal: ',', grouping: '.' })
})

test('a column that no name tells shows how it could be read once somebody binds it', () => {
  const rows = [
    ['03.11.2026', '1.234,50', '1.234', '03/04/2026', 'noch nicht'],
    ['31.11.2026', '12,5', '5', '05/06/2026', ''],
  ]
  const plain = { decimals: [], isGrouped: false }
  expect(readColumns(['Zugesagt', 'Preis', 'Menge', 'Geliefert', 'Text'], rows)).toMatchObject({
    Preis: { decimals: [','], isGrouped: true },
    Menge: { decimals: ['.', ','], isGrouped: false },
    Geliefert: { dateFormats: ['d/M/yyyy', 'M/d/yyyy'], ...plain },
    Text: { dateFormats: null, ...plain },
  })
})
