/** Kano: how people would feel with an element and without it, and so what kind of element it is. */

/** From glad to sorry; the order is that of the table's rows (with it) and columns (without it). */
export const KANO_ANSWERS = ['like', 'must_be', 'neutral', 'live_with', 'dislike'] as const
export type KanoAnswer = (typeof KANO_ANSWERS)[number]

/** Must-be, one-dimensional, attractive, indifferent, reverse, questionable: the first four in the order of a tie. */
export const KANO_CLASSES = ['M', 'O', 'A', 'I', 'R', 'Q'] as const
export type KanoClass = (typeof KANO_CLASSES)[number]

const TABLE: Readonly<Record<KanoAnswer, string>> = {
  like: 'QAAAO',
  must_be: 'RIIIM',
  neutral: 'RIIIM',
  live_with: 'RIIIM',
  dislike: 'RRRRQ',
}

export const kanoClass = (withIt: KanoAnswer, without: KanoAnswer): KanoClass =>
  TABLE[withIt][KANO_ANSWERS.indexOf(without)] as KanoClass

/** More of it than this, and the question is not understood: it is worded anew. */
const QUESTIONABLE_MAX = 0.1

export interface KanoResult {
  readonly n: number
  readonly counts: Readonly<Record<KanoClass, number>>
  /** The commonest; null without answers. */
  readonly kind: KanoClass | null
  /** How much having it pleases, 0 to 1, and how much lacking it hurts, −1 to 0; null where nobody cares either way. */
  readonly better: number | null
  readonly worse: number | null
  readonly isUnclear: boolean
}

export function kanoOf(pairs: readonly (readonly [KanoAnswer, KanoAnswer])[]): KanoResult {
  const counts: Record<KanoClass, number> = { M: 0, O: 0, A: 0, I: 0, R: 0, Q: 0 }
  for (const [withIt, without] of pairs) counts[kanoClass(withIt, without)] += 1
  const { M, O, A, I, Q } = counts
  const told = M + O + A + I
  const kind = pairs.length
    ? KANO_CLASSES.reduce((best, one) => (counts[one] > counts[best] ? one : best), KANO_CLASSES[0])
    : null
  return {
    n: pairs.length,
    counts,
    kind,
    better: told ? (A + O) / told : null,
    worse: told ? 0 - (O + M) / told : null,
    isUnclear: pairs.length > 0 && Q / pairs.length > QUESTIONABLE_MAX,
  }
}
