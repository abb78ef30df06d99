/**
 * What goes to an assistant is data. A text that somebody outside may have written is handed over inside an object that says
 * so, and without the characters that hide words from people while a model still reads them.
 *
 * Which texts are those? Every one that is more than a code, a number or a day: names and remarks come in by files and mails
 * too, so a list of dangerous fields would always lack one.
 */

/** Codes, days, instants, numbers and the program's own words have neither blanks nor letters beyond these. */
const PLAIN = /^[A-Za-z0-9_.:@/+-]{0,64}$/
/** Controls, marks that turn the direction of writing, zero-width characters, and tags that no font shows. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029\u{E0000}-\u{E007F}]/gu
const TEXT_MAX = 2_000
const ROWS_MAX = 50

export interface FromOutside {
  readonly text_from_outside: string
  readonly is_cut?: true
}

export const markText = (text: string): string | FromOutside => {
  if (PLAIN.test(text)) return text
  const seen = text.replace(/[\t\n\r]+/g, ' ').replace(UNSEEN, '')
  return seen.length > TEXT_MAX
    ? { text_from_outside: seen.slice(0, TEXT_MAX), is_cut: true }
    : { text_from_outside: seen }
}

/** A copy with every text marked, and long lists cut with a word that they are. */
export function marked(value: unknown): unknown {
  if (typeof value === 'string') return markText(value)
  if (Array.isArray(value)) {
    const rows = value.slice(0, ROWS_MAX).map(marked)
    return value.length > ROWS_MAX ? [...rows, { rows_left_out: value.length - ROWS_MAX }] : rows
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [PLAIN.test(name) ? name : 'text_from_outside', marked(inner)]),
  )
}
