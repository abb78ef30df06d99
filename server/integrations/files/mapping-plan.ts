/** Binds the fields of an import kind to the columns of one file, and refuses a mapping that cannot work. */
import type { ImportField, Mapping } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { digestCode } from './digest.ts'
import { fieldReader, type Notation, plainNotation } from './field-reader.ts'
import { unguard } from './formula-guard.ts'
import { remembering } from './listed-cells.ts'
import { type CellReader, Problem, problem } from './problem.ts'
import { importKind } from './stage.ts'
import { textReader } from './text-cells.ts'

/** One field of the kind and where its value comes from. */
export interface FieldPlan {
  readonly field: ImportField
  /** Position of the column in the file; -1 for a constant. */
  readonly index: number
  /** The file's name of it; empty for a constant. */
  readonly column: string
  readonly read: CellReader
  /** For cells whose type the file states: written plainly whatever the mapping declares. */
  readonly readPlain: CellReader
  /** What an empty cell means: a constant or the declared default. Null: nothing. */
  readonly whenEmpty: string | null
  readonly isFlagged: boolean
  readonly phrases?: ReadonlySet<string>
}

type Source = Exclude<Mapping['columns'][string], string>

export function planFields(mapping: Mapping, headers: readonly string[]): FieldPlan[] {
  const { fields } = importKind(mapping.kind)
  refuseUnknownFields(mapping, fields)
  const plans = fields.flatMap((field) => {
    const constant = mapping.constants[field.name]
    if (constant !== undefined) return [constantPlan(field, constant, mapping)]
    const source = mapping.columns[field.name]
    if (source === undefined) return []
    return [columnPlan(field, typeof source === 'string' ? { column: source } : source, mapping, headers)]
  })
  // The amount of money needs the row's currency, so the currency is read first.
  return [
    ...plans.filter(({ field }) => field.type !== 'money'),
    ...plans.filter(({ field }) => field.type === 'money'),
  ]
}

function refuseUnknownFields(mapping: Mapping, fields: readonly ImportField[]): void {
  const known = new Set(fields.map(({ name }) => name))
  const named = [...Object.keys(mapping.columns), ...Object.keys(mapping.constants)]
  refuseIfAny(
    'unknown_field',
    named.filter((name) => !known.has(name)),
  )
  refuseIfAny(
    'field_mapped_twice',
    Object.keys(mapping.columns).filter((name) => name in mapping.constants),
  )
  refuseIfAny(
    'required_field_not_mapped',
    fields.filter(({ name, required }) => required && !named.includes(name)).map(({ name }) => name),
  )
}

function refuseIfAny(reason: string, fields: string[]): void {
  if (fields.length > 0) throw new Refusal('invalid_input', { reason, fields })
}

function constantPlan(field: ImportField, value: string, mapping: Mapping): FieldPlan {
  const constant = readConstant(field, value, mapping)
  const read = () => constant
  return { field, index: -1, column: '', read, readPlain: read, whenEmpty: constant, isFlagged: false }
}

function readConstant(field: ImportField, value: string, mapping: Mapping): string {
  const constant = fieldReader(field, plainNotation(mapping))(value.trim())
  if (constant instanceof Problem)
    throw new Refusal('invalid_input', { reason: 'bad_constant', fields: [field.name], code: constant.code })
  return constant
}

function columnPlan(field: ImportField, source: Source, mapping: Mapping, headers: readonly string[]): FieldPlan {
  const notation: Notation = {
    dateFormat: source.dateFormat ?? mapping.dateFormat,
    twoDigitYearFrom: mapping.twoDigitYearFrom,
    decimal: source.decimal ?? mapping.decimal,
    grouping: mapping.grouping === (source.decimal ?? mapping.decimal) ? undefined : mapping.grouping,
    zone: source.zone ?? mapping.zone,
    isDayOnly: source.dayOnly ?? false,
  }
  const plain = { ...plainNotation(mapping), zone: notation.zone, isDayOnly: notation.isDayOnly }
  return {
    field,
    index: columnIndex(source.column, headers),
    column: source.column,
    read: sourceReader(source, fieldReader(field, notation)),
    readPlain: sourceReader(source, fieldReader(field, plain)),
    whenEmpty: source.default === undefined ? null : readConstant(field, source.default, mapping),
    isFlagged: source.onUnknown === 'flag',
    phrases: source.phrases && new Set(source.phrases),
  }
}

function columnIndex(column: string, headers: readonly string[]): number {
  const index = headers.indexOf(column)
  if (index === -1)
    throw new Refusal('invalid_input', { reason: 'column_not_in_file', column, headers: headers.slice(0, 200) })
  if (headers.indexOf(column, index + 1) !== -1)
    throw new Refusal('invalid_input', { reason: 'column_twice_in_file', column })
  return index
}

function sourceReader(source: Source, read: CellReader): CellReader {
  const { values } = source
  if (values) {
    const own = new Map(Object.entries(values))
    return remembering((cell) => {
      const value = own.get(unguard(cell))
      if (value === undefined) return problem('unknown_value')
      return value === '' ? '' : read(value)
    })
  }
  if (!source.digest) return read
  const readText = textReader(false)
  return remembering((cell) => {
    const text = readText(cell)
    return text instanceof Problem ? text : digestCode(text)
  })
}
