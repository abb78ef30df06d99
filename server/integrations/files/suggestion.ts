/** Proposes a mapping from headers and first rows. A person confirms it; whatever fits in two ways is asked, not chosen. */
import type { ColumnReading, MappingQuestion } from '../../../contract/import-runs.ts'
import type { ImportField, Mapping, MappingInput } from '../../../contract/imports.ts'
import { HEADER_WORDS, plainWords } from './header-words.ts'
import { decimalReader } from './number-cells.ts'
import { importKind } from './stage.ts'
import { timeReader } from './time-cells.ts'

export interface Suggestion {
  readonly mapping: MappingInput
  readonly questions: readonly MappingQuestion[]
}

/** `d` and `M` also read days and months of two digits, so no format stands here twice. */
const DATE_FORMATS = [
  'iso',
  'd.M.yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'yyyy/M/d',
  'yyyyMMdd',
  'd-M-yyyy',
  'd-MMM-yyyy',
  'd MMM yyyy',
  'd.M.yy',
  'd/M/yy',
  'M/d/yy',
  'd-MMM-yy',
  'd.M.yyyy HH:mm',
  'd.M.yyyy HH:mm:ss',
  'd/M/yyyy HH:mm',
  'd/M/yyyy HH:mm:ss',
  'M/d/yyyy HH:mm',
  'M/d/yyyy HH:mm:ss',
  'yyyy/M/d HH:mm:ss',
] as const

const TIME_TYPES = new Set(['date', 'time', 'day_or_time'])
const NUMBER_TYPES = new Set(['quantity', 'price', 'money', 'number'])

/**
 * Takes headers and some rows of cells as text. Columns are bound by name; a date format is set only
 * if exactly one fits every value seen, and the decimal sign only if the other is ruled out; the rest comes as questions.
 */
export function suggestMapping(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  kind: string,
): Suggestion {
  const { fields } = importKind(kind)
  const bound = bindColumns(headers, fields)
  const questions: MappingQuestion[] = []
  const columns: Mapping['columns'] = {}
  for (const [field, column] of bound) {
    const cells = cellsOf(headers, rows, column)
    columns[field.name] = TIME_TYPES.has(field.type) ? dateSource(field, column, cells, questions) : column
  }
  const decimal = decimalSign(bound, headers, rows, questions)
  const numbers = [...bound].filter(([{ type }]) => NUMBER_TYPES.has(type)).map(([, column]) => column)
  const grouping = decimal && numbers.some((column) => isGrouped(cellsOf(headers, rows, column), decimal))
  return {
    mapping: { kind, columns, ...(decimal && { decimal }), ...(grouping && { grouping: OTHER_SIGN[decimal] }) },
    questions,
  }
}

/** How each column could be read, for the columns that nobody's names tell and a person binds by hand. */
export function readColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): Record<string, ColumnReading> {
  return Object.fromEntries(
    headers.map((column) => {
      const cells = cellsOf(headers, rows, column)
      const dated = cells.filter((cell) => /\d/.test(cell))
      const { signs, isUnsure } = signsOf(cells)
      const [decimal] = signs.size === 1 ? signs : []
      return [
        column,
        {
          dateFormats: dated.length > 0 ? formatsOf(dated) : null,
          decimals: decimal ? [decimal] : isUnsure || signs.size > 1 ? ['.', ','] : [],
          isGrouped: decimal !== undefined && isGrouped(cells, decimal),
        },
      ]
    }),
  )
}

const cellsOf = (headers: readonly string[], rows: readonly (readonly string[])[], column: string) =>
  rows.map((row) => (row[headers.indexOf(column)] ?? '').trim()).filter((cell) => cell !== '')

/** The field whose own name or closest synonym is the header; each column serves one field. */
function bindColumns(headers: readonly string[], fields: readonly ImportField[]): Map<ImportField, string> {
  const bound = new Map<ImportField, string>()
  const taken = new Set<string>()
  const bind = (names: (field: ImportField) => readonly string[]) => {
    for (const field of fields) {
      if (bound.has(field)) continue
      const wanted = new Set(names(field))
      const [column, ...others] = headers.filter((header) => !taken.has(header) && wanted.has(plainWords(header)))
      if (column === undefined || others.length > 0) continue
      bound.set(field, column)
      taken.add(column)
    }
  }
  bind(({ name }) => [plainWords(name)])
  bind(({ name }) => (HEADER_WORDS[name] ?? []).map(plainWords))
  return bound
}

function dateSource(
  field: ImportField,
  column: string,
  cells: readonly string[],
  questions: MappingQuestion[],
): Mapping['columns'][string] {
  const dated = cells.filter((cell) => /\d/.test(cell))
  const candidates = formatsOf(dated)
  if (dated.length === 0) return column
  if (candidates.length !== 1) questions.push({ field: field.name, column, about: 'date_format', candidates })
  const [only] = candidates
  if (candidates.length !== 1 || only === 'iso' || only === undefined) return column
  if (isTwoDigitYear(only))
    questions.push({ field: field.name, column, about: 'two_digit_year', candidates: ['1930', '1970', '2000'] })
  return { column, dateFormat: only }
}

/** A column may hold a few bad cells, such as a day that no calendar has: their rows are refused, the format still shows. */
const MOST = 0.8

function formatsOf(dated: readonly string[]): string[] {
  const fittingAtLeast = (share: number) =>
    DATE_FORMATS.filter((format) => dated.filter((cell) => fits(format, cell)).length >= share * dated.length)
  const fitting = fittingAtLeast(1)
  if (fitting.length > 0) return fitting
  const nearly = fittingAtLeast(MOST)
  if (nearly.length > 0) return nearly
  return dated.every((cell) => YEAR_FIRST.test(cell)) && dated.some((cell) => fits('iso', cell)) ? ['iso'] : []
}

/** With the year first there is no doubt about the order: a day that no calendar has is a bad row, not another format. */
const YEAR_FIRST = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/

const isTwoDigitYear = (format: string): boolean => /(^|[^y])yy([^y]|$)/.test(format)

const readers = new Map(
  DATE_FORMATS.map((format) => [
    format as string,
    timeReader({ format, zone: 'UTC', twoDigitYearFrom: 1970, wants: 'day_or_time' }),
  ]),
)
const fits = (format: string, cell: string): boolean => typeof readers.get(format)!(cell) === 'string'

const PLAIN = { decimalsMax: 12, digitsMax: 20, sign: 'any' } as const
const readPoint = decimalReader({ decimal: '.', ...PLAIN })
const readComma = decimalReader({ decimal: ',', ...PLAIN })

/** A group of three digits after the sign could be thousands: `1.234` alone never decides. */
const MAY_BE_THOUSANDS = /^-?\d{1,3}[.,]\d{3}$/

function decimalSign(
  bound: ReadonlyMap<ImportField, string>,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  questions: MappingQuestion[],
): '.' | ',' | undefined {
  const columns = [...bound].filter(([{ type }]) => NUMBER_TYPES.has(type))
  const signs = new Set<'.' | ','>()
  let unsure: readonly [ImportField, string] | undefined
  for (const entry of columns) {
    const found = signsOf(cellsOf(headers, rows, entry[1]))
    for (const sign of found.signs) signs.add(sign)
    if (found.isUnsure) unsure ??= entry
  }
  const isOpen = signs.size > 1 || (signs.size === 0 && unsure !== undefined)
  const [field, column] = unsure ?? columns[0] ?? []
  if (isOpen && field && column) questions.push({ field: field.name, column, about: 'decimal', candidates: ['.', ','] })
  return signs.size === 1 ? [...signs][0] : undefined
}

const OTHER_SIGN = { '.': ',', ',': '.' } as const
/** Thousands set apart by the one sign and decimals by the other, as in `1.234,50`: there is one way to read it. */
const GROUPED = { ',': /^-?\d{1,3}(?:\.\d{3})+,\d+$/, '.': /^-?\d{1,3}(?:,\d{3})+\.\d+$/ } as const
const isGrouped = (cells: readonly string[], decimal: '.' | ',') => cells.some((cell) => GROUPED[decimal].test(cell))

/** The decimal signs that the cells of a column show; unsure is a cell that could also be thousands. */
function signsOf(cells: readonly string[]): { signs: ReadonlySet<'.' | ','>; isUnsure: boolean } {
  const signs = new Set<'.' | ','>()
  let isUnsure = false
  for (const cell of cells) {
    if (GROUPED[','].test(cell)) signs.add(',')
    else if (GROUPED['.'].test(cell)) signs.add('.')
    if (!/^-?\d*[.,]\d+$/.test(cell)) continue
    if (MAY_BE_THOUSANDS.test(cell)) isUnsure = true
    else if (typeof readPoint(cell) === 'string') signs.add('.')
    else if (typeof readComma(cell) === 'string') signs.add(',')
  }
  return { signs, isUnsure }
}
