/** What a cell reader answers when it cannot read a cell: values, not exceptions, since a dirty file has millions. */
import { REJECT_CODES, type RejectCode } from '../../../contract/imports.ts'

export class Problem {
  readonly code: RejectCode
  constructor(code: RejectCode) {
    this.code = code
  }
}

/** One problem object a code: nothing is allocated for a bad cell. */
const PROBLEMS = Object.fromEntries(REJECT_CODES.map((code) => [code, new Problem(code)])) as Record<
  RejectCode,
  Problem
>

export const problem = (code: RejectCode): Problem => PROBLEMS[code]

/** Reads a trimmed, non-empty cell into its canonical text (as PostgreSQL reads it), or says what is wrong with it. */
export type CellReader = (cell: string) => string | Problem

const POINTER = /^(see|same as|as above|ditto|idem|vezi|ca mai sus|см|смотри|見|同上)(?=$|[\s.:,(#-])|^同上/iu
const WORDS = /\p{L}.*\p{L}/u
const DIGIT = /\d/

/**
 * Says why a cell that should be a number or a time is none: it points at another row, is a formula, is a phrase,
 * or is simply `otherwise`.
 */
export function unreadable(cell: string, otherwise: RejectCode): Problem {
  if (POINTER.test(cell)) return problem('refers_to_other_row')
  if (cell.startsWith('=')) return problem('formula_cell')
  if (WORDS.test(cell) && !DIGIT.test(cell)) return problem('phrase')
  return problem(otherwise)
}
