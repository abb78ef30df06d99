/**
 * Turns raw rows into typed rows: one compiled step a field, no exception and no allocation for what is in order.
 * All problems of a row are gathered, so that a person corrects it once.
 */
import { Mapping, type MappingInput } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RawRow } from './csv-reader.ts'
import type { MappedRow } from './mapped-row.ts'
import { planFields } from './mapping-plan.ts'
import { type RowPlan, readRow, windowsOf } from './row-reading.ts'
import { FLAGS, fieldColumns, ROW_NUMBER, type StageColumn } from './stage.ts'

export type { MappedRow } from './mapped-row.ts'

export interface RowMapper {
  readonly mapping: Mapping
  /** `row_number`, the columns of the mapped fields, `flags`; `values` follow the columns between the two. */
  readonly columns: readonly StageColumn[]
  map(row: RawRow): MappedRow
  /** Position of a stage column in `values`; -1 when the mapping does not fill it. */
  position(column: string): number
}

/**
 * Checks a mapping against the kind and the headers of a file and compiles it.
 * Refuses (`invalid_input` with a `reason`) a mapping with unknown fields, columns the file lacks or has twice,
 * a required field without source, a bad constant, an unknown zone or date format.
 */
export function compileMapping(input: MappingInput, headers: readonly string[], mayBeShort = false): RowMapper {
  const parsed = Mapping.safeParse(input)
  if (!parsed.success)
    throw new Refusal('invalid_input', { reason: 'bad_mapping', path: parsed.error.issues[0]?.path.join('.') })
  const mapping = parsed.data
  const plans = planFields(mapping, headers)
  const columns = [ROW_NUMBER, ...plans.flatMap(({ field }) => fieldColumns(field)), FLAGS]
  const positions = new Map(columns.slice(1, -1).map(({ name }, at) => [name, at]))
  const position = (column: string) => positions.get(column) ?? -1
  const plan: RowPlan = {
    fields: plans,
    valueCount: columns.length - 2,
    width: headers.length,
    mayBeShort,
    currency: position('currency'),
    windows: windowsOf(plans, position),
  }
  return { mapping, columns, position, map: (row) => readRow(plan, row) }
}
