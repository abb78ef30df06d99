/** Reads codes and texts: what is readable stays as it is, what cannot be trusted is refused. */
import { HourMinute, Openings } from '../../../contract/locations.ts'
import { unguard } from './formula-guard.ts'
import { type CellReader, problem } from './problem.ts'

export const CODE_LENGTH_MAX = 64
const TEXT_LENGTH_MAX = 4000

/** Invisible in a key, so two keys would look the same: format characters, line separators, private use, halves of pairs. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\u0080-\u009f]/u
/** Halves of a surrogate pair cannot be stored as UTF-8. */
const BROKEN_TEXT = /[\p{Cs}\u0080-\u009f]/u
/** A code that a spreadsheet turned into a number and shortened: the last digits are lost. */
const SHORTENED = /^\d(\.\d+)?E\+\d+$/
/** `=1+1`, `="007"`, `=SUM(A1)`; not the smile `=)`. */
const FORMULA = /^=\s*[\w"'+\-$@([{]/

const LOWEST_PRINTED = 32
const DELETE = 127

/** 0: nothing but printed ASCII. 1: other letters. 2: a control character. */
function scan(cell: string, isMultiline: boolean): 0 | 1 | 2 {
  let found: 0 | 1 = 0
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at)
    if (code > DELETE) found = 1
    else if (code < LOWEST_PRINTED || code === DELETE) {
      const isBreak = code === 10 || code === 13 || code === 9
      if (!(isBreak && isMultiline)) return 2
    }
  }
  return found
}

export const readCode: CellReader = (raw) => {
  const cell = unguard(raw)
  if (cell.length > CODE_LENGTH_MAX) return problem('too_long')
  const found = scan(cell, false)
  if (found === 2 || (found === 1 && UNSEEN.test(cell))) return problem('control_character')
  // A guarded cell is a text that somebody took out of here, not a formula whose value got lost.
  if (cell === raw && cell.charCodeAt(0) === 61) return problem('formula_cell')
  return cell.includes('E+') && SHORTENED.test(cell) ? problem('damaged_code') : cell
}

export const textReader = (isMultiline: boolean): CellReader => {
  return (raw) => {
    const cell = unguard(raw)
    if (cell.length > TEXT_LENGTH_MAX) return problem('too_long')
    const found = scan(cell, isMultiline)
    if (found === 2 || (found === 1 && BROKEN_TEXT.test(cell))) return problem('control_character')
    return cell === raw && cell.charCodeAt(0) === 61 && FORMULA.test(cell) ? problem('formula_cell') : cell
  }
}

/** Something before one @ and a dotted name after it; whether the mailbox exists only a message can tell. */
const EMAIL = /^[^\s@<>"(),;:\\]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i

export const readEmail: CellReader = (cell) => {
  if (scan(cell, false) === 2) return problem('control_character')
  return cell.length <= 254 && EMAIL.test(cell) && !cell.includes('..') ? cell : problem('not_an_email')
}

const PHONE = /^\+?[\d ().\-/]{5,30}$/

export const readPhone: CellReader = (raw) => {
  const cell = unguard(raw)
  const digits = cell.replace(/\D/g, '').length
  return PHONE.test(cell) && digits >= 5 && digits <= 15 ? cell : problem('not_a_phone')
}

/** Hours that nobody can read would leave a place closed for ever. */
export const readOpenings: CellReader = (cell) =>
  Openings.safeParse(cell).success ? cell : problem('not_opening_hours')

/** `8:30` is `08:30`; seconds are refused unless they are zero. */
export const readClock: CellReader = (cell) => {
  const clock = cell.replace(/^(\d):/, '0$1:').replace(/^(\d\d:\d\d):00$/, '$1')
  return HourMinute.safeParse(clock).success ? clock : problem('not_a_time_of_day')
}
