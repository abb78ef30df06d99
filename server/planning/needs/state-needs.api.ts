/** States a segment's needs from what was answered, as of a day: what standards and packages are then traced to. */
import { z } from 'zod'
import { type NeedFigure, StateNeeds } from '../../../contract/gap-map.ts'
import { type Need, NeedStatement, StatedNeeds } from '../../../contract/needs.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code, Day } from '../../../contract/values.ts'
import { createRecord } from '../../ledger/index.ts'
import { needStatement, needsInForce } from '../../modules/needs/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { gapMap, yearTo } from '../../views/needs/gap-map.ts'

export const stateNeedsEndpoints = [
  endpoint({
    method: 'GET',
    path: '/needs',
    tag: 'stated needs',
    permission: 'needs.read',
    summary: 'What segments need as stated, on a day',
    query: z.object({ day: Day.optional(), segment_id: Code.optional() }),
    answer: StatedNeeds,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => ({
        rows: await needsInForce(
          tx,
          query.day ?? context.clock.now().toISOString().slice(0, 10),
          query.segment_id ?? null,
        ),
      })),
  }),
  endpoint({
    method: 'POST',
    path: '/need-statements/from-answers',
    tag: 'stated needs',
    permission: 'needs.write',
    summary: "State a segment's needs from the last twelve months' answers",
    body: StateNeeds,
    answer: NeedStatement,
    status: 201,
    handle: (context, { body }) => stateNeeds(context, body),
  }),
]

/** Refuses `wrong_state` where nothing was answered by enough people. */
export const stateNeeds = (context: Context, wish: StateNeeds) =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const map = await gapMap(tx, wish.segment_id, yearTo({}, now), now)
    const needs = map.rows
      .filter(
        ({ importance, required, kano }) => importance.state === 'known' || required.state === 'known' || kano !== null,
      )
      .map(
        (row): Need => ({
          buying_role: row.role,
          element_id: row.element_id,
          ...rounded(row.importance, 6, ['weight', 'weight_low', 'weight_high', 'weight_n']),
          ...rounded(percent(row.required), 3, ['required_percent', 'required_low', 'required_high', 'required_n']),
          kano: row.kano,
        }),
      )
    if (needs.length === 0)
      throw new Refusal('wrong_state', { segment_id: wish.segment_id, reason: 'nothing_answered' })
    return createRecord(context, tx, needStatement, { ...wish, basis: 'answers', needs })
  })

const percent = (figure: NeedFigure): NeedFigure => {
  const times = (value: number | null) => (value === null ? null : value * 100)
  return { ...figure, value: times(figure.value), low: times(figure.low), high: times(figure.high) }
}

function rounded(
  { state, value, low, high, n }: NeedFigure,
  digits: number,
  names: readonly [string, string, string, string],
) {
  if (state !== 'known') return {}
  const round = (one: number | null) => (one === null ? null : Number(one.toFixed(digits)))
  return Object.fromEntries([
    [names[0], round(value)],
    [names[1], round(low)],
    [names[2], round(high)],
    [names[3], n],
  ])
}
