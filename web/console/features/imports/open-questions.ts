/**
 * What the first rows of a file leave open, asked once for all columns it concerns. Nothing is chosen for the reader: until
 * each question is answered in the mapping, the import cannot start.
 */
import type { MappingQuestion } from '../../../../contract/import-runs.ts'
import type { MappingInput } from '../../../../contract/imports.ts'
import { sourceOf, withSource } from './mapping-draft.ts'

export type OpenQuestion = {
  about: MappingQuestion['about']
  columns: readonly { field: string; column: string }[]
  candidates: readonly string[]
}

const YEARS = ['1930', '1970', '2000']
const hasShortYear = (format: string | undefined): boolean => /(^|[^y])yy([^y]|$)/.test(format ?? '')

/** The questions that still stand: a column that no longer feeds its field asks nothing. */
export function questionsOf(asked: readonly MappingQuestion[], mapping: MappingInput): OpenQuestion[] {
  const standing = asked.filter((question) => columnOf(mapping, question.field) === question.column)
  const groups = new Map<string, { about: OpenQuestion['about']; columns: MappingQuestion[]; candidates: string[] }>()
  for (const question of [...standing.filter((one) => one.about !== 'two_digit_year'), ...yearQuestion(mapping)]) {
    const { about, candidates } = question
    const key = about === 'date_format' ? `${about} ${candidates.join(' ')}` : about
    const group = groups.get(key) ?? { about, columns: [], candidates }
    groups.set(key, { ...group, columns: [...group.columns, question] })
  }
  return [...groups.values()]
}

/** Asked as soon as any column is read with years of two digits, whoever chose that format. */
function yearQuestion(mapping: MappingInput): MappingQuestion[] {
  return Object.keys(mapping.columns ?? {})
    .filter((field) => hasShortYear(formatOf(mapping, field)))
    .map((field) => ({
      field,
      column: columnOf(mapping, field) ?? '',
      about: 'two_digit_year' as const,
      candidates: YEARS,
    }))
}

/** The answer given so far; nothing while it is open. */
export function answerOf({ about, columns }: OpenQuestion, mapping: MappingInput): string | undefined {
  if (about === 'decimal') return mapping.decimal
  if (about === 'two_digit_year')
    return mapping.twoDigitYearFrom === undefined ? undefined : `${mapping.twoDigitYearFrom}`
  const formats = new Set(columns.map(({ field }) => formatOf(mapping, field)))
  return formats.size === 1 ? [...formats][0] : undefined
}

export function withAnswer({ about, columns }: OpenQuestion, answer: string, mapping: MappingInput): MappingInput {
  if (about === 'decimal')
    return answer === ','
      ? { ...mapping, decimal: ',', grouping: '.' }
      : { ...mapping, decimal: '.', grouping: undefined }
  if (about === 'two_digit_year') return { ...mapping, twoDigitYearFrom: Number(answer) }
  return columns.reduce((changed, { field }) => {
    const source = sourceOf(changed, field)
    if (source.from !== 'column') return changed
    return withSource(changed, field, { ...source, settings: { ...source.settings, dateFormat: answer } })
  }, mapping)
}

export const isAnswered = (question: OpenQuestion, mapping: MappingInput): boolean =>
  Boolean(answerOf(question, mapping))

const columnOf = (mapping: MappingInput, field: string): string | undefined => {
  const source = sourceOf(mapping, field)
  return source.from === 'column' ? source.column : undefined
}

const formatOf = (mapping: MappingInput, field: string): string | undefined => {
  const source = sourceOf(mapping, field)
  return source.from === 'column' ? source.settings.dateFormat : undefined
}
