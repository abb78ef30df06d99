/** The mapping while a person edits it: where each field's value comes from, and what of it is still missing. */
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'

export type ColumnSource = NonNullable<MappingInput['columns']>[string]
export type SourceSettings = Exclude<ColumnSource, string>
export type Source =
  | { from: 'nothing' }
  | { from: 'column'; column: string; settings: SourceSettings }
  | { from: 'constant'; value: string }

export function sourceOf(mapping: MappingInput, field: string): Source {
  const constant = mapping.constants?.[field]
  if (constant !== undefined) return { from: 'constant', value: constant }
  const source = mapping.columns?.[field]
  if (source === undefined) return { from: 'nothing' }
  const settings = typeof source === 'string' ? { column: source } : source
  return { from: 'column', column: settings.column, settings }
}

/** The mapping with one field's source replaced. A column without settings of its own is kept in the short form. */
export function withSource(mapping: MappingInput, field: string, source: Source): MappingInput {
  const { [field]: _column, ...columns } = mapping.columns ?? {}
  const { [field]: _constant, ...constants } = mapping.constants ?? {}
  if (source.from === 'constant') return { ...mapping, columns, constants: { ...constants, [field]: source.value } }
  if (source.from === 'nothing') return { ...mapping, columns, constants }
  const settings = { ...withoutEmpty(source.settings), column: source.column }
  const short = Object.keys(settings).length === 1 ? source.column : settings
  return { ...mapping, columns: { ...columns, [field]: short }, constants }
}

const withoutEmpty = (settings: SourceSettings): SourceSettings =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([, value]) => value !== undefined && value !== '' && !(isRecord(value) && Object.keys(value).length === 0),
    ),
  ) as SourceSettings

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Required fields that nothing fills yet: the import cannot start without them. */
export function missingFields(mapping: MappingInput, fields: readonly ImportField[]): string[] {
  return fields
    .filter((field) => {
      const source = sourceOf(mapping, field.name)
      return field.required && (source.from === 'nothing' || (source.from === 'constant' && !source.value.trim()))
    })
    .map((field) => field.name)
}

/** Columns of the file that no field takes: shown, so that nothing is dropped unseen. */
export function unusedColumns(mapping: MappingInput, headers: readonly string[]): string[] {
  const used = new Set(
    Object.values(mapping.columns ?? {}).map((source) => (typeof source === 'string' ? source : source.column)),
  )
  return headers.filter((header) => !used.has(header))
}

/** Different values a column shows in the sample, for the table that translates them. */
export function sampleValues(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  column: string,
): string[] {
  const at = headers.indexOf(column)
  return [...new Set(sample.map((row) => row[at] ?? '').filter((value) => value !== ''))]
}

const TIME_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'day_or_time'])

/** Dated columns that are read in a format of their own; `isEvery` where the file's format is used by none. */
export function ownFormats(
  mapping: MappingInput,
  fields: readonly ImportField[],
): { formats: { column: string; format: string }[]; isEvery: boolean } {
  const sources = fields
    .filter(({ type }) => TIME_TYPES.has(type))
    .map(({ name }) => sourceOf(mapping, name))
    .filter((source) => source.from === 'column')
  const formats = sources.flatMap(({ column, settings: { dateFormat } }) =>
    dateFormat === undefined ? [] : [{ column, format: dateFormat }],
  )
  return { formats, isEvery: formats.length > 0 && formats.length === sources.length }
}
