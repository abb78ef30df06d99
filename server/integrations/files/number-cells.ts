/** Reads exact decimals: never through a float, never rounded, never with a guessed separator. */
import { type CellReader, type Problem, problem, unreadable } from './problem.ts'

export interface DecimalRules {
  readonly decimal: '.' | ','
  /** Thousands separator, where the mapping declares one. */
  readonly grouping?: string
  readonly decimalsMax: number
  readonly digitsMax: number
  readonly sign: 'any' | 'not_negative' | 'positive'
}

const ZERO = 48
const NINE = 57
const MINUS = 45

/** Reads `12`, `-0.5`, `.5` or, with a decimal comma declared, `12,5`, into plain decimal text with a point. */
export function decimalReader(rules: DecimalRules): CellReader {
  const decimalCode = rules.decimal.charCodeAt(0)
  const read = (cell: string): string | Problem => {
    const isNegative = cell.charCodeAt(0) === MINUS
    let point = -1
    let isZero = true
    for (let at = isNegative ? 1 : 0; at < cell.length; at++) {
      const code = cell.charCodeAt(at)
      if (code >= ZERO && code <= NINE) {
        if (code !== ZERO) isZero = false
      } else if (code === decimalCode && point === -1) point = at
      else return ungrouped(cell, rules, read)
    }
    const start = isNegative ? 1 : 0
    const whole = (point === -1 ? cell.length : point) - start
    if (whole > rules.digitsMax) return problem('out_of_range')
    if (point === -1) {
      if (whole === 0) return problem('not_a_number')
      return signed(cell, isNegative && !isZero, isZero, rules)
    }
    if (point === cell.length - 1) return problem('not_a_number')
    return signed(withPoint(cell, point, start, rules), isNegative && !isZero, isZero, rules)
  }
  return read
}

function signed(text: string | Problem, isBelowZero: boolean, isZero: boolean, rules: DecimalRules): string | Problem {
  if (isBelowZero && rules.sign !== 'any') return problem('negative_value')
  if (isZero && rules.sign === 'positive') return problem('not_positive')
  return isZero && typeof text === 'string' ? text.replace('-', '') : text
}

/** Zeros beyond the allowed decimals say nothing and are dropped; any other digit there is refused. */
function withPoint(cell: string, point: number, start: number, rules: DecimalRules): string | Problem {
  const decimals = cell.length - point - 1
  let end = cell.length
  if (decimals > rules.decimalsMax) {
    end = point + 1 + rules.decimalsMax
    for (let at = end; at < cell.length; at++) if (cell.charCodeAt(at) !== ZERO) return problem('too_many_decimals')
  }
  if (end === point + 1) return cell.slice(0, point) || '0'
  if (point > start && rules.decimal === '.') return end === cell.length ? cell : cell.slice(0, end)
  return `${cell.slice(0, point) || '0'}.${cell.slice(point + 1, end)}`.replace('-.', '-0.')
}

const GROUPED = /^-?\d{1,3}([.,'\u00a0\u202f\u2019 ]\d{3})+([.,]\d+)?$/
const OTHER_SEPARATOR = /^-?\d+[.,]\d+$/

function ungrouped(cell: string, rules: DecimalRules, read: CellReader): string | Problem {
  const { grouping } = rules
  const plain = grouping === ' ' ? cell.replace(/[\u00a0\u202f]/g, ' ') : cell
  if (grouping !== undefined && isGroupedBy(plain, grouping, rules.decimal)) return read(plain.replaceAll(grouping, ''))
  if (GROUPED.test(cell) || OTHER_SEPARATOR.test(cell)) return problem('ambiguous_number')
  return unreadable(cell, 'not_a_number')
}

function isGroupedBy(cell: string, grouping: string, decimal: string): boolean {
  const [whole = '', fraction, ...more] = cell.replace(/^-/, '').split(decimal)
  const [head = '', ...groups] = whole.split(grouping)
  const isWholeGrouped = groups.length > 0 && /^\d{1,3}$/.test(head) && groups.every((group) => /^\d{3}$/.test(group))
  return more.length === 0 && isWholeGrouped && (fraction === undefined || /^\d+$/.test(fraction))
}

/** Major units as text to minor units as text: `12.5` with exponent 2 is `1250`. Refuses a finer amount. */
export function toMinor(amount: string, exponent: number): string | Problem {
  const point = amount.indexOf('.')
  const whole = point === -1 ? amount : amount.slice(0, point)
  const decimals = point === -1 ? '' : amount.slice(point + 1)
  if (decimals.length > exponent && /[1-9]/.test(decimals.slice(exponent))) return problem('too_many_decimals')
  const digits = whole + decimals.slice(0, exponent).padEnd(exponent, '0')
  return digits.replace(/^(-?)0+(?=\d)/, '$1')
}

/** Keeps a reader's numbers within bounds. Comparing as floats is exact enough for bounds of few digits. */
export function within(read: CellReader, least = -Infinity, most = Infinity): CellReader {
  return (cell) => {
    const text = read(cell)
    if (typeof text !== 'string') return text
    const value = Number(text)
    return value < least || value > most ? problem('out_of_range') : text
  }
}
