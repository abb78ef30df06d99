/** Files as they come from the world: whole, dirty, cut off, hostile. */
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { Refusal } from '../../../contract/refusals.ts'
import type { RawCell } from './csv-reader.ts'
import { openTable, type TableOptions } from './table.ts'
import { writeXlsx } from './xlsx-writer.ts'
import { writeZip } from './zip-writer.ts'

async function read(source: Uint8Array, options?: TableOptions) {
  const table = await openTable(source, options)
  const rows: RawCell[][] = []
  const numbers: number[] = []
  for await (const batch of table.batches())
    for (const { rowNumber, cells } of batch) {
      rows.push(cells)
      numbers.push(rowNumber)
    }
  return { ...table, rows, numbers }
}

const csv = (text: string, encoding = 'utf8') => iconv.encode(text, encoding)
const refusal = (code: string, details: object) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })
const workbook = (headers: string[], rows: RawCell[][]) => buffer(writeXlsx(headers, rows))

test.each([
  ['utf-8', csv('\uFEFForder,city\nA,Кишинёв\n'), undefined],
  ['utf-16le', csv('\uFEFForder,city\nA,Кишинёв\n', 'utf-16le'), undefined],
  ['utf-16be', csv('\uFEFForder,city\nA,Кишинёв\n', 'utf-16be'), undefined],
  ['windows-1251', csv('order,city\nA,Кишинёв\n', 'windows-1251'), 'windows-1251'],
  ['utf-8', csv('\uFEFForder,city\nA,Кишинёв\n'), 'windows-1251'],
])('a file in %s is read by its mark, its proof or its declaration', async (encoding, bytes, declared) => {
  const table = await read(bytes, { encoding: declared })
  expect(table.encoding).toBe(encoding)
  expect([table.headers, table.rows]).toEqual([['order', 'city'], [['A', 'Кишинёв']]])
})

test('bytes that are not UTF-8 are refused with their row, never replaced', async () => {
  const bytes = csv('order,city\nA,Iasi\n"B\n2",Roman\nC,Iași\n', 'iso-8859-16')
  await expect(read(bytes)).rejects.toEqual(refusal('unsupported_file', { reason: 'invalid_bytes', rowNumber: 4 }))
  expect((await read(bytes, { encoding: 'iso-8859-16' })).rows[2]).toEqual(['C', 'Iași'])
})

test('bytes that the declared encoding does not define are refused', async () => {
  const bytes = Buffer.from([...csv('a,b\n1,'), 0x81, 0x0a])
  await expect(read(bytes, { encoding: 'windows-1253' })).rejects.toEqual(
    refusal('unsupported_file', { reason: 'invalid_bytes', rowNumber: 2 }),
  )
})

test('an encoding nobody knows is refused', async () => {
  await expect(read(csv('a\n1'), { encoding: 'klingon-8' })).rejects.toEqual(
    refusal('invalid_input', { reason: 'unknown_encoding' }),
  )
})

test.each([',', ';', '\t', '|'])('the delimiter %j is recognised by the rows', async (delimiter) => {
  const table = await read(
    csv(
      `a,x${delimiter}b${delimiter}c\n1,5${delimiter}2${delimiter}3\n`
        .replaceAll(',x', '')
        .replaceAll(',5', delimiter === ',' ? '' : ',5'),
    ),
  )
  expect(table.delimiter).toBe(delimiter)
  expect(table.headers).toEqual(['a', 'b', 'c'])
})

test('a first line that names the delimiter is obeyed and is no row', async () => {
  const table = await read(csv('sep=;\na;b\n1;2\n'))
  expect([table.delimiter, table.headers, table.numbers]).toEqual([';', ['a', 'b'], [2]])
})

test('a header alone is a table without rows', async () => {
  expect((await read(csv('a,b'))).rows).toEqual([])
})

test.each([
  ['nothing', Buffer.alloc(0), 'empty_file'],
  ['blank lines', csv('\n\n\n'), 'empty_file'],
  ['only a mark', csv('\uFEFF'), 'empty_file'],
  ['UTF-16 without a mark', csv('a,b\n', 'utf-16le'), 'not_text'],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'old_or_locked_workbook'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'not_a_table'],
  ['half a gzip', gzipSync(csv('a,b\n1,2\n'.repeat(1000))).subarray(0, 30), 'broken_gzip'],
  ['half a workbook', Buffer.from('PK\u0003\u0004 and then nothing'), 'broken_zip'],
])('%s is refused', async (_, bytes, reason) => {
  await expect(read(bytes)).rejects.toEqual(refusal('unsupported_file', { reason }))
})

test('a gzip is unpacked, and one that unpacks without end is refused', async () => {
  expect((await read(gzipSync(csv('a,b\n1,2\n')))).rows).toEqual([['1', '2']])
  const bomb = gzipSync(Buffer.from(`a,b\n${'0,0\n'.repeat(200_000)}`))
  await expect(read(bomb, { limits: { ratioFreeBytes: 100_000, ratioMax: 20 } })).rejects.toEqual(
    refusal('too_large', { reason: 'packed_too_tightly' }),
  )
})

test('a workbook keeps numbers, days, times and texts apart', async () => {
  const rows: RawCell[][] = [
    ['=1+1', { type: 'number', text: '1234.56' }, { type: 'date', text: '2026-03-12' }, '', ' x '],
    ['', { type: 'boolean', text: 'true' }, { type: 'instant', text: '2026-03-12 09:30:00' }],
  ]
  const { headers, rows: found, mayBeShort } = await read(await workbook(['a', 'b', 'c', 'd', 'e'], rows))
  expect(mayBeShort).toBe(true)
  expect(headers).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(found).toEqual(rows)
})

test('a workbook of another program, with shared texts and its own styles, reads the same', async () => {
  const day = { type: Date, value: new Date('2026-03-12T00:00:00Z'), format: 'dd.mm.yyyy' } as const
  const moment = { type: Date, value: new Date('2026-03-12T09:30:00Z'), format: 'dd.mm.yyyy hh:mm' } as const
  const head = ['text', 'number', 'day', 'moment', 'is'].map((value) => ({ type: String, value }))
  const sheet = [
    head,
    [
      { type: String, value: 'Ștefan & <co>\n2' },
      { type: Number, value: 0.1 + 0.2 },
      day,
      moment,
      { type: Boolean, value: false },
    ],
  ]
  const { rows } = await read(await writeWorkbook(sheet).toBuffer())
  expect(rows).toEqual([
    [
      'Ștefan & <co>\n2',
      { type: 'number', text: '0.3' },
      { type: 'date', text: '2026-03-12' },
      { type: 'instant', text: '2026-03-12 09:30:00' },
      { type: 'boolean', text: 'false' },
    ],
  ])
})

async function handmade(sheet: string, parts: Record<string, string> = {}): Promise<Buffer> {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const all = {
    'xl/workbook.xml': `<workbook ${main}><workbookPr date1904="${parts.date1904 ?? 0}"/><sheets><sheet name="S" r:id="r1" xmlns:r="x"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="/xl/worksheets/s.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/s.xml': `<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`,
    ...parts,
  }
  return buffer(writeZip(Object.entries(all).map(([name, text]) => [name, [text]] as const)))
}

const HEAD =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'

test.each([
  ['a formula gives its last result', '<c r="A2"><f>1+1</f><v>2</v></c>', [{ type: 'number', text: '2' }]],
  ['an error cell stays an error', '<c r="A2" t="e"><v>#N/A</v></c>', [{ type: 'error', text: '#N/A' }]],
  ['a left-out cell is empty', '<c r="B2"><v>1</v></c>', ['', { type: 'number', text: '1' }]],
  ['the last day before the false leap day', '<c r="A2" s="1"><v>59</v></c>', [{ type: 'date', text: '1900-02-28' }]],
  ['29 February 1900 never was', '<c r="A2" s="1"><v>60</v></c>', [{ type: 'error', text: '60' }]],
  ['the day after it', '<c r="A2" s="1"><v>61</v></c>', [{ type: 'date', text: '1900-03-01' }]],
  ['the float beneath 1234.56', '<c r="A2"><v>1234.5599999999999</v></c>', [{ type: 'number', text: '1234.56' }]],
  [
    'a cell far to the right widens the row by one',
    '<c r="A2"><v>1</v></c><c r="XFD2"><v>2</v></c>',
    [{ type: 'number', text: '1' }, '', { type: 'number', text: '2' }],
  ],
])('in a workbook, %s', async (_, cells, expected) => {
  const { rows, numbers } = await read(await handmade(`${HEAD}<row r="2">${cells}</row>`))
  expect([rows, numbers]).toEqual([[expected], [2]])
})

test('a workbook may count its days from 1904, and skip rows', async () => {
  const sheet = `${HEAD}<row r="7"><c r="A7" s="1"><v>0</v></c></row>`
  const { rows, numbers } = await read(await handmade(sheet, { date1904: '1' }))
  expect([rows, numbers]).toEqual([[[{ type: 'date', text: '1904-01-01' }]], [7]])
})

test('a workbook that declares entities or unpacks without end is refused', async () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
  await expect(read(await handmade('', { 'xl/worksheets/s.xml': doctype }))).rejects.toEqual(
    refusal('unsupported_file', { reason: 'broken_workbook' }),
  )
  const bomb = await handmade(HEAD + '<row><c><v>0</v></c></row>'.repeat(50_000))
  await expect(read(bomb, { limits: { ratioFreeBytes: 100_000, ratioMax: 20 } })).rejects.toEqual(
    refusal('too_large', { reason: 'packed_too_tightly' }),
  )
})

test('a sheet that is not there is refused with the ones that are', async () => {
  await expect(read(await workbook(['a'], []), { sheet: 'Orders' })).rejects.toEqual(
    refusal('invalid_input', { reason: 'no_such_sheet', sheets: ['Sevenfold'] }),
  )
})

test('JSON may be an array or one object a line, and keeps every digit', async () => {
  const objects = ['{"a":"x","n":12345678901234567.89,"t":true}', '{"n":1.5e3,"a":null,"o":{"x":[1]}}']
  const expected = [
    ['x', { type: 'number', text: '12345678901234567.89' }, { type: 'boolean', text: 'true' }, '', ''],
    ['', { type: 'number', text: '1500' }, '', { type: 'nested', text: '{"x":[1]}' }, ''],
  ]
  for (const text of [`[${objects.join(',\n')}]`, objects.join('\n')]) {
    const { headers, rows } = await read(csv(text), { columns: ['later'] })
    expect([headers, rows]).toEqual([['a', 'n', 't', 'o', 'later'], expected])
  }
})

test.each([
  ['[{"a":1},', 'cut_off'],
  ['[{"a":1}', 'cut_off'],
  ['[{"a":1} {"a":2}]', 'malformed_json'],
  ['[{"a":1,}]', 'malformed_json'],
  ['[{"a":01}]', 'malformed_json'],
  ['[{"a":1,"a":2}]', 'key_twice'],
  ['[{"a":"\u0001"}]', 'malformed_json'],
  ['{"a":1}\nx', 'malformed_json'],
])('the JSON %s is refused', async (text, reason) => {
  await expect(read(csv(text))).rejects.toEqual(refusal('unsupported_file', { reason }))
})

const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((cell) => !/\p{Cs}/u.test(cell))
const number = fc.integer({ min: -999_999, max: 999_999 }).map((n): RawCell => ({ type: 'number', text: String(n) }))
const days = fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
const day = days.map((date): RawCell => ({ type: 'date', text: date.toISOString().slice(0, 10) }))
const last: RawCell = 'end'

test('what is written to a workbook is read from it', async () => {
  const rows = fc.array(
    fc.tuple(text, number, day, text).map((cells): RawCell[] => [...cells, last]),
    { maxLength: 10 },
  )
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      expect((await read(await workbook(['a', 'b', 'c', 'd', 'e'], written))).rows).toEqual(written)
    }),
    { seed: 7, numRuns: 40 },
  )
})

test('no bytes make a file throw anything but a refusal, and nothing is left behind', async () => {
  const good = await workbook(['a', 'b'], [['x', 'y']])
  const cut = fc.nat(good.length - 1).map((at) => good.subarray(0, at))
  const bent = fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = Buffer.from(good)
    copy[at] = byte
    return copy
  })
  const noise = fc.uint8Array({ maxLength: 200 })
  const json = fc
    .string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', 'a', '\\', ' ') })
    .map((rest) => csv(`[{${rest}`))
  const before = leftovers()
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, bent, noise, json), async (bytes) => {
      await read(Buffer.from(bytes)).catch((error) => expect(error).toBeInstanceOf(Refusal))
    }),
    { seed: 7, numRuns: 400 },
  )
  expect(leftovers()).toEqual(before)
})

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sevenfold-workbook-'))

test('leaving a workbook early removes its copy', async () => {
  const before = leftovers()
  const table = await openTable(await workbook(['a'], [['x'], ['y']]))
  for await (const _ of table.batches()) break
  expect(leftovers()).toEqual(before)
})
