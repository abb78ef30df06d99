/** Stored values as cells of a file that our own import reads back to the same values. */
import type { ImportField } from '../../../contract/imports.ts'
import { currencyExponent } from './currencies.ts'
import type { StoredRow } from './export-rows.store.ts'
import { fieldColumns } from './stage.ts'

export type CellWriter = (row: StoredRow) => string

/** The cell of one field; empty where nothing is known. */
export function cellWriter(field: ImportField): CellWriter {
  const [first, second] = fieldColumns(field).map((column) => column.name)
  if (field.type === 'day_or_time') return (row) => dayOrTime(row[first!], row[second!])
  if (field.type === 'money') return (row) => moneyText(row[first!], row.currency)
  if (field.type === 'quantity' || field.type === 'price' || field.type === 'number')
    return (row) => decimalText(row[first!])
  return (row) => (row[first!] === null || row[first!] === undefined ? '' : String(row[first!]))
}

const HOUR = 3_600_000

/**
 * The day alone where only the day is known. An instant is written in UTC, or, where the place's own day is another, with
 * the offset in whole hours nearest to UTC that shows that day: both the instant and the day survive the way back.
 */
function dayOrTime(day: unknown, at: unknown): string {
  if (typeof day !== 'string') return ''
  if (!(at instanceof Date)) return day
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const isBefore = at.getTime() < midnight
  const hours = isBefore
    ? Math.ceil((midnight - at.getTime()) / HOUR)
    : Math.min(0, -Math.ceil((at.getTime() - (midnight + 24 * HOUR - 1)) / HOUR))
  const local = new Date(at.getTime() + hours * HOUR).toISOString()
  return hours === 0 ? local : local.replace('Z', offsetText(hours))
}

const offsetText = (hours: number) => `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`

/** `12.500` is `12.5`; an exact decimal of any length stays exact. */
function decimalText(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'number' ? plainNumber(value) : String(value)
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

/** Eight decimals of a degree are a millimetre; more are no measurement, and `1e-7` is no number to a spreadsheet. */
const plainNumber = (value: number) => value.toFixed(8)

function moneyText(minor: unknown, currency: unknown): string {
  if (typeof minor !== 'number') return ''
  const exponent = currencyExponent(String(currency)) ?? 2
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
