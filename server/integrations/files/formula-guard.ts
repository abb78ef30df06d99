/**
 * Keeps exported cells from running as formulas in a spreadsheet, and takes the guard off again on import.
 * A spreadsheet runs a cell that begins with = + - @ tab or carriage return (CSV injection, CWE-1236); an apostrophe
 * before it marks text; so does one that begins with the wide forms of these signs where the spreadsheet is East Asian. A text that itself begins with apostrophes and such a character gets one more, so that
 * taking one off always gives back what was exported.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)?$/

export const guard = (cell: string): string => (DANGEROUS.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell)

export const unguard = (cell: string): string =>
  cell.charCodeAt(0) === 39 && GUARDED.test(cell) && !PLAIN_NUMBER.test(cell) ? cell.slice(1) : cell
