/** What a step has moved, and where steps are due: read, reckoned, kept nowhere. */
import type { Action, ActionEffect, ActionGaps, ActionReminders } from '../../../contract/actions.ts'
import { wilson } from '../../../engines/shared/index.ts'
import { getRecord } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { action } from './action.ts'
import { chartedWeeks } from './charted-weeks.ts'
import { dueSteps, measuredWeeks, standardsMeasured } from './measured.store.ts'
import { notDone, tellEffect, WEEKS_MOST } from './tell-effect.ts'

const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Refuses `not_found`. Thirteen weeks before, and the whole weeks since, thirteen at most. */
export async function effectOfAction(tx: Tx, id: string, today: string): Promise<ActionEffect> {
  const { state } = await getRecord(tx, action, id)
  const step = state as unknown as Action
  if (step.state !== 'done' || step.done_on == null) return notDone(step)
  const passed = Math.floor((Date.parse(today) - Date.parse(step.done_on)) / (7 * 86_400_000))
  const weeks = Math.min(WEEKS_MOST, Math.max(0, passed))
  const asked = {
    ...{ segmentId: step.segment_id ?? null, siteId: step.site_id ?? null, since: step.done_on },
    from: shifted(step.done_on, -7 * Math.max(weeks, WEEKS_MOST)),
    to: shifted(step.done_on, 7 * weeks - 1),
  }
  const { measure } = step
  const rows =
    measure === 'hand_over' || measure === 'first_answer' || measure === 'final_answer'
      ? await chartedWeeks(tx, { ...asked, measure, chartId: step.chart_id ?? null, today })
      : await measuredWeeks(tx, { ...asked, measure })
  return tellEffect(step, rows)
}

const REMINDED_DAYS = 7
const REMINDED_MOST = 20

/** Steps due within a week or past due: the reader's own first. */
export async function actionReminders(tx: Tx, today: string, user: string | null): Promise<ActionReminders> {
  return dueSteps(tx, { today, until: shifted(today, REMINDED_DAYS), user, limit: REMINDED_MOST })
}

const SHOWN_DAYS = 90

/** Standards that are surely not met, those with most at stake first. */
export async function actionGaps(tx: Tx, today: string): Promise<ActionGaps> {
  const period = { from: shifted(today, 1 - SHOWN_DAYS), to: today }
  const rows = (await standardsMeasured(tx, period)).flatMap(({ right, ...row }) => {
    const interval = wilson(right, row.lines)
    if (interval === null || interval.high >= row.target) return []
    return [{ ...row, measured: right / row.lines, low: interval.low, high: interval.high }]
  })
  const stake = (row: (typeof rows)[number]) => row.at_stake[0]?.value_minor ?? 0
  return {
    ...period,
    rows: rows.toSorted(
      (a, b) => (a.action_id === null ? 0 : 1) - (b.action_id === null ? 0 : 1) || stake(b) - stake(a),
    ),
  }
}
