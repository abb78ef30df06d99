/** The way back of refused rows: out as a file, corrected, in again under the same mapping. */

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect(file.startsWith('\uFEFF')).toBe(true)
  expect(file).toContain("'=1+1")
  const corrected = file.replace("'=1+1", 'Sum').replace(/(;|^)Romania/m, '$1RO')
  const second = await bring(Buffer.from(corrected), mapping)
  expect(second.rejects).toEqual([])
  expect(second.settled.customer).toMatchObject({ added: 2 })
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
