/** Rules of segments: previewed, proposed, applied by a person, obeyed from their day on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProposedMoves, RulePreview, SegmentPlaces, WhySegment } from '../../../contract/segment-rules.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { carryOutMoves } from './move-customers.command.ts'

let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
  await ask('POST', '/segments', { segment_id: 'KEY', name: 'Key customers' })
  await ask('POST', '/segments', { segment_id: 'FAR', name: 'Far away' })
  for (const [customer, points] of [
    ['NORD', { punctuality: 70, price: 30 }],
    ['SUD', { punctuality: 10, price: 90 }],
  ] as const)
    await ask('POST', '/criteria', {
      ...{ criteria_id: `CR-${customer}`, customer_id: customer, buying_role: 'logistics', source: 'interview' },
      ...{ valid_from: '2026-02-01' },
      criteria: Object.entries(points).map(([element_id, given]) => ({ element_id, points: given })),
    })
}, 120_000)
afterAll(() => application?.close())

const ask = async <T = unknown>(method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object, role = 'owner') => {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${path}`, ...(payload && { payload }) },
    { cookie: first.cookies[role as 'owner'] },
  )
  return { status: answer.statusCode, body: answer.json() as T & { code?: string } }
}
const windowFirst = {
  ...{ rule_id: 'KEY-1', segment_id: 'KEY', valid_from: '2026-01-01', priority: 1 },
  clauses: [
    { clause_number: 1, fact: 'need_rank', comparison: 'at_most', amount: 1, element_id: 'punctuality' },
    { clause_number: 2, fact: 'country', choices: ['RO'] },
  ],
}
const places = async () => (await ask<SegmentPlaces>('GET', '/segment-places')).body.rows
const placeOf = async (id: string) => (await places()).find(({ customer_id }) => customer_id === id)!

test('a rule is previewed before it is kept: who is in, who would move, who cannot be told', async () => {
  const { body } = await ask<RulePreview>('POST', '/segment-rules/preview', windowFirst)
  expect(body).toMatchObject({ customers: 4, held: 1, moves: 1, in_none: 2, unknown: 1 })
  expect(body.rows).toMatchObject([{ customer_id: 'NORD', to_segment_name: 'Key customers', is_move: true }])
  // Nobody asked VEST, of the same country, what it weighs; EST is of another one.
  const alone = { ...windowFirst, clauses: windowFirst.clauses.slice(0, 1) }
  expect((await ask<RulePreview>('POST', '/segment-rules/preview', alone)).body).toMatchObject({ held: 1, unknown: 2 })
  expect(await places()).toMatchObject([{}, {}, {}, {}].map(() => ({ by_rules: { decided: 'none' } })))
})

test('a clause that says nothing is refused', async () => {
  const wrong = (clause: object) =>
    ask('POST', '/segment-rules/preview', { ...windowFirst, clauses: [{ clause_number: 1, ...clause }] })
  expect((await wrong({ fact: 'orders', comparison: 'at_least' })).body.code).toBe('invalid_input')
  expect((await wrong({ fact: 'orders', choices: ['A'] })).body.code).toBe('invalid_input')
  expect((await wrong({ fact: 'need_rank', comparison: 'at_most', amount: 2 })).body.code).toBe('invalid_input')
  expect((await wrong({ fact: 'country', choices: [] })).body.code).toBe('invalid_input')
})

test('a rule that can never hold is not kept', async () => {
  const keep = async (clause: object, path = '/segment-rules') =>
    (await ask('POST', path, { ...windowFirst, rule_id: 'NEVER', clauses: [{ clause_number: 1, ...clause }] })).body
  const choices = (fact: string, choice: string) => keep({ fact, choices: ['RO', choice] })
  expect(await choices('country', '.*')).toMatchObject({
    ...{ code: 'invalid_input', details: { field: 'clauses', clause_number: 1, reason: 'choices' } },
  })
  for (const [fact, choice] of [
    ['quadrant', 'nonsense'],
    ['margin_class', 'D'],
    ['country', 'R\u0007'],
    ['country', 'R\u0000'],
  ] as const)
    expect(await choices(fact, choice)).toMatchObject({ code: 'invalid_input' })
  const rank = { fact: 'need_rank', comparison: 'at_most', amount: 1 }
  for (const path of ['/segment-rules', '/segment-rules/preview'])
    expect(await keep({ ...rank, element_id: 'NOELEMENT' }, path)).toMatchObject({
      ...{ code: 'not_found', details: { element_id: 'NOELEMENT' } },
    })
  for (const amount of [1.5e-9, 0.1234567, 1e12])
    expect(await keep({ fact: 'value', comparison: 'at_least', amount })).toMatchObject({ code: 'invalid_input' })
  expect((await ask('GET', '/segment-rules/NEVER')).status).toBe(404)
  expect((await ask('GET', '/customers/NOBODY/segment')).status).toBe(404)
})

test('rules propose and move nobody; a person moves, at once, and it is told why with the figures', async () => {
  expect((await ask('POST', '/segment-rules', windowFirst)).status).toBe(201)
  const { body: proposed } = await ask<ProposedMoves>('POST', '/segment-moves/look')
  expect(proposed.rows).toMatchObject([{ customer_id: 'NORD', from_segment: 'PRO', to_segment: 'KEY' }])
  expect((await placeOf('NORD')).segment_id).toBe('PRO')
  const { body: why } = await ask<WhySegment>('GET', '/customers/NORD/segment')
  expect(why).toMatchObject({ by_rules: { segment_id: 'KEY', decided: 'one' }, people: 1 })
  expect(why.rules[0]!.clauses).toMatchObject([
    { fact: 'need_rank', found: 1, holds: true },
    { fact: 'country', found: 'RO', holds: true },
  ])
  const wish = {
    ...{ moved_on: '2026-03-16', reason: 'The rule says so' },
    moves: [{ customer_id: 'NORD', from_segment: 'PRO', to_segment: 'KEY', rule_id: 'KEY-1' }],
  }
  const today = application.first.context.clock.now().toISOString().slice(0, 10)
  expect((await ask('POST', '/segment-moves', { ...wish, moved_on: '2026-01-01' })).body.code).toBe('time_order')
  expect((await ask('POST', '/segment-moves', wish, 'coordinator')).status).toBe(403)
  expect((await ask('POST', '/segment-moves', { ...wish, moved_on: today })).body).toEqual({ done: 1, planned: 0 })
  expect((await ask('POST', '/segment-moves', { ...wish, moved_on: today })).body.code).toBe('version_conflict')
  expect(await placeOf('NORD')).toMatchObject({ segment_id: 'KEY', since: today, planned: null })
  expect((await ask<ProposedMoves>('GET', '/segment-moves/proposed')).body.rows).toEqual([])
})

test('an order from before the move stays with the segment of its day', async () => {
  const orders = [
    ['SO-BEFORE', '2026-03-10'],
    ['SO-AFTER', application.first.context.clock.now().toISOString().slice(0, 10)],
  ] as const
  for (const [order_id, ordered_on] of orders)
    await application.owner.query(
      `INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, currency, ordered_on, source, subject_version)
       SELECT tenant_id, $1, 'NORD', 'EUR', $2, 'api', 1 FROM customers.customer WHERE customer_id = 'NORD' LIMIT 1`,
      [order_id, ordered_on],
    )
  const { rows } = await application.owner.query(`SELECT o.order_id,
      CASE WHEN m.is_moved THEN m.from_segment ELSE c.segment_id END AS segment_id
    FROM orders.customer_order o JOIN customers.customer c USING (tenant_id, customer_id)
    LEFT JOIN LATERAL (SELECT m.from_segment, true AS is_moved FROM policies.segment_move m
      WHERE m.tenant_id = o.tenant_id AND m.customer_id = o.customer_id AND m.state = 'done' AND m.moved_on > o.ordered_on
      ORDER BY m.moved_on LIMIT 1) m ON true WHERE o.order_id LIKE 'SO-%' ORDER BY 1`)
  expect(rows).toEqual([
    { order_id: 'SO-AFTER', segment_id: 'KEY' },
    { order_id: 'SO-BEFORE', segment_id: 'PRO' },
  ])
  await application.owner.query(`DELETE FROM orders.customer_order WHERE order_id IN ('SO-BEFORE', 'SO-AFTER')`)
})

test('a move by an unknown rule or in years to come is refused and blocks nothing', async () => {
  const wish = (moved_on: string, rule_id?: string) =>
    ask('POST', '/segment-moves', {
      ...{ moved_on, reason: 'Some day' },
      moves: [{ customer_id: 'SUD', from_segment: 'PRO', to_segment: 'FAR', rule_id }],
    })
  expect((await wish('2026-06-01', 'NORULE')).body).toMatchObject({
    ...{ code: 'invalid_input', details: { field: 'rule_id' } },
  })
  expect((await wish('2199-01-01')).body.code).toBe('time_order')
  expect((await placeOf('SUD')).planned).toBeNull()
})

test('a move with a later day waits for it, once a customer, and can be taken back', async () => {
  const wish = {
    ...{ moved_on: '2027-01-01', reason: 'From the new year on' },
    moves: [{ customer_id: 'SUD', from_segment: 'PRO', to_segment: 'FAR' }],
  }
  expect((await ask('POST', '/segment-moves', wish)).body).toEqual({ done: 0, planned: 1 })
  expect((await ask('POST', '/segment-moves', wish)).body.code).toBe('wrong_state')
  const waiting = await placeOf('SUD')
  expect(waiting).toMatchObject({ segment_id: 'PRO', planned: { to_segment: 'FAR', moved_on: '2027-01-01' } })
  const { context } = application.first
  expect(await carryOutMoves(context)).toBe(0)
  await ask('POST', `/segment-moves/${waiting.planned!.move_id}/withdraw`)
  expect((await placeOf('SUD')).planned).toBeNull()
  expect((await ask('POST', `/segment-moves/${waiting.planned!.move_id}/withdraw`)).body.code).toBe('wrong_state')
  await ask('POST', '/segment-moves', wish)
  const later = { ...context, clock: { now: () => new Date('2027-01-01T04:00:00Z') } }
  expect(await carryOutMoves(later)).toBe(1)
  expect(await placeOf('SUD')).toMatchObject({ segment_id: 'FAR', since: '2027-01-01' })
  expect(await application.mismatches(application.first)).toEqual([])
})

test('two rules of equal priority decide nothing, and it is said', async () => {
  await ask('POST', '/segment-rules', {
    ...{ rule_id: 'FAR-1', segment_id: 'FAR', valid_from: '2026-01-01', priority: 1 },
    clauses: [{ clause_number: 1, fact: 'country', choices: ['RO'] }],
  })
  expect((await placeOf('NORD')).by_rules).toMatchObject({ decided: 'tie', segment_id: null, holding: ['FAR', 'KEY'] })
})
