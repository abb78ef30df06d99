/** The best competitor in one element: as people who know both rated them, else as was found out. */
import type { GapRow, NeedFigure } from '../../../contract/gap-map.ts'
import {
  type Estimate,
  type Gap,
  gapOf,
  LEAST_ANSWERS,
  LEAST_PAIRS,
  OLD_AFTER_DAYS,
  setLevel,
} from '../../../engines/needs/index.ts'
import type { FindingRow } from './facts.store.ts'
import { figureOf, type GroupAnswers, UNKNOWN } from './group.ts'

const DAY_MS = 86_400_000
export type Shown = NonNullable<GapRow['competitor']>

interface RivalFacts {
  readonly findings: readonly FindingRow[]
  readonly competitors: ReadonlyMap<string, string>
  readonly segmentId: string
  readonly day: string
}

/** The best competitor: by people who rated both, else by what was found out; none of whom nothing is known. */
export function rivalOf(
  element: string,
  group: GroupAnswers,
  { findings, competitors, segmentId, day }: RivalFacts,
): { shown: Shown; gap: Gap } | null {
  const ours = group.perceived.get(element) ?? null
  const rated = [...group.pairs].flatMap(([competitor_id, elements]) => {
    const found = elements.get(element)
    if (!found) return []
    const { difference, mark, seenOn } = found
    const pair = difference ? { ...difference, n: difference.n } : null
    const gap = gapOf('competitor', pair, pair ? setLevel(0) : null, LEAST_PAIRS)
    const shown: Shown = {
      ...{ competitor_id, name: competitors.get(competitor_id) ?? competitor_id, mark: figureOf(mark) },
      ...{ difference: figureOf(difference), evidence: 'paired_rating', seen_on: seenOn, is_old: false },
    }
    return [{ shown, gap }]
  })
  const found = findings
    .filter((row) => row.element_id === element && (row.segment_id === null || row.segment_id === segmentId))
    .filter(({ competitor_id }) => !rated.some(({ shown }) => shown.competitor_id === competitor_id))
    .map((row) => foundOut(row, ours, day))
  const best = (one: Shown) => (one.is_old ? -1 : (one.mark.value ?? 0))
  return [...rated, ...found].toSorted((a, b) => best(b.shown) - best(a.shown))[0] ?? null
}

/** A guess is shown and never judged; so is what was seen longer ago than a year. */
function foundOut(row: FindingRow, ours: Estimate | null, day: string): { shown: Shown; gap: Gap } {
  const is_old = Date.parse(day) - Date.parse(row.seen_on) > OLD_AFTER_DAYS * DAY_MS
  const mark: NeedFigure = { state: 'known', n: row.cases, value: row.mark, low: null, high: null }
  const isJudged = !is_old && row.evidence !== 'guess' && row.cases >= LEAST_PAIRS
  return {
    shown: {
      ...{ competitor_id: row.competitor_id, name: row.competitor_name, mark, difference: UNKNOWN },
      ...{ evidence: row.evidence, seen_on: row.seen_on, is_old },
    },
    gap: isJudged
      ? gapOf('competitor', { ...setLevel(row.mark), n: row.cases }, ours, LEAST_ANSWERS)
      : { ...gapOf('competitor', null, ours, LEAST_ANSWERS), state: 'too_few', n: row.cases },
  }
}
