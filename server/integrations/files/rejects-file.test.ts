/** The way back of refused rows: out as a file, corrected, in again under the same mapping. */

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import type { MappingInput } from '../../../contract/imports.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../../platform/context.ts'
import { importFile } from './import-file.command.ts'
import { rejectsFile } from './rejects-file.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
})
afterAll(() => db?.close())

const bring = (file: Buffer, mapping: MappingInput) =>
  importFile(context, { open: () => file, fileName: 'customers', mapping })
const rejectsOf = (importId: string) => buffer(Readable.from(rejectsFile(context, importId)))

test('rows refused from a file in an old encoding come back corrected under the same mapping', async () => {
  const mapping: MappingInput = {
    kind: 'customers',
    encoding: 'windows-1250',
    delimiter: ';',
    columns: { customer_id: 'Cod', name: 'Denumire', country: 'Ţară' },
  }
  const rows = 'Cod;Denumire;Ţară\nC-1;"Ştefan; Fiii";RO\nC-2;=1+1;RO\nC-3;Braşov Ţevi;Romania\n'
  const first = await bring(iconv.encode(rows, 'windows-1250'), mapping)
  expect(first.rejects.map(({ row_number, problems }) => [row_number, problems[0]!.code])).toEqual([
    [3, 'formula_cell'],
    [4, 'unknown_country'],
  ])

  const file = (await rejectsOf(first.importId)).toString()
  expect(file.startsWith('\uFEFFCod;Denumire;Ţară;refused row;')).toBe(true)
  expect(file).toContain("'=1+1")
  const corrected = file.replace("'=1+1", 'Sum').replace(/(;|^)Romania/m, '$1RO')
  const second = await bring(Buffer.from(corrected), mapping)
  expect(second.rejects).toEqual([])
  expect(second.settled.customer).toMatchObject({ added: 2 })
})

test("the file's own columns come first and in their order, then row, field, value and reason of all that is wrong", async () => {
  const mapping: MappingInput = {
    kind: 'contacts',
    delimiter: ',',
    columns: { contact_id: 'Person', customer_id: 'Firm', name: 'N', email: 'Mail address', language: 'L' },
  }
  const rows = 'Person,Firm,Unused,N,Mail address,L\nK-1,C-1,x,Ana,nobody,zz\nK-2,C-1\n'
  const { importId } = await bring(Buffer.from(rows), mapping)
  const [head, ...lines] = (await rejectsOf(importId)).toString().replace('\uFEFF', '').trim().split('\r\n')
  expect(head).toBe('Person,Firm,Unused,N,Mail address,L,refused row,refused field,refused value,refused because')
  expect(lines).toEqual([
    'K-1,C-1,x,Ana,nobody,zz,2,language; email,zz; nobody,unknown language; not an e-mail address',
    'K-2,C-1,,,,,3,whole row,K-2 | C-1,more or fewer cells than headings',
  ])
})

test('a file of refused rows is refused for the same reasons when nothing in it was corrected', async () => {
  const mapping: MappingInput = { kind: 'customers', columns: { customer_id: 'code', name: 'title', country: 'land' } }
  const first = await bring(Buffer.from('title;code;land\nA "quoted"; D-1;Atlantis\n;D-2;RO\n'), mapping)
  const again = await rejectsOf(first.importId)
  const second = await bring(again, mapping)
  expect(second.rejects.map(({ problems }) => problems)).toEqual(first.rejects.map(({ problems }) => problems))
  expect((await rejectsOf(second.importId)).toString()).toBe(again.toString())
})

test('rows of a workbook that were refused come back as CSV under the mapping of the workbook', async () => {
  const mapping: MappingInput = {
    kind: 'customers',
    format: 'xlsx',
    sheet: 'Customers',
    columns: { customer_id: 'code', name: 'title', country: 'land' },
  }
  const workbook = await writeWorkbook(
    [
      [{ value: 'title' }, { value: 'code' }, { value: 'land' }],
      [{ value: 'Nord' }, { value: 'E-1' }, { value: 'Nowhere' }],
    ],
    { sheet: 'Customers' },
  ).toBuffer()
  const { importId } = await bring(workbook, mapping)
  const corrected = (await rejectsOf(importId)).toString().replace('Nowhere', 'RO')
  expect((await bring(Buffer.from(corrected), mapping)).settled.customer).toMatchObject({ added: 1 })
})

test('typed cells of JSON stand in the report as a person would read them', async () => {
  const file = Buffer.from('[{"id":"C-9","title":{"first":"Ana"},"n":7}]')
  const report = await bring(file, {
    kind: 'customers',
    columns: { customer_id: 'id', name: 'title', segment_id: 'n' },
  })
  expect(report.rejects[0]).toMatchObject({
    problems: [{ code: 'nested_value', column: 'title' }],
    cells: { id: 'C-9', title: '{"first":"Ana"}', n: '7' },
  })
})
