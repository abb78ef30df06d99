/**
 * Takes out of a text what leads to a person before it goes outside: e-mail addresses, telephone numbers, links, names that
 * we know, and what stands below a greeting at the end. Names that we do not know cannot be told from other words.
 */
export interface Redacted {
  readonly text: string
  /** What stood at `[1]`, `[2]` …, to be put back into words that come back. What stood at `[…]` is not. */
  readonly taken: readonly string[]
}

/** Bounded as such addresses are: a long run of letters without one would be read from each of them. */
const EMAIL = /[^\s@<>()[\]",;:]{1,64}@[^\s@<>()[\]",;:.]{1,63}(?:\.[^\s@<>()[\]",;:.]{1,63}){1,8}/gu
const LINK = /\b(?:https?:\/\/|www\.)\S+/giu
/** Seven digits or more with what people put between them; never a part of a longer word. */
const PHONE = /(?<![\p{L}\p{N}_-])(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){6,}(?![\p{L}\p{N}_-])/gu
const DAY = /^(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})$/
const NAME_LETTERS_MIN = 3
/** Longer is no address and no number, and more are no letter: they go out as `[…]` and do not come back. */
const TAKEN_LETTERS_MAX = 200
const TAKEN_MAX = 50

export interface Redaction {
  /** Of people and of the customer. */
  readonly names: readonly string[]
  /** Our own numbers, such as of orders, that look like a telephone's. */
  readonly codes: readonly string[]
}

export function redact(text: string, { names, codes }: Redaction): Redacted {
  const taken: string[] = []
  const take = (found: string) => {
    const at = taken.indexOf(found)
    if (at < 0 && (found.length > TAKEN_LETTERS_MAX || taken.length === TAKEN_MAX)) return '[…]'
    return `[${at < 0 ? taken.push(found) : at + 1}]`
  }
  let left = text.replace(LINK, take).replace(EMAIL, take)
  left = left.replace(PHONE, (found) => (DAY.test(found) || codes.includes(found) ? found : take(found)))
  const known = wordsOf(names)
  if (known) left = left.replace(known, take)
  return { text: left, taken }
}

/** A number that is none of ours is left as it came. A model that repeats one a thousand times makes no longer text of it. */
export function putBack(text: string, taken: readonly string[], lettersMax: number): string {
  let room = lettersMax - text.length
  return text.replace(/\[(\d{1,3})\]/g, (whole, nth: string) => {
    const found = taken[Number(nth) - 1]
    const more = found === undefined ? 0 : found.length - whole.length
    if (found === undefined || more > room) return whole
    room -= more
    return found
  })
}

function wordsOf(names: readonly string[]): RegExp | null {
  const words = names.flatMap((name) => [name.trim(), ...name.split(/[^\p{L}\p{M}]+/u)])
  const known = [...new Set(words)].filter((word) => (word.match(/\p{L}/gu) ?? []).length >= NAME_LETTERS_MIN)
  if (known.length === 0) return null
  const longestFirst = known
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

/** How letters end in our languages; what follows is who wrote it. */
const CLOSING =
  /\n[ \t]*(?:--[ \t]*\n|(?:(?:best|kind|warm)?[ \t]*regards|sincerely|yours|thanks,|cheers|cu (?:stimă|stima|respect)|toate cele bune|с уважением|с наилучшими|հարգանքով|հարգանքներով|lieben gr|mit freundlichen|此致|敬上|順頌商祺|謹啟)[^\n]{0,60}(?:\n|$))/iu

export function withoutSignature(text: string): string {
  const at = text.search(CLOSING)
  // What begins with it says nothing else.
  return at > 0 ? text.slice(0, at).trimEnd() : text
}
