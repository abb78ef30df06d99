/**
 * Gaps between what customers need, what we believe, what we set as standard, what we do, what customers notice, and what
 * others offer. A size above nothing speaks against us; a gap is one only where its whole interval does.
 */
import { differenceOf, type Ranged } from './mean.ts'

export const GAP_KINDS = [
  'capability',
  'knowledge',
  'design',
  'delivery',
  'communication',
  'perception',
  'measurement',
  'competitor',
] as const
export type GapKind = (typeof GAP_KINDS)[number]

export const GAP_STATES = ['gap', 'undecided', 'none', 'too_few', 'unknown'] as const
export type GapState = (typeof GAP_STATES)[number]

/** One side of a gap. `sd` is the spread of single cases, by which sizes of different units compare. */
export interface Side extends Ranged {
  readonly n: number
  readonly sd: number
}

export interface Gap {
  readonly kind: GapKind
  readonly state: GapState
  /** How far the first side lies above the second; null where a side is missing or has too few answers. */
  readonly size: number | null
  readonly low: number | null
  readonly high: number | null
  /** The size in standard deviations of single cases; null as above. */
  readonly deviations: number | null
  readonly n: number
}

/** `wanted` less `got`. `least` cases each, or the gap is not judged. */
export function gapOf(kind: GapKind, wanted: Side | null, got: Side | null, least: number): Gap {
  const n = Math.min(wanted?.n ?? 0, got?.n ?? 0)
  const nothing = { kind, size: null, low: null, high: null, deviations: null, n }
  if (!wanted || !got) return { ...nothing, state: 'unknown' }
  if (n < least) return { ...nothing, state: 'too_few' }
  const { value, low, high } = differenceOf(wanted, got)
  const spread = Math.max(wanted.sd, got.sd)
  return {
    kind,
    state: low > 0 ? 'gap' : high <= 0 ? 'none' : 'undecided',
    size: value,
    low,
    high,
    deviations: spread > 0 ? value / spread : null,
    n,
  }
}

/** A standard or a promise is a number that we set: it has no interval. */
export const setLevel = (value: number, sd = 0): Side => ({
  value,
  low: value,
  high: value,
  n: Number.MAX_SAFE_INTEGER,
  sd,
})

/** A share of cases as a side; the spread of single cases is that of yes and no. */
export const shareSide = (value: number, low: number, high: number, n: number): Side => ({
  value,
  low,
  high,
  n,
  sd: Math.sqrt(Math.max(value * (1 - value), 0)),
})

/** Importance share × size in standard deviations, where it speaks against us × revenue at stake. */
export const priorityOf = (importance: number | null, deviations: number | null, revenue: number): number =>
  (importance ?? 0) * Math.max(0, deviations ?? 0) * Math.max(0, revenue)

/** Places from 1 by importance; equals share the better place. */
export function ranksOf(importance: ReadonlyMap<string, number>): Map<string, number> {
  const values = [...importance.values()]
  return new Map([...importance].map(([element, own]) => [element, 1 + values.filter((other) => other > own).length]))
}
