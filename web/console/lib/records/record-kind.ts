/** What a screen must know of a kind of record to list it, search it and let it be edited. Labels come from the catalogue by name. */
import type { IconName } from '../../../ui/icons.tsx'

export type Entry = Record<string, unknown> & { version?: number }

export type Field = {
  /** A dotted path into the record; its last part names the label: `field:<name>`. */
  name: string
  /** Another label than the name's: `field:<label>`. */
  label?: string
  type: 'code' | 'text' | 'number' | 'integer' | 'day' | 'switch' | 'choice' | 'choices' | 'lookup' | 'rows'
  isRequired?: boolean
  /** In a row: asked only where another field of it has this value; elsewhere it is empty. */
  onlyWhen?: { name: string; is: string }
  /** For a choice: the values, and the list in the catalogue that names them. */
  values?: readonly string[]
  valueList?: string
  /** For a lookup: the list it chooses from. */
  from?: { path: string; key: string }
  /** For rows: the fields of one row, and what a new row starts as. */
  fields?: readonly Field[]
  newRow?: Record<string, unknown>
  hasHint?: boolean
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

/** What is sent: texts trimmed, emptied fields as null, the key and version as they are. */
export function toSend(kind: RecordKind, entry: Entry): Entry {
  return kind.fields.reduce((sent, field) => {
    const value = valueAt(sent, field.name)
    if (typeof value !== 'string' && value !== undefined) return sent
    const trimmed = value?.trim()
    return withValue(sent, field.name, trimmed || null)
  }, entry)
}
