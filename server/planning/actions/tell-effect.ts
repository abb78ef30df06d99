/** Whether a step moved what it should: the weeks since it was done beside the thirteen before, and beside everybody else's. Only computes. */
import type { Action, ActionEffect } from '../../../contract/actions.ts'
import { differenceOf, effectOf, WEEKS_MIN, type Week } from '../../../engines/effects/index.ts'
import type { MeasuredWeek } from './measured.store.ts'

/** [ours] A season would tell more than a step does over longer times. */
export const WEEKS_MOST = 13

/** What the contract says in points is a share in the figures; days stay days. */
export const expectedOf = ({ measure, expected_change }: Pick<Action, 'measure' | 'expected_change'>): number =>
  measure === 'order_cycle_time' ? (expected_change ?? 0) : (expected_change ?? 0) / 100

export function tellEffect(step: Action, rows: readonly MeasuredWeek[]): ActionEffect {
  const weeks = [...new Set(rows.map(({ week }) => week))].map((week) => {
    const of = (isTouched: boolean) => rows.find((row) => row.week === week && row.is_touched === isTouched)
    return {
      week,
      is_after: week >= step.done_on!,
      touched: of(true)?.value ?? null,
      others: of(false)?.value ?? null,
      lines: of(true)?.lines ?? 0,
    }
  })
  const side = (isAfter: boolean) =>
    weeks
      .filter((week) => week.is_after === isAfter)
      .map(({ touched, others, lines }): Week => ({ touched, others, cases: lines }))
  const found = differenceOf(side(false), side(true))
  const effect = effectOf(found, expectedOf(step))
  return {
    action_id: step.action_id,
    measure: step.measure,
    effect,
    why: whyNot(step, found, effect),
    before: found.before,
    after: found.after,
    others_before: found.othersBefore,
    others_after: found.othersAfter,
    change: found.change,
    low: found.low,
    high: found.high,
    is_controlled: found.isControlled,
    lines: found.cases,
    weeks,
  }
}

function whyNot(
  step: Action,
  found: ReturnType<typeof differenceOf>,
  effect: ActionEffect['effect'],
): ActionEffect['why'] {
  if (effect !== 'cannot_tell') return null
  if (found.weeksBefore < WEEKS_MIN || found.weeksAfter < WEEKS_MIN) return 'too_few_weeks'
  return expectedOf(step) === 0 ? 'no_expectation' : 'not_sure'
}

export const notDone = ({ action_id, measure }: Action): ActionEffect => ({
  ...{ action_id, measure, effect: 'cannot_tell', why: 'not_done', is_controlled: false, lines: 0, weeks: [] },
  ...{ before: null, after: null, others_before: null, others_after: null, change: null, low: null, high: null },
})
