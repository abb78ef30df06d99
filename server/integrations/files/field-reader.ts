/** Chooses, once per mapping, the cell reader of a field. */
import type { ImportField, Mapping } from '../../../contract/imports.ts'
import {
  countryReader,
  currencyReader,
  enumReader,
  languageReader,
  readBoolean,
  unitReader,
  zoneReader,
} from './listed-cells.ts'
import { decimalReader, within } from './number-cells.ts'
import type { CellReader } from './problem.ts'
import { readClock, readCode, readEmail, readOpenings, readPhone, textReader } from './text-cells.ts'
import { timeReader } from './time-cells.ts'

/** How a column of the file is written: the mapping's own settings, overridden column by column. */
export interface Notation {
  readonly dateFormat: string
  readonly twoDigitYearFrom?: number
  readonly decimal: '.' | ','
  readonly grouping?: string
  readonly zone: string
  readonly isDayOnly: boolean
}

/** Typed cells of workbooks and JSON, and constants of a mapping, are written this way whatever the file declares. */
export const plainNotation = (mapping: Pick<Mapping, 'zone'>): Notation => ({
  dateFormat: 'iso',
  decimal: '.',
  zone: mapping.zone,
  isDayOnly: false,
})

const INTEGER_MOST = 2 ** 31 - 1

export function fieldReader(field: ImportField, notation: Notation): CellReader {
  const sign = field.positive ? 'positive' : 'not_negative'
  const number = (decimalsMax: number, digitsMax: number, signed: 'any' | 'not_negative' | 'positive' = sign) =>
    decimalReader({ decimal: notation.decimal, grouping: notation.grouping, decimalsMax, digitsMax, sign: signed })
  const time = (wants: 'day' | 'time' | 'day_or_time') =>
    timeReader({
      format: notation.dateFormat,
      zone: notation.zone,
      twoDigitYearFrom: notation.twoDigitYearFrom,
      wants: notation.isDayOnly ? 'day' : wants,
    })
  switch (field.type) {
    case 'code':
      return readCode
    case 'text':
      return textReader(field.multiline ?? false)
    case 'quantity':
      return number(3, 12)
    case 'price':
      return number(6, 12)
    case 'money':
      // Decimals are checked against the row's currency; a credit may be negative. bigint holds 18 digits.
      return number(6, 14, 'any')
    case 'number':
      return within(number(field.decimals ?? 6, 12, 'any'), field.least, field.most)
    case 'integer':
      return within(number(0, 10, field.positive ? 'positive' : 'any'), field.least ?? -INTEGER_MOST, INTEGER_MOST)
    case 'date':
      return time('day')
    case 'time':
      return time('time')
    case 'day_or_time':
      return time('day_or_time')
    case 'enum':
      return enumReader(field.values ?? [])
    case 'unit':
      return unitReader()
    case 'currency':
      return currencyReader()
    case 'country':
      return countryReader()
    case 'language':
      return languageReader()
    case 'zone':
      return zoneReader()
    case 'boolean':
      return readBoolean
    case 'email':
      return readEmail
    case 'phone':
      return readPhone
    case 'openings':
      return readOpenings
    case 'clock':
      return readClock
  }
}
