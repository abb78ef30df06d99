/** The action plan: where steps are due, and whether one moved its measure. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ActionEffect, ActionGaps, ActionReminders } from '../../../contract/actions.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord, type State } from '../../ledger/index.ts'
import { segment } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { action, checkAction } from './action.ts'
import { actionGaps, actionReminders, effectOfAction } from './actions.command.ts'
import { requireOwner } from './measured.store.ts'
import { tellProgress } from './tell-progress.command.ts'

const TODAY = '2026-03-16'
let db: TestDatabase
let context: Context
const plan = (id: string, more: State) =>
  inTransaction(context, (tx) =>
    createRecord(context, tx, action, {
      ...{ action_id: id, title: id, reason: 'standard', segment_id: 'PRO', measure: 'on_time', priority: 5 },
      ...{ due_on: '2026-04-01', state: 'done', expected_change: 8, ...more },
    }),
  )
const effect = async (id: string) =>
  ActionEffect.parse(await inSnapshot(context, (tx) => effectOfAction(tx, id, TODAY)))

/** Ten lines a day over 24 weeks; of each the share on time that a segment has then. A strike in February meets everybody. */
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, segment, { segment_id: 'KEY', name: 'Key customers', standards: [] })
    await tx.execute(sql`INSERT INTO views.line_verdict (tenant_id, order_id, line_number, customer_id, segment_id, site_id,
        product_id, product_group, lane, carrier_id, currency, definition_id, definition_version, rule_version, date_basis,
        exclusion, ordered_milli, accepted_milli, requested_outcome, requested_units_milli, first_promised_due,
        first_promised_outcome, first_promised_units_milli, current_promised_outcome, current_promised_units_milli, rights,
        overall, is_due, is_provisional, rating_count, rating_sum_ppm, value_minor)
      SELECT ${tx.tenantId}::uuid, g.segment || d.day || n.n, 1, 'NORD', g.segment, 'CHI', 'PIPE-20', '', '', '', 'EUR', '', 1, 1,
        1, 0, 1000, 1000, 0, 0, d.day, CASE WHEN l.late THEN 1 | (1 << 1) | (1 << 7) ELSE 1 END, 0, 0, 0,
        CASE WHEN l.late THEN 1 << 4 ELSE 0 END, 0, true, false, 0, 0, 5000
      FROM (VALUES ('PRO'), ('KEY')) g (segment), generate_series('2025-09-29'::date, '2026-03-15'::date, '1 day') d (day),
        generate_series(0, 9) n (n), LATERAL (SELECT (n.n * 37 + extract(doy FROM d.day)::int * 13) % 100 <
          CASE WHEN g.segment = 'PRO' AND d.day < '2026-01-05' THEN 30 ELSE 15 END
          + CASE WHEN d.day >= '2026-02-02' AND d.day < '2026-02-16' THEN 25 ELSE 0 END AS late) l`)
  })
})
afterAll(() => db?.close())

describe('a step that is done', () => {
  test('is told to have moved its measure, less what met the others too', async () => {
    await plan('VANS', { done_on: '2026-01-05' })
    const found = await effect('VANS')
    expect(found).toMatchObject({ effect: 'moved', why: null, is_controlled: true })
    expect(found.change).toBeGreaterThan(0.1)
    expect(found.low).toBeGreaterThan(0)
    // The strike is in the raw figure, and taken off by the others.
    expect(found.after! - found.before!).toBeLessThan(found.change!)
    expect(found.weeks.filter(({ is_after }) => is_after)).toHaveLength(10)
    expect(found.weeks.filter(({ is_after }) => !is_after)).toHaveLength(13)
  })

  test('that moved nothing is told so, or that nobody can tell', async () => {
    await plan('POSTER', { segment_id: 'KEY', done_on: '2025-12-01', expected_change: 40 })
    expect((await effect('POSTER')).effect).not.toBe('moved')
  })

  test('cannot be told after a week, without an expectation, or while it is open', async () => {
    await plan('YOUNG', { done_on: '2026-03-09' })
    expect(await effect('YOUNG')).toMatchObject({ effect: 'cannot_tell', why: 'too_few_weeks' })
    await plan('VAGUE', { done_on: '2026-01-05', expected_change: null })
    expect(await effect('VAGUE')).toMatchObject({ effect: 'cannot_tell', why: 'no_expectation' })
    await plan('OPEN', { state: 'open' })
    expect(await effect('OPEN')).toMatchObject({ effect: 'cannot_tell', why: 'not_done', weeks: [] })
  })
})

test('a standard that is surely not met asks for a step, with what is at stake and the step there is', async () => {
  const { rows } = ActionGaps.parse(await inSnapshot(context, (tx) => actionGaps(tx, TODAY)))
  expect(rows).toMatchObject([
    {
      segment_id: 'PRO',
      measure: 'on_time',
      target: 0.95,
      owner: 'transport',
      action_id: 'OPEN',
      at_stake: [{ currency: 'EUR' }],
    },
  ])
  expect(rows[0]!.high).toBeLessThan(0.95)
})

describe('a measure that lines do not tell', () => {
  test('is taken from the hand-overs and answers of whole weeks, and the week of the step is left out', async () => {
    await plan('ANSWERS', { measure: 'first_answer', done_on: '2026-01-07', segment_id: null })
    const found = await effect('ANSWERS')
    expect(found).toMatchObject({ effect: 'cannot_tell', why: 'too_few_weeks', is_controlled: false })
    const weeks = found.weeks.map(({ week }) => week)
    expect(weeks).not.toContain('2026-01-05')
    expect(weeks).toContain('2025-12-29')
    expect(weeks).toContain('2026-01-12')
  })

  test('of a hand-over needs the hand-over', () => {
    expect(() => checkAction({ state: 'open', measure: 'hand_over' }, new Date(TODAY))).toThrow()
    expect(() => checkAction({ state: 'open', measure: 'hand_over', chart_id: 'a' }, new Date(TODAY))).not.toThrow()
  })
})

test("reminds of open steps due within a week, the reader's own first, and not of those that are done", async () => {
  const open = { state: 'open', segment_id: null }
  await plan('LATE', { ...open, due_on: '2026-03-01' })
  await plan('MINE', { ...open, due_on: '2026-03-20', owner: 'me' })
  await plan('FAR', { ...open, due_on: '2026-05-01', owner: 'me' })
  await plan('DONE', { due_on: '2026-03-01', done_on: '2026-03-01' })
  const { rows, total } = ActionReminders.parse(await inSnapshot(context, (tx) => actionReminders(tx, TODAY, 'me')))
  expect(rows.map(({ action_id, days, is_own }) => [action_id, days, is_own])).toEqual([
    ['MINE', 4, true],
    ['LATE', -15, false],
  ])
  expect(total).toBe(2)
})

test('refuses an amount without a currency and a step that is done on no day or on one to come', () => {
  const refused = (state: State) => {
    try {
      checkAction(state, new Date(`${TODAY}T12:00:00Z`))
    } catch (error) {
      return (error as { details: { field: string } }).details.field
    }
    return null
  }
  expect(refused({ state: 'open', cost_minor: 100 })).toBe('currency')
  expect(refused({ state: 'done' })).toBe('done_on')
  expect(refused({ state: 'open', done_on: TODAY })).toBe('state')
  expect(refused({ state: 'done', done_on: TODAY, cost_minor: 1, currency: 'EUR' })).toBeNull()
  expect(refused({ state: 'done', done_on: '2026-03-18' })).toBe('done_on')
})

test('is owned by nobody yet or by one of our people', async () => {
  const owner = (name: string | null) => inSnapshot(context, (tx) => requireOwner(tx, name))
  await expect(owner(null)).resolves.toBeUndefined()
  await expect(owner('nobody')).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'owner' } })
})

test('its owner says that a step is begun and done, without the right to plan steps; others are refused', async () => {
  await plan('OWN', { state: 'open', owner: 'anna' })
  const as = (actor: string): Context => ({
    ...context,
    principal: { ...context.principal, actor, permissions: new Set(['scorecard.read']) },
  })
  await expect(tellProgress(as('user:ben'), 'OWN', { state: 'done' })).rejects.toMatchObject({ code: 'not_allowed' })
  expect(await tellProgress(as('user:anna'), 'OWN', { state: 'started' })).toMatchObject({ state: 'started' })
  const today = db.clock.now().toISOString().slice(0, 10)
  expect(await tellProgress(as('user:anna'), 'OWN', { state: 'done' })).toMatchObject({ state: 'done', done_on: today })
  await expect(tellProgress(as('user:anna'), 'OWN', { state: 'started' })).rejects.toMatchObject({
    code: 'wrong_state',
  })
})
