/** What a mapping says about the file itself. */
import type { MappingInput } from '../../../contract/imports.ts'
import type { TableOptions } from './table.ts'

/** The mapped columns are named so that JSON whose first objects lack one of them still has it. */
export function tableOptions({ format, delimiter, encoding, sheet, columns = {} }: MappingInput): TableOptions {
  const names = Object.values(columns).map((source) => (typeof source === 'string' ? source : source.column))
  return { format, delimiter, encoding, sheet, columns: names }
}
