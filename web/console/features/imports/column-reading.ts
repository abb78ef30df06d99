/** Binding a column by hand proposes how it is read, as binding by its name does; what fits in two ways is asked. */
import type { MappingQuestion } from '../../../../contract/import-runs.ts'
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'
import { type Source, withSource } from './mapping-draft.ts'
import type { Uploaded } from './use-imports.ts'

const TIME_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'day_or_time'])
const NUMBER_TYPES: ReadonlySet<string> = new Set(['quantity', 'price', 'money', 'number'])

interface Bound {
  readonly mapping: MappingInput
  readonly questions: readonly MappingQuestion[]
}

/** The mapping with a field bound anew, and what that leaves open. */
export function bindField(
  mapping: MappingInput,
  bound: { field: ImportField; source: Source },
  readings: Uploaded['readings'],
): Bound {
  const { field, source } = bound
  const reading = source.from === 'column' ? readings[source.column] : undefined
  const isUntouched = source.from === 'column' && Object.keys(source.settings).length === 1
  if (source.from !== 'column' || !reading || !isUntouched)
    return { mapping: withSource(mapping, field.name, source), questions: [] }
  const asks = (about: MappingQuestion['about'], candidates: string[]): MappingQuestion[] => [
    { field: field.name, column: source.column, about, candidates },
  ]
  if (TIME_TYPES.has(field.type) && reading.dateFormats) {
    const [format, ...others] = reading.dateFormats
    if (!format || others.length > 0)
      return {
        mapping: withSource(mapping, field.name, source),
        questions: asks('date_format', reading.dateFormats),
      }
    const settings = format === 'iso' ? source.settings : { ...source.settings, dateFormat: format }
    return { mapping: withSource(mapping, field.name, { ...source, settings }), questions: [] }
  }
  const plain = withSource(mapping, field.name, source)
  if (!NUMBER_TYPES.has(field.type) || reading.decimals.length === 0) return { mapping: plain, questions: [] }
  if (reading.decimals.length > 1)
    return { mapping: plain, questions: mapping.decimal ? [] : asks('decimal', ['.', ',']) }
  const decimal = mapping.decimal ?? reading.decimals[0]!
  const isGrouped = reading.isGrouped && decimal === reading.decimals[0] && mapping.grouping === undefined
  return { mapping: { ...plain, decimal, ...(isGrouped && { grouping: OTHER_SIGN[decimal] }) }, questions: [] }
}

const OTHER_SIGN = { '.': ',', ',': '.' } as const
