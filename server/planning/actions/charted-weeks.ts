/** Weeks of what the process chart measures and lines do not tell: hand-overs within their time, and answers to inquiries. */
import type { ActionMeasure } from '../../../contract/action-words.ts'
import type { Tx } from '../../platform/database/database.ts'
import { drawnOn } from '../../views/process-chart/drawn.ts'
import { handOverTimes } from '../../views/process-chart/hand-over-times.ts'
import { measuredWeeks } from '../../views/process-chart/measured.ts'
import { timedArrows } from '../../views/process-chart/results.ts'
import type { Scope, WeekCount } from '../../views/process-chart/weeks.ts'
import type { LineMeasure, MeasuredWeek } from './measured.store.ts'

const DAY_MS = 86_400_000
const WEEK_DAYS = 7

export interface ChartedAsked {
  readonly measure: Exclude<ActionMeasure, LineMeasure>
  readonly chartId: string | null
  readonly segmentId: string | null
  readonly siteId: string | null
  readonly from: string
  readonly since: string
  readonly to: string
  readonly today: string
}

/** Weeks begin on Mondays here; the one in which the step was done lies on both sides and is left out. */
export async function chartedWeeks(tx: Tx, asked: ChartedAsked): Promise<MeasuredWeek[]> {
  const weeks = mondaysOf(asked)
  if (weeks.length === 0) return []
  const touched = await countsOf(tx, asked, {
    weeks,
    ...(asked.segmentId && { segment_id: asked.segmentId }),
    ...(asked.siteId && { site_id: asked.siteId }),
  })
  const isEverybody = asked.segmentId === null && asked.siteId === null
  const all = isEverybody ? touched : await countsOf(tx, asked, { weeks })
  return weeks.flatMap((week) => {
    const own = touched.get(week) ?? NONE
    const whole = all.get(week) ?? NONE
    const others = { right: whole.right - own.right, n: whole.n - own.n }
    return [weekOf(week, true, own), ...(isEverybody ? [] : [weekOf(week, false, others)])]
  })
}

type Count = Pick<WeekCount, 'right' | 'n'>
const NONE: Count = { right: 0, n: 0 }

const weekOf = (week: string, is_touched: boolean, { right, n }: Count): MeasuredWeek => ({
  ...{ week, is_touched, lines: n },
  value: n > 0 ? right / n : null,
})

async function countsOf(tx: Tx, { measure, chartId, today }: ChartedAsked, scope: Scope): Promise<Map<string, Count>> {
  const rows =
    measure === 'hand_over' ? await handedOver(tx, chartId, today, scope) : await answered(tx, measure, scope)
  return new Map(rows.map((row) => [row.week, row]))
}

async function handedOver(tx: Tx, chartId: string | null, today: string, scope: Scope): Promise<readonly WeekCount[]> {
  const { process } = await drawnOn(tx, today)
  const arrow = timedArrows(process).find((one) => one.arrow === chartId)
  return arrow ? (await handOverTimes(tx, [arrow], scope)).get(arrow.arrow)!.weeks : []
}

const answered = async (tx: Tx, measure: 'first_answer' | 'final_answer', scope: Scope) =>
  (await measuredWeeks(tx, [measure], scope)).get(measure) ?? []

function mondaysOf({ from, since, to }: Pick<ChartedAsked, 'from' | 'since' | 'to'>): string[] {
  const first = Math.ceil(dayNumber(from) / WEEK_DAYS)
  const beyond = Math.floor((dayNumber(to) + 1) / WEEK_DAYS)
  return Array.from({ length: Math.max(0, beyond - first) }, (_, at) => first + at)
    .filter((week) => mondayOf(week) >= since || mondayOf(week + 1) <= since)
    .map(mondayOf)
}

/** Days since the Monday 1970-01-05. */
const dayNumber = (day: string) => Date.parse(day) / DAY_MS - 4
const mondayOf = (week: number) => new Date((week * WEEK_DAYS + 4) * DAY_MS).toISOString().slice(0, 10)
