/** How we stand beside a competitor, by people who know both. */
import { wilson } from '../shared/index.ts'
import { type Estimate, meanOf } from './mean.ts'

/** From the surest to the least sure. */
export const EVIDENCE_ORDER = ['paired_rating', 'mystery_order', 'published_terms', 'win_loss', 'guess'] as const
export type Evidence = (typeof EVIDENCE_ORDER)[number]

/** Fewer pairs than these are shown and not judged. */
export const LEAST_PAIRS = 10
/** Older than this many days, what was seen of a competitor is shown in grey and not judged. */
export const OLD_AFTER_DAYS = 365

export interface Standing {
  /** Our mark less theirs, by the same people. */
  readonly difference: Estimate
  /** People who rate us at least as high. */
  readonly atLeast: { readonly value: number; readonly low: number; readonly high: number }
  readonly isEnough: boolean
}

export function standingOf(pairs: readonly { readonly ours: number; readonly theirs: number }[]): Standing | null {
  const difference = meanOf(pairs.map(({ ours, theirs }) => ours - theirs))
  if (!difference) return null
  const good = pairs.filter(({ ours, theirs }) => ours >= theirs).length
  return {
    difference,
    atLeast: { value: good / pairs.length, ...wilson(good, pairs.length)! },
    isEnough: pairs.length >= LEAST_PAIRS,
  }
}
