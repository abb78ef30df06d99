import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type BinaryRows, copyBinary } from './binary-rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const read = <T>(select: string, take: (row: BinaryRows) => T): Promise<T[]> =>
  inSnapshot(database.context(), async (tx) => {
    const rows = await copyBinary(tx, select)
    const taken: T[] = []
    while (rows.next()) taken.push(take(rows))
    return taken
  })

test.each([
  ['12.500', 1000, 12_500],
  ['0.001', 1000, 1],
  ['999999999999.999', 1000, 999_999_999_999_999],
  ['100000000', 1000, 100_000_000_000],
  ['-0.000001', 1_000_000, -1],
  ['1234.567891', 1_000_000, 1_234_567_891],
  ['0', 1000, 0],
  ['19.5', 10_000, 195_000],
])('the number %s is read exactly', async (text, scale, expected) => {
  expect(await read(`SELECT '${text}'::numeric`, (row) => row.scaled(scale))).toEqual([expected])
})

test('days and instants are read as they stand, before 1970 and 2000 too', async () => {
  const days = await read(`SELECT date '2026-03-16' UNION ALL SELECT '1969-12-31' ORDER BY 1`, (row) => row.day())
  expect(days).toEqual([-1, Date.parse('2026-03-16') / 86_400_000])
  const instants = ['2026-03-16T09:00:00.250Z', '1999-12-31T23:59:59.999Z']
  for (const instant of instants) {
    expect(await read(`SELECT '${instant}'::timestamptz`, (row) => row.instant())).toEqual([Date.parse(instant)])
  }
})

test('texts of any script come back, repeated or not, and null stays null', async () => {
  const texts = ['same', 'same', 'came', null, 'Հայաստան', 'Հայաստան', '']
  const values = texts.map((text, index) => `(${index}, ${text === null ? 'NULL::text' : `'${text}'`})`).join(',')
  const select = `SELECT t FROM (VALUES ${values}) v (n, t) ORDER BY n`
  expect(await read(select, (row) => row.text())).toEqual(texts)
})

test('integers of every width are read', async () => {
  const select = `SELECT 7::smallint, -8::int, 9007199254740991::bigint, -5::bigint, 1.5::float8`
  const row = await read(select, (each) => [
    each.integer(),
    each.integer(),
    each.integer(),
    each.integer(),
    each.double(),
  ])
  expect(row).toEqual([[7, -8, Number.MAX_SAFE_INTEGER, -5, 1.5]])
})
