/** Reads one raw row by a compiled plan. This is the hot path: no exception, and nothing allocated but the values. */
import type { Flag, Reject, RejectCode } from '../../../contract/imports.ts'
import { cellText, type RawCell, type RawRow } from './csv-reader.ts'
import { currencyExponent } from './currencies.ts'
import { unguard } from './formula-guard.ts'
import type { MappedRow } from './mapped-row.ts'
import type { FieldPlan } from './mapping-plan.ts'
import { toMinor } from './number-cells.ts'
import { Problem, problem } from './problem.ts'
import { readTyped } from './typed-cells.ts'

export interface RowPlan {
  readonly fields: readonly FieldPlan[]
  /** Values of a row: one a field, two for a `day_or_time`. */
  readonly valueCount: number
  /** Columns of the header. */
  readonly width: number
  readonly mayBeShort: boolean
  /** Where the row's currency stands among the values; -1: nowhere. */
  readonly currency: number
  readonly windows: readonly Window[]
}

/** Positions of a window's two ends among the values, and the field to blame when they are the wrong way round. */
interface Window {
  readonly fromDay: number
  readonly fromTime: number
  readonly toDay: number
  readonly toTime: number
  readonly field: FieldPlan
}

type Values = (string | null)[]

const VALUE_SHOWN = 200
const BIGINT_DIGITS = 18
const NOTHING: never[] = []

export function readRow(plan: RowPlan, row: RawRow): MappedRow {
  const { rowNumber, cells } = row
  const broken = row.problem ?? (isRagged(cells, plan) ? 'ragged_row' : undefined)
  if (broken) return { rowNumber, values: NOTHING, flags: NOTHING, rejects: [wholeRow(row, broken)] }
  const values: Values = new Array(plan.valueCount)
  let at = 0
  let rejects: Reject[] = NOTHING
  let flags: Flag[] = NOTHING
  for (const field of plan.fields) {
    const raw = cells[field.index]
    let found = readCell(field, raw)
    if (field.field.type === 'money' && typeof found === 'string') found = inMinor(found, values[plan.currency])
    if (found === null && field.field.required) found = problem('missing_value')
    if (found instanceof Problem) {
      const report = reportOf(field, raw, found.code, rowNumber)
      if (isKept(field, found)) flags = flags === NOTHING ? [report] : [...flags, report]
      else rejects = rejects === NOTHING ? [report] : [...rejects, report]
      found = null
    }
    at = put(values, at, field, found)
  }
  for (const window of plan.windows)
    if (isReversed(values, window))
      rejects = [...rejects, reportOf(window.field, cells[window.field.index], 'window_reversed', rowNumber)]
  return { rowNumber, values, flags, rejects }
}

function readCell(plan: FieldPlan, raw: RawCell | undefined): string | null | Problem {
  if (raw === undefined) return plan.whenEmpty
  if (typeof raw !== 'string') return readTyped(plan, raw)
  const cell = trimmed(raw)
  if (cell === '') return plan.whenEmpty
  if (plan.phrases?.has(unguard(cell))) return problem('phrase')
  // A value table may say that a value means nothing is known.
  return plan.read(cell) || null
}

/** Blanks at either end are dropped: they cannot be seen, and no key or value of ours has them. */
function trimmed(raw: string): string {
  const first = raw.charCodeAt(0)
  const last = raw.charCodeAt(raw.length - 1)
  return first > 32 && first < 127 && last > 32 && last < 127 ? raw : raw.trim()
}

/** Answers the position of the next field's value. */
function put(values: Values, at: number, { field }: FieldPlan, text: string | null): number {
  if (field.type !== 'day_or_time') {
    values[at] = text
    return at + 1
  }
  const hasTime = text !== null && text.length > 10
  values[at] = hasTime ? text.slice(0, 10) : text
  values[at + 1] = hasTime ? text : null
  return at + 2
}

/** A phrase the mapping declares is always a flag; other problems only where the mapping says so; never a required field. */
const isKept = (plan: FieldPlan, { code }: Problem): boolean =>
  !plan.field.required && (plan.isFlagged || (code === 'phrase' && plan.phrases !== undefined))

function inMinor(amount: string, currency: string | null | undefined): string | Problem {
  if (!currency) return problem('currency_missing')
  const minor = toMinor(amount, currencyExponent(currency) ?? 2)
  return typeof minor === 'string' && minor.length > BIGINT_DIGITS ? problem('out_of_range') : minor
}

function isRagged(cells: readonly RawCell[], { width, mayBeShort }: RowPlan): boolean {
  if (cells.length === width) return false
  if (cells.length < width) return !mayBeShort
  return cells.slice(width).some((cell) => cell !== '')
}

function isReversed(values: Values, window: Window): boolean {
  const from = values[window.fromDay]
  const to = values[window.toDay]
  if (!from || !to || from < to) return false
  if (from > to) return true
  const fromTime = values[window.fromTime]
  const toTime = values[window.toTime]
  return !!fromTime && !!toTime && Date.parse(fromTime) > Date.parse(toTime)
}

/** Every `…_from` with its `…_to`. */
export function windowsOf(plans: readonly FieldPlan[], position: (column: string) => number): Window[] {
  return plans
    .filter(({ field }) => field.name.endsWith('_from') && field.type === 'day_or_time')
    .map((field) => {
      const stem = field.field.name.slice(0, -'_from'.length)
      return {
        fromDay: position(`${stem}_from_date`),
        fromTime: position(`${stem}_from_at`),
        toDay: position(`${stem}_to_date`),
        toTime: position(`${stem}_to_at`),
        field,
      }
    })
    .filter(({ toDay }) => toDay !== -1)
}

function reportOf(plan: FieldPlan, raw: RawCell | undefined, code: RejectCode, rowNumber: number): Reject {
  const value = cellText(raw).slice(0, VALUE_SHOWN)
  return { rowNumber, field: plan.field.name, column: plan.column, value, code }
}

function wholeRow({ rowNumber, cells }: RawRow, code: RejectCode): Reject {
  const value = cells.map(cellText).join(' | ')
  return { rowNumber, field: '', column: '', value: value.slice(0, VALUE_SHOWN), code }
}
