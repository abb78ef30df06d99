/** The columns of the temporary table an import kind is staged in. */
import { type FieldType, IMPORT_KINDS, type ImportField, type ImportKind } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'

export interface StageColumn {
  readonly name: string
  /** PostgreSQL type. */
  readonly type: string
  /** The import field it comes from; empty for `row_number` and `flags`. */
  readonly field: string
}

const SQL_TYPE: Record<Exclude<FieldType, 'time' | 'day_or_time' | 'money'>, string> = {
  code: 'text',
  text: 'text',
  quantity: 'numeric(15,3)',
  price: 'numeric(18,6)',
  number: 'numeric',
  integer: 'integer',
  date: 'date',
  enum: 'text',
  unit: 'text',
  currency: 'char(3)',
  country: 'char(2)',
  language: 'text',
  zone: 'text',
  boolean: 'boolean',
  email: 'text',
  phone: 'text',
  openings: 'text',
  clock: 'text',
}

export const ROW_NUMBER: StageColumn = { name: 'row_number', type: 'integer', field: '' }
/** JSON list of {field, code, value}; null when the row has none. */
export const FLAGS: StageColumn = { name: 'flags', type: 'jsonb', field: '' }

export function importKind(name: string): ImportKind {
  const kind = IMPORT_KINDS.find((one) => one.kind === name)
  if (!kind) throw new Refusal('invalid_input', { reason: 'unknown_kind', kind: name })
  return kind
}

/**
 * Columns of one field. Money is staged in minor units (`…_minor`). A `day_or_time` gives two columns, the local day
 * and the instant, null where only the day is known: `delivered_at` gives `delivered_on` and `delivered_at`,
 * `requested_to` gives `requested_to_date` and `requested_to_at`.
 */
export function fieldColumns({ name, type }: ImportField): StageColumn[] {
  if (type === 'money') return [{ name: `${name}_minor`, type: 'bigint', field: name }]
  if (type === 'time') return [{ name, type: 'timestamptz', field: name }]
  if (type !== 'day_or_time') return [{ name, type: SQL_TYPE[type], field: name }]
  const stem = name.endsWith('_at') ? name.slice(0, -3) : undefined
  return [
    { name: stem === undefined ? `${name}_date` : `${stem}_on`, type: 'date', field: name },
    { name: stem === undefined ? `${name}_at` : name, type: 'timestamptz', field: name },
  ]
}

/** All columns a kind can have, in the order of its fields; a mapping fills some of them. */
export function stageColumns(kind: string): StageColumn[] {
  return [ROW_NUMBER, ...importKind(kind).fields.flatMap(fieldColumns), FLAGS]
}

/** The column list of `CREATE TEMPORARY TABLE stage_<kind> (…) ON COMMIT DROP`. */
export const stageDefinition = (kind: string): string =>
  stageColumns(kind)
    .map(({ name, type }) => `${name} ${type}`)
    .join(', ')
