/** Whether each level of a lever reaches what the best competitor is known to offer in what the lever serves. Only computes. */
import type { Ground, ParityState } from '../../../contract/trade-offs.ts'
import { OLD_AFTER_DAYS } from '../../../engines/needs/index.ts'
import type { Element } from '../../../engines/service-levels/index.ts'
import type { LevelSeen, Standing } from '../../views/needs/standing.ts'

export type Rival = NonNullable<Ground['rival']>
export interface Beside {
  readonly rival: Rival
  /** What their marks say of today's level; unknown where a figure says more. */
  readonly today: ParityState
}

const DAY_MS = 86_400_000
/** Levers whose unit findings are told in. */
export const FIGURED: Readonly<Record<string, string>> = {
  lead_time_days: 'speed',
  in_stock_percent: 'availability',
  delivery_days: 'frequency',
  window_hours: 'punctuality',
}

interface Asked {
  readonly segment: string
  readonly element: string
  readonly need: string | null
  readonly better: Element['better']
  readonly day: string
  readonly assumed: number | undefined
}

/** A figure somebody assumes, else one that was found out, else marks; null: nobody is known. */
export function besideOf(
  { segment, element, need, better, day, assumed }: Asked,
  { seen, standings }: { seen: readonly LevelSeen[]; standings: readonly Standing[] },
): Beside | null {
  const standing = standings.find((one) => one.segment_id === segment && one.element_id === need)
  const weak = (row: { seen_on: string; evidence: string }) =>
    row.evidence === 'guess' || Date.parse(day) - Date.parse(row.seen_on) > OLD_AFTER_DAYS * DAY_MS
  const [best] = seen
    .filter((row) => FIGURED[element] === row.element_id && (row.segment_id === null || row.segment_id === segment))
    .toSorted(
      (a, b) => Number(weak(a)) - Number(weak(b)) || (better === 'more' ? b.level - a.level : a.level - b.level),
    )
  const shown = standing?.shown
  const named = best
    ? {
        competitor_id: best.competitor_id,
        name: best.competitor_name,
        evidence: best.evidence,
        seen_on: best.seen_on,
        cases: best.cases,
      }
    : shown
      ? {
          competitor_id: shown.competitor_id,
          name: shown.name,
          evidence: shown.evidence,
          seen_on: shown.seen_on,
          cases: shown.difference.n || shown.mark.n,
        }
      : { competitor_id: null, name: null, evidence: null, seen_on: null, cases: 0 }
  if (assumed === undefined && named.competitor_id === null) return null
  const is_weak = best ? weak(best) : (shown?.is_old ?? false) || shown?.evidence === 'guess'
  return {
    rival: {
      ...named,
      is_weak: assumed === undefined && is_weak,
      level: assumed ?? best?.level ?? null,
      is_assumed: assumed !== undefined,
      mark: shown?.mark.value ?? null,
    },
    today: standing?.gap.state === 'gap' ? 'lost' : standing?.gap.state === 'none' ? 'reached' : 'unknown',
  }
}

/** The level that binds: a figure that is no guess and not older than a year, and that some level reaches. */
export function bindingLevel(
  { rival }: Beside,
  { better, levels }: Pick<Element, 'better' | 'levels'>,
): number | undefined {
  const { level, is_weak } = rival
  if (level === null || is_weak) return undefined
  return levels.some((one) => isReached(one.level, level, better)) ? level : undefined
}

const isReached = (ours: number, theirs: number, better: Element['better']) =>
  better === 'more' ? ours >= theirs - 1e-9 : ours <= theirs + 1e-9

/**
 * A figure says it of every level. Marks say it of today's: a level that is better keeps a parity that is reached, one that is
 * worse keeps one that is lost; whether more would win back what is lost, or less would lose what is reached, no mark tells.
 */
export function parityAt(
  beside: Beside,
  { level, today, better }: { level: number; today: number; better: Element['better'] },
): ParityState {
  const { rival } = beside
  if (rival.level !== null)
    return rival.is_weak ? 'unknown' : isReached(level, rival.level, better) ? 'reached' : 'lost'
  if (level === today) return beside.today
  const isBetter = isReached(level, today, better)
  return beside.today === (isBetter ? 'reached' : 'lost') ? beside.today : 'unknown'
}
