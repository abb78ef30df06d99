/** Reads cells of workbooks and JSON, which say of what type they are: no declared format is needed, none is guessed. */
import type { FieldType } from '../../../contract/imports.ts'
import type { TypedCell } from './csv-reader.ts'
import type { FieldPlan } from './mapping-plan.ts'
import { type Problem, problem } from './problem.ts'

/** A workbook keeps 15 digits of a number; a longer code typed as a number has lost its end. */
const DIGITS_KEPT = 15

const ACCEPTS: Record<'number' | 'date' | 'boolean', ReadonlySet<FieldType>> = {
  number: new Set(['quantity', 'price', 'money', 'number', 'integer', 'code', 'text', 'enum', 'boolean', 'phone']),
  date: new Set(['date', 'time', 'day_or_time', 'text']),
  boolean: new Set(['boolean', 'text', 'enum']),
}

export function readTyped(plan: FieldPlan, { type, text }: TypedCell): string | Problem {
  if (type === 'error') return problem('error_cell')
  if (type === 'nested') return problem('nested_value')
  const fieldType = plan.field.type
  if (!ACCEPTS[type === 'instant' ? 'date' : type].has(fieldType)) return problem('wrong_cell_type')
  if (type === 'number' && fieldType === 'code' && text.length > DIGITS_KEPT) return problem('damaged_code')
  return plan.readPlain(text)
}
