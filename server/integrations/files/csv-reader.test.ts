/** How text is cut into rows, whatever the chunks it comes in. */
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { Refusal } from '../../../contract/refusals.ts'
import { CsvReader } from './csv-reader.ts'

function read(text: string, delimiter = ',', chunk = text.length || 1): unknown[][] {
  const reader = new CsvReader(delimiter)
  const rows = []
  for (let at = 0; at < text.length; at += chunk) rows.push(...reader.push(text.slice(at, at + chunk)))
  return [...rows, ...reader.end()].map(({ cells }) => cells)
}

test('quotes, doubled quotes and quoted line breaks belong to the cell', () => {
  expect(read('a,"b ""x"", y"\r\n"two\r\nlines",d')).toEqual([
    ['a', 'b "x", y'],
    ['two\r\nlines', 'd'],
  ])
})

test('a quote inside an unquoted cell is a character', () => {
  expect(read('5" pipe,x')).toEqual([['5" pipe', 'x']])
})

test('line ends may be mixed', () => {
  expect(read('a,b\nc,d\re,f\r\ng,h')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
    ['g', 'h'],
  ])
})

test('rows are numbered as in a spreadsheet: blank rows count, quoted line breaks do not', () => {
  const reader = new CsvReader(',')
  const rows = [...reader.push('h1,h2\n\n"a\nb",1\n,\nc,2\n'), ...reader.end()]
  expect(rows.map(({ rowNumber, cells }) => [rowNumber, cells[1]])).toEqual([
    [1, 'h2'],
    [3, '1'],
    [5, '2'],
  ])
})

test('text after a closing quote marks the row as broken and the next row is whole again', () => {
  const reader = new CsvReader(',')
  const rows = [...reader.push('"a"b,c\nd,e\n'), ...reader.end()]
  expect(rows.map((row) => row.problem)).toEqual(['broken_quotes', undefined])
  expect(rows[1]!.cells).toEqual(['d', 'e'])
})

test('an unclosed quote refuses the file and names the row it opens in', () => {
  expect(() => read('a,b\n"c,d\ne,f\n')).toThrow(
    expect.objectContaining({ code: 'unsupported_file', details: { reason: 'unclosed_quote', rowNumber: 2 } }),
  )
})

test('a row without end is refused before it fills the memory', () => {
  const reader = new CsvReader(',')
  const feed = () => {
    for (let i = 0; i < 100; i++) reader.push(`"${'x'.repeat(100_000)}`.replace(i === 0 ? '' : '"', i === 0 ? '' : 'x'))
  }
  expect(feed).toThrow(expect.objectContaining({ code: 'too_large' }))
})

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '訂', '"', ',', ';', '\n', '\r', ' ', "'", '=', '0') })
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })

test('what is written is read, in chunks of any size', () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.integer({ min: 1, max: 9 }),
      (rows, delimiter, chunk) => {
        const filled = rows.filter((row) => row.some((cell) => cell !== ''))
        expect(read(Papa.unparse(filled, { delimiter }), delimiter, chunk)).toEqual(filled)
      },
    ),
    { seed: 7, numRuns: 300 },
  )
})

test('no text makes the reader throw anything but a refusal', () => {
  fc.assert(
    fc.property(cell, fc.integer({ min: 1, max: 5 }), (text, chunk) => {
      try {
        read(text, ',', chunk)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { seed: 7, numRuns: 500 },
  )
})

test('a row with more columns than any table has is refused at once', () => {
  expect(() => read(`a${',a'.repeat(20_000)}\n`, ',', 1_000)).toThrow(
    expect.objectContaining({ code: 'too_large', details: expect.objectContaining({ reason: 'too_many_columns' }) }),
  )
  expect(read(`a${',a'.repeat(2_000)}\n`)[0]).toHaveLength(2_001)
})
