import { expect, test } from 'vitest'
import { csvPayload } from './csv-payload.ts'

test('cuts what carriers write: any sign between cells, any line end, quotes with line breaks in them', () => {
  expect(csvPayload('a,b\r\n1,2\r3,4\n\n5,6').rows).toEqual([
    { a: '1', b: '2' },
    { a: '3', b: '4' },
    { a: '5', b: '6' },
  ])
  expect(csvPayload('\uFEFFNo.;"Town; where"\n"say ""hi""";"two\nlines"\n7').rows).toEqual([
    { No_: 'say "hi"', 'Town; where': 'two\nlines' },
    { No_: '7', 'Town; where': '' },
  ])
  expect(csvPayload('a\tb\n5" pipe\tx').rows).toEqual([{ a: '5" pipe', b: 'x' }])
})

test('tells of a row with more cells than columns and reads the others', () => {
  expect(csvPayload('a,b\n1,2,3\n4,5,\n')).toEqual({
    rows: [{ a: '4', b: '5' }],
    problems: [{ where: 'row 2', code: 'broken', value: 'more cells than columns' }],
  })
})

test.each(['', '\n\n', 'a,a\n1,2', 'a,b\n"1,2', Array.from({ length: 501 }, (_, at) => `c${at}`).join(',')])(
  'is no table: %j',
  (text) => {
    expect(() => csvPayload(text)).toThrow(SyntaxError)
  },
)

test('a column named like a part of every object is a column', () => {
  const [row] = csvPayload('__proto__,constructor\n1,2').rows
  expect(Object.hasOwn(row!, 'constructor')).toBe(true)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
