/** Encodes mapped rows in the text format of PostgreSQL's COPY. */
import type { Flag } from '../../../contract/imports.ts'
import type { MappedRow } from './mapped-row.ts'
import type { RowMapper } from './row-mapper.ts'

const SPECIAL = /[\\\t\n\r]/
const SPECIALS = /[\\\t\n\r]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(SPECIALS, (character) => ESCAPES[character]!) : text

/** Only free text can hold a character that COPY gives a meaning; every other type was read into digits or known words. */
const FREE = new Set(['text', 'jsonb'])

export type CopyEncoder = (row: MappedRow) => string

/** `COPY stage_<kind> (<columns of the mapper>) FROM STDIN`: gives one line a row. */
export function copyEncoder(mapper: RowMapper): CopyEncoder {
  const isFree = mapper.columns.slice(1, -1).map(({ type }) => FREE.has(type))
  return ({ rowNumber, values, flags }) => {
    let line = String(rowNumber)
    for (let at = 0; at < isFree.length; at++) {
      const value = values[at]
      if (value === null || value === undefined) line += '\t\\N'
      else line += `\t${isFree[at] ? escaped(value) : value}`
    }
    return `${line}\t${flags.length === 0 ? '\\N' : escaped(flagsText(flags))}\n`
  }
}

const flagsText = (flags: readonly Flag[]): string =>
  JSON.stringify(flags.map(({ field, code, value }) => ({ field, code, value: storable(value) })))

/** PostgreSQL's jsonb holds neither NUL nor half a surrogate pair; a flag only shows what stood there. */
const storable = (value: string): string => value.replace(/\0|\p{Cs}/gu, '\uFFFD')
