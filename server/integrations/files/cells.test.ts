/** How single cells are read: exactly, by the declared notation, or not at all. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestCode } from './digest.ts'
import { guard, unguard } from './formula-guard.ts'
import { countryReader, currencyReader, languageReader, readBoolean, unitReader, zoneReader } from './listed-cells.ts'
import { decimalReader, toMinor } from './number-cells.ts'
import { plainDecimal } from './plain-decimal.ts'
import { type CellReader, Problem } from './problem.ts'
import { readClock, readCode, readEmail, readOpenings, readPhone, textReader } from './text-cells.ts'
import { timeReader } from './time-cells.ts'

const answer = (read: CellReader, cell: string): string => {
  const found = read(cell)
  return found instanceof Problem ? `!${found.code}` : found
}

const quantity = { decimal: '.', decimalsMax: 3, digitsMax: 12, sign: 'not_negative' } as const

test.each([
  ['12', '12'],
  ['12.5', '12.5'],
  ['.5', '0.5'],
  ['12.500000', '12.500'],
  ['0', '0'],
  ['-0', '0'],
  ['12.0005', '!too_many_decimals'],
  ['1,234', '!ambiguous_number'],
  ['1,5', '!ambiguous_number'],
  ['1 234', '!ambiguous_number'],
  ['12.', '!not_a_number'],
  ['-', '!not_a_number'],
  ['', '!not_a_number'],
  ['1.2.3', '!not_a_number'],
  ['1.2E+05', '!not_a_number'],
  ['12 €', '!not_a_number'],
  ['-3', '!negative_value'],
  ['1234567890123', '!out_of_range'],
  ['=1+1', '!formula_cell'],
  ['Freight Included in Commodity Cost', '!phrase'],
  ['See DN-304 (ID#:10589)', '!refers_to_other_row'],
  ['см. строку 5', '!refers_to_other_row'],
])('with a decimal point, the quantity %j reads %s', (cell, expected) => {
  expect(answer(decimalReader(quantity), cell)).toBe(expected)
})

test.each([
  ['12,5', '12.5'],
  [',5', '0.5'],
  ['1.234', '!ambiguous_number'],
  ['1.234,5', '!ambiguous_number'],
])('with a decimal comma declared, %j reads %s', (cell, expected) => {
  expect(answer(decimalReader({ ...quantity, decimal: ',' }), cell)).toBe(expected)
})

test.each([
  ['1.234,5', '1234.5'],
  ['1.234', '1234'],
  ['12.34', '!ambiguous_number'],
  ['1.2345', '!ambiguous_number'],
])('with points declared between thousands, %j reads %s', (cell, expected) => {
  expect(answer(decimalReader({ ...quantity, decimal: ',', grouping: '.' }), cell)).toBe(expected)
})

test('any decimal within the rules comes back as the same number, digit for digit', () => {
  const number = fc.tuple(fc.nat(999_999_999), fc.nat(999)).map(([a, b]) => `${a}.${String(b).padStart(3, '0')}`)
  fc.assert(
    fc.property(number, (text) => {
      expect(answer(decimalReader(quantity), text)).toBe(text)
    }),
    { seed: 7 },
  )
})

test.each([
  ['12.5', 2, '1250'],
  ['0.05', 2, '5'],
  ['-0.05', 2, '-5'],
  ['7', 0, '7'],
  ['7.000', 0, '7'],
  ['1.234', 3, '1234'],
])('the amount %s with %i decimals is %s minor units', (amount, exponent, minor) => {
  expect(toMinor(amount, exponent)).toBe(minor)
})

test('an amount finer than its currency is refused, not rounded', () => {
  expect(answer((cell) => toMinor(cell, 2), '1.005')).toBe('!too_many_decimals')
})

test.each([
  ['1.5E3', '1500'],
  ['-2.50e-2', '-0.025'],
  ['1E+2', '100'],
  ['0.1', '0.1'],
  ['9.99E200', undefined],
])('%s in plain digits is %s', (text, expected) => {
  expect(plainDecimal(text)).toBe(expected)
})

const day = (format: string, cell: string, more = {}) =>
  answer(timeReader({ format, zone: 'UTC', wants: 'day_or_time', ...more }), cell)

test.each([
  ['dd-MMM-yy', '02-Jun-06', '2006-06-02'],
  ['dd-MMM-yy', '02-JUN-99', '1999-06-02'],
  ['dd-MMM-yy', '31-Feb-06', '!no_such_day'],
  ['dd.MM.yyyy', '29.02.2024', '2024-02-29'],
  ['dd.MM.yyyy', '29.02.2023', '!no_such_day'],
  ['dd.MM.yyyy', '2024-02-29', '!not_a_date'],
  ['M/d/yyyy', '3/4/2026', '2026-03-04'],
  ['M/d/yyyy', '12/31/2026', '2026-12-31'],
  ['yyyy-MM-dd', '2026-03-12 10:00', '!not_a_date'],
  ['iso', '1066-10-14', '!out_of_range'],
  ['iso', 'Date Not Captured', '!phrase'],
  ['iso', '2026-03-12T25:00', '!not_a_date'],
])('by %s the day %j reads %s', (format, cell, expected) => {
  expect(day(format, cell, { twoDigitYearFrom: 1970 })).toBe(expected)
})

test.each([
  ['2026-03-12 09:30:00', '2026-03-12 09:30:00+02:00', 'a local time takes the zone of the mapping'],
  ['2026-07-12 09:30:00', '2026-07-12 09:30:00+03:00', 'and its summer time'],
  ['2026-03-29 03:30:00', '2026-03-29 04:00:00+03:00', 'a time the clocks leap over moves to the first that exists'],
  ['2026-10-25 03:30:00', '2026-10-25 03:30:00+03:00', 'a time that comes twice is the first'],
  ['2026-03-12T23:30:00Z', '2026-03-13 01:30:00+02:00', 'an instant has its day where the goods are'],
  ['2026-03-12T10:00:00.250+05:30', '2026-03-12 06:30:00.250+02:00', 'a written offset is obeyed'],
  ['2026-03-12', '2026-03-12', 'a day alone stays a day'],
])('in Bucharest %s reads %s: %s', (cell, expected) => {
  expect(day('iso', cell, { zone: 'Europe/Bucharest' })).toBe(expected)
})

test('without a zone the written offset is the clock of the place', () => {
  expect(day('iso', '2026-03-13T00:30:00+02:00')).toBe('2026-03-13 00:30:00+02:00')
})

test('a column of midnights meant as days refuses any other time', () => {
  const read = timeReader({ format: 'yyyy-MM-dd HH:mm:ss', zone: 'UTC', wants: 'day' })
  expect(answer(read, '2026-03-12 00:00:00')).toBe('2026-03-12')
  expect(answer(read, '2026-03-12 10:00:00')).toBe('!not_midnight')
})

test.each(['yy-MM-dd', 'dd.MM', 'yyyy-MM-dd mm:ss', 'YYYY-MM-DD', 'dd dd.MM.yyyy', ''])(
  'the format %j is refused before any row is read',
  (format) => expect(() => day(format, '')).toThrow(expect.objectContaining({ code: 'invalid_input' })),
)

test.each([
  ['A-1/b 2', 'A-1/b 2'],
  ['Côte d’Ivoire', 'Côte d’Ivoire'],
  ['a\tb', '!control_character'],
  ['a\u0000b', '!control_character'],
  ['a\u200bb', '!control_character'],
  ['a\ud800', '!control_character'],
  ['=A1', '!formula_cell'],
  ['4.00638E+12', '!damaged_code'],
  ['x'.repeat(65), '!too_long'],
])('the code %j reads %s', (cell, expected) => {
  expect(answer(readCode, cell)).toBe(expected)
})

test('a text keeps its line breaks where they are allowed, and a smile is no formula', () => {
  expect(answer(textReader(true), 'two\nlines')).toBe('two\nlines')
  expect(answer(textReader(false), 'two\nlines')).toBe('!control_character')
  expect(answer(textReader(true), '=) thanks')).toBe('=) thanks')
  expect(answer(textReader(true), '=SUM(A1)')).toBe('!formula_cell')
})

test('a guarded cell comes back as it was, and never begins with what a spreadsheet runs', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '1') })
  fc.assert(
    fc.property(text, (cell) => {
      expect(unguard(guard(cell))).toBe(cell)
      if (!/^[+-]?\d+$/.test(cell)) expect(guard(cell)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    }),
    { seed: 7 },
  )
})

test.each([
  [unitReader(), 'kg', 'KGM'],
  [unitReader(), 'buc', 'PCE'],
  [unitReader(), 'C62', 'C62'],
  [unitReader(), 'wagonload', '!unknown_unit'],
  [currencyReader(), 'mdl', 'MDL'],
  [currencyReader(), 'DEM', '!unknown_currency'],
  [countryReader(), 'ROU', 'RO'],
  [countryReader(), 'Romania', '!unknown_country'],
  [languageReader(), 'zh_tw', 'zh-TW'],
  [languageReader(), 'xx', '!unknown_language'],
  [zoneReader(), 'Asia/Yerevan', 'Asia/Yerevan'],
  [zoneReader(), '+02:00', '!unknown_zone'],
  [readBoolean, 'Yes', 'true'],
  [readBoolean, 'maybe', '!not_a_boolean'],
  [readEmail, 'ana@example.com', 'ana@example.com'],
  [readEmail, 'ana@localhost', '!not_an_email'],
  [readPhone, '+373 22 123-456', '+373 22 123-456'],
  [readPhone, 'call me', '!not_a_phone'],
  [readOpenings, 'Mo-Fr 08:00-12:00; Sa 09:00-12:00', 'Mo-Fr 08:00-12:00; Sa 09:00-12:00'],
  [readOpenings, 'weekdays', '!not_opening_hours'],
  [readClock, '8:30', '08:30'],
  [readClock, '14:30:00', '14:30'],
  [readClock, '25:00', '!not_a_time_of_day'],
] as const)('%# a listed word reads as its code or is refused: %3$s', (read, cell, expected) => {
  expect(answer(read, cell)).toBe(expected)
})

test('a code made from a long text is readable, stable and told apart from its neighbor', () => {
  const text = 'HIV 1/2, Rapid Kit, (no accessories), 30 Tests'
  expect(digestCode(text)).toBe(digestCode(text))
  expect(digestCode(text)).toMatch(/^hiv-1-2-rapid-kit-no-accessories-30-test-[0-9a-f]{12}$/)
  expect(digestCode(`${text}.`)).not.toBe(digestCode(text))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (any) => {
      expect(answer(readCode, digestCode(any))).not.toMatch(/^!/)
    }),
  )
})
