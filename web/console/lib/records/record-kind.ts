/** What a screen must know of a kind of record to list it, search it and let it be edited. Labels come from the catalogue by name. */
import type { Query } from '../../../ui/http.ts'
import type { IconName } from '../../../ui/icons.tsx'

export type Entry = Record<string, unknown> & { version?: number }

export type Field = {
  /** A dotted path into the record; its last part names the label: `field:<name>`. */
  name: string
  /** Another label than the name's: `field:<label>`. */
  label?: string
  type:
    | 'code'
    | 'text'
    | 'longtext'
    | 'number'
    | 'integer'
    | 'minor'
    | 'day'
    | 'switch'
    | 'choice'
    | 'choices'
    | 'lookup'
    | 'colleague'
    /** Values in an order that counts: of a list, or our own people. */
    | 'ranked'
    | 'colleagues'
    | 'rows'
  isRequired?: boolean
  /** Asked only where another field of the record or row has one of these values; elsewhere it is empty. */
  onlyWhen?: { name: string; is: string | readonly string[] }
  /** For a choice: the values, and the list in the catalogue that names them. */
  values?: readonly string[]
  /** Or the values by what another field says. */
  valuesBy?: { name: string; lists: Readonly<Record<string, readonly string[]>> }
  valueList?: string
  /** What the catalogue cannot name: values that the company made itself. */
  names?: Readonly<Record<string, string>>
  /** For a lookup: the list it chooses from. */
  from?: { path: string; key: string; filter?: Query }
  /** For a colleague: the list of those who come into question; absent: everybody. */
  among?: string
  /** Only those that agree with the record in this field. */
  alike?: string
  /** For rows: the fields of one row, and what a new row starts as. */
  fields?: readonly Field[]
  newRow?: Record<string, unknown>
  /** The field that numbers the rows: nobody is asked for it. */
  numberedBy?: string
  /** What is kept of these rows is history: none is removed, and the fields that name a row stay as they are. */
  keptBy?: readonly string[]
  /** For an amount in minor units: the field that names its currency, and what that says now. */
  currencyOf?: string
  currency?: string | undefined
  hasHint?: boolean
  /** Another hint than the name's: `field:hint.<hint>`. */
  hint?: string
}

export type RecordKind = {
  /** Names its texts in the catalogue: `records:<id>.…`. */
  id: string
  path: string
  key: string
  icon: IconName
  fields: readonly Field[]
  /** What a new record starts as. */
  start?: Entry
  /** What the next version of a record starts as; absent where a record is changed and never followed by another. */
  next?: (entry: Entry) => Entry
  writeRight: string
  /** Says what holds while there are none: `records:<emptyAdvice>`; without it, how to bring some in. */
  emptyAdvice?: string
}

export const entryId = (kind: Pick<RecordKind, 'key'>, entry: Entry): string => String(entry[kind.key])

/** The value at a dotted path. */
export function valueAt(entry: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | null | undefined)?.[part], entry)
}

/** The record with the value at a dotted path replaced; nothing else is shared with the caller's hands. */
export function withValue(entry: Entry, path: string, value: unknown): Entry {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...entry, [first]: value }
  const inner = (entry[first] ?? {}) as Entry
  return { ...entry, [first]: withValue(inner, rest.join('.'), value) }
}

/** Whether a field is asked in a record or row that says this much. */
export function isAsked({ onlyWhen, valuesBy }: Field, entry: Entry): boolean {
  if (valuesBy && !valuesBy.lists[String(valueAt(entry, valuesBy.name))]?.length) return false
  return onlyWhen === undefined || [onlyWhen.is].flat().includes(String(valueAt(entry, onlyWhen.name)))
}

/** The field with the values that can be chosen now. */
export function offered(field: Field, entry: Entry): Field {
  if (field.currencyOf) return { ...field, currency: String(valueAt(entry, field.currencyOf) ?? '') }
  if (field.alike && field.from) {
    const value = valueAt(entry, field.alike)
    return { ...field, from: { ...field.from, filter: { [field.alike]: value == null ? undefined : String(value) } } }
  }
  if (!field.valuesBy) return field
  return { ...field, values: field.valuesBy.lists[String(valueAt(entry, field.valuesBy.name))] ?? [] }
}

/** The record after one field was changed: what is no longer asked or offered is emptied, since nobody could see it any more. */
export function changed(fields: readonly Field[], entry: Entry, name: string, value: unknown): Entry {
  let next = withValue(entry, name, value)
  for (const field of fields) {
    const held = valueAt(next, field.name)
    const isOffered = (one: unknown) => offered(field, next).values?.includes(String(one)) ?? false
    const isLost = !isAsked(field, next) || (field.valuesBy && ![held].flat().every(isOffered))
    if (isLost && held != null) next = withValue(next, field.name, null)
  }
  return next
}

/** What is sent: texts trimmed, emptied fields as null, the key and version as they are. */
export function toSend(kind: RecordKind, entry: Entry): Entry {
  return kind.fields.reduce((sent, field) => {
    const value = valueAt(sent, field.name)
    if (field.type === 'rows' && Array.isArray(value)) return withValue(sent, field.name, value.map(withoutEmptied))
    if (typeof value !== 'string' && value !== undefined) return sent
    const trimmed = value?.trim()
    return withValue(sent, field.name, trimmed || null)
  }, entry)
}

const withoutEmptied = (row: Entry): Entry =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === '' ? null : value]))
