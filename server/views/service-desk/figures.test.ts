/** How fast customers are answered, what an inquiry is probably about, and who may be about to leave. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord } from '../../ledger/index.ts'
import { answerInquiry, receiveInquiry } from '../../modules/inquiries/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { segment } from '../../modules/policies/index.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { answerTimes } from './answer-times.ts'
import { leavingSigns } from './leaving-signs.ts'
import { suggestTopic } from './topic-suggestion.ts'

let db: TestDatabase
let context: Context
const NOW = new Date('2026-03-16T09:00:00Z')
const at = (text: string): Context => ({ ...context, clock: fixedClock(new Date(text)) })
const ask = (when: string, more: object = {}) =>
  receiveInquiry(at(when), { channel: 'phone', customer_id: 'NORD', subject: 'When?', text: 'When?', ...more })
const answer = { text: 'Friday.', is_final: true, told_by: 'phone' } as const

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds }
  await foundCompany(context)
  const hours = (element: string, target: number) => ({
    ...{ element, target, target_unit: 'hours', valid_from: '2026-01-01' },
  })
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, segment, 'PRO', () => ({
      standards: [hours('first_answer', 2), hours('final_answer', 4)],
    })),
  )
}, 600_000)
afterAll(() => db?.close())

test('what is still unanswered beyond its time has missed the standard, and what waits within it is not judged', async () => {
  // Monday to Friday, seven to six in Bucharest.
  const kept = await ask('2026-03-09T07:00:00Z')
  await answerInquiry(at('2026-03-09T08:00:00Z'), String(kept.inquiry_id), answer)
  const missed = await ask('2026-03-10T07:00:00Z')
  await answerInquiry(at('2026-03-10T12:00:00Z'), String(missed.inquiry_id), answer)
  await ask('2026-03-11T07:00:00Z')
  await ask('2026-03-16T08:45:00Z')
  const { rows } = await inSnapshot(context, (tx) => answerTimes(tx, { from: '2026-03-01', to: '2026-03-31' }, NOW))
  const all = rows.filter((row) => row.is_all)
  expect(all).toMatchObject([
    { measure: 'first_answer', asked: 4, answered: 2, median_hours: 3, kept: 1, judged: 3 },
    { measure: 'final_answer', asked: 4, answered: 2, median_hours: 3, kept: 1, judged: 3 },
  ])
  expect(all[0]!.low).toBeGreaterThan(0)
})

test('a topic is suggested once people have sorted enough, and says how often it was right', async () => {
  const suggested = (text: string) => inSnapshot(context, (tx) => suggestTopic(tx, text))
  expect(await suggested('The invoice is wrong')).toBeNull()
  for (let number = 0; number < 15; number++) {
    await ask('2026-02-02T09:00:00Z', { topic: 'bill', text: `The invoice ${number} shows a wrong amount` })
    await ask('2026-02-02T09:00:00Z', { topic: 'damage', text: `Boxes of order ${number} arrived broken` })
  }
  // The first six have too few before them to be foretold by.
  expect(await suggested('Our invoice has the wrong amount')).toMatchObject({ topic: 'bill', right: 24, cases: 24 })
})

test('fewer orders and a question left alone together warn of a customer who may leave', async () => {
  const order = (customer_id: string, ordered_at: string) =>
    placeOrder(context, {
      ...{ customer_id, ordered_at },
      lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }],
    } as Parameters<typeof placeOrder>[1])
  for (const day of ['05', '08', '12', '19', '24', '28']) {
    await order('NORD', `2025-10-${day}T09:00:00Z`)
    await order('VEST', `2025-10-${day}T09:00:00Z`)
    await order('VEST', `2026-02-${day}T09:00:00Z`)
  }
  const { rows, check } = await inSnapshot(context, (tx) => leavingSigns(tx, NOW))
  expect(rows).toMatchObject([{ customer_id: 'NORD' }])
  expect(rows[0]!.signs.map(({ kind }) => kind)).toEqual(['unanswered', 'fewer_orders'])
  expect(rows[0]!.signs[1]).toMatchObject({ now: 0, before: 6 })
  // Ninety days back both had ordered as usual; nobody was warned of, and one left.
  expect(check).toEqual({ as_of: '2025-12-16', customers: 2, left: 1, warned: 0, warned_left: 0 })
})
