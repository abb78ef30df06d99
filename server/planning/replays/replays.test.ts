/** Drafts kept, replayed and published: what is asked, what is found, what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PackageDraft } from '../../../contract/package-drafts.ts'
import { Replay } from '../../../contract/replays.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { followToTheEnd } from '../../../tests/fixtures/follow.ts'
import { changeRecord, createRecord, getRecord, type RecordType } from '../../ledger/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { placeOrder, recurringOrder } from '../../modules/orders/index.ts'
import { packageDraft, serviceFloor, servicePackage } from '../../modules/policies/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { previewPackage } from '../packages/preview-package.ts'
import { publishAndTell } from '../packages/publish-draft.command.ts'
import { getReplay, listReplays } from './replays.store.ts'
import { askReplay, cancelReplay, runReplay } from './run-replay.command.ts'

let db: TestDatabase
let context: Context
const attempt = { number: 1, isLast: true, stopping: new AbortController().signal }
const DAY = 86_400_000
const WEEK = ['Mo', 'Tu', 'We', 'Th', 'Fr'] as const
const add = (type: RecordType, state: Record<string, unknown>) =>
  inTransaction(context, (tx) => createRecord(context, tx, type, state))
const found = (id: string) => inSnapshot(context, (tx) => getReplay(tx, id))
const ask = (draft_id: string, kind: 'history' | 'simulated' = 'history') => askReplay(context, { draft_id, kind })
const DRAFT = {
  ...{ package_id: 'PRO-2', segment_id: 'PRO', name: 'Professionals', valid_from: '2027-02-01' },
  lead_time_days: 4,
}

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds, clock: fixedClock(new Date('2026-12-31T12:00:00Z')) }
  await foundCompany(context)
  await add(servicePackage, {
    ...{ package_id: 'PRO-1', segment_id: 'PRO', name: 'Professionals', valid_from: '2026-01-01' },
    ...{ lead_time_days: 4, delivery_days: WEEK },
  })
  // Two customers, a Monday and a Wednesday order a week for twenty weeks, promised and there two days later; every eighth a day late.
  for (let nth = 0; nth < 40; nth++) {
    const ordered = Date.parse('2026-03-02T09:00:00Z') + Math.floor(nth / 2) * 7 * DAY + (nth % 2) * 2 * DAY
    await story(`SO-${nth}`, { customer: nth % 2 ? 'SUD' : 'NORD', ordered, days: nth % 8 === 7 ? 3 : 2 })
  }
  await followToTheEnd(context)
  await add(packageDraft, { ...DRAFT, draft_id: 'LESS', delivery_days: ['Tu', 'Th'], note: 'Half the stops' })
}, 600_000)
afterAll(() => db?.close())

describe('a replay of a draft', () => {
  test('tells before and after, that it is fit, who loses by name, and what it took for granted', async () => {
    const asked = await ask('LESS')
    expect(asked).toMatchObject({ state: 'waiting', is_outdated: false, report: null })
    expect((await ask('LESS')).replay_id).toBe(asked.replay_id)
    await runReplay(context, asked.replay_id, attempt)
    const { report, ...told } = Replay.parse(await found(asked.replay_id))
    expect(told).toMatchObject({ state: 'done', progress: 1 })
    expect(report!.fit).toMatchObject({ lines: 40, actual: 35 / 40, replayed: 35 / 40, is_fit: true })
    expect(report!.total.elements.days.change).toBeGreaterThan(0)
    expect(report!.touched).toMatchObject({ customers: 2 })
    expect(report!.touched.list.every(({ verdict, name }) => verdict !== 'loses' || /Bau|Instal/.test(name))).toBe(true)
    expect(report!.touched.losers).toBeGreaterThan(0)
    const assumed = report!.assumptions.map(({ assumption }) => assumption)
    expect(assumed).toEqual(expect.arrayContaining(['same_orders', 'no_stock_facts', 'no_rates']))
  })

  test('over simulated years stands beside it, tells pairs and what they spared, and whether they are fit', async () => {
    const asked = await ask('LESS', 'simulated')
    await runReplay(context, asked.replay_id, attempt)
    const { report, kind } = Replay.parse(await found(asked.replay_id))
    expect(kind).toBe('simulated')
    expect(report!.pairs).toBeGreaterThanOrEqual(30)
    expect(report!.total.elements.days.low).toBeGreaterThan(0)
    expect(report!.total.elements.days.spared).toBeLessThanOrEqual(1)
    expect(report!.fit.actual).toBe(35 / 40)
    expect(report!.assumptions.map(({ assumption }) => assumption)).toEqual(
      expect.arrayContaining(['same_habits', 'drawn_apart']),
    )
    expect(report!.touched.losers).toBeGreaterThan(0)
  })

  test('is outdated once the draft has changed, and says what was replayed', async () => {
    await inTransaction(context, (tx) =>
      changeRecord(context, tx, packageDraft, 'LESS', () => ({ delivery_days: ['Tu', 'Fr'] })),
    )
    const [newest] = await inSnapshot(context, (tx) => listReplays(tx, 'LESS'))
    expect(newest).toMatchObject({ is_outdated: true, terms: { delivery_days: ['Tu', 'Th'] } })
  })

  test('is stopped on a wish, and what was stopped is not run', async () => {
    const { replay_id } = await ask('LESS')
    expect(await cancelReplay(context, replay_id)).toMatchObject({ state: 'cancelled' })
    await runReplay(context, replay_id, attempt)
    expect(await found(replay_id)).toMatchObject({ state: 'cancelled', report: null })
  })

  test('of a draft that is not there is refused', async () => {
    await expect(ask('NONE')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('publishing a draft', () => {
  test('is blocked by a floor, which a draft by itself is not', async () => {
    await add(serviceFloor, {
      ...{ floor_id: 'DAYS', segment_id: 'PRO', element: 'delivery_days', level: 3, valid_from: '2026-06-01' },
      reason: 'Building sites have no room',
    })
    await expect(publishAndTell(context, 'LESS')).rejects.toMatchObject({ code: 'approval_needed' })
    const asked = await ask('LESS')
    await runReplay(context, asked.replay_id, attempt)
    expect((await found(asked.replay_id)).report!.floors).toMatchObject([{ floor_id: 'DAYS', is_broken: true }])
  })

  test('makes it the package of its segment, once, and lets it change no more', async () => {
    await add(packageDraft, { ...DRAFT, draft_id: 'THREE', delivery_days: ['Mo', 'We', 'Fr'] })
    expect(await publishAndTell(context, 'THREE')).toMatchObject({
      package_id: 'PRO-2',
      delivery_days: ['Mo', 'We', 'Fr'],
    })
    const { state } = await inSnapshot(context, (tx) => getRecord(tx, packageDraft, 'THREE'))
    expect(PackageDraft.parse(state).published_on).toBe('2026-12-31')
    await expect(publishAndTell(context, 'THREE')).rejects.toMatchObject({ code: 'wrong_state' })
  })
})

test('a package that serves no more a day agreed with a customer is refused, and the preview names the customer', async () => {
  await add(recurringOrder, {
    ...{ recurring_id: 'RO-1', customer_id: 'NORD', name: 'Every Tuesday', starts_on: '2026-12-01', horizon_days: 14 },
    source: 'phone',
    terms: [
      {
        ...{ valid_from: '2026-12-01', location_id: 'NORD-1', weekdays: ['Mo', 'We'], every_weeks: 1 },
        ...{ closed_day_rule: 'after', lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }] },
      },
    ],
  })
  const state = { ...DRAFT, package_id: 'PRO-3', valid_from: '2027-03-01', delivery_days: ['Mo', 'Tu', 'Fr'] }
  await add(packageDraft, { ...state, draft_id: 'NO-WEDNESDAY' })
  await expect(publishAndTell(context, 'NO-WEDNESDAY')).rejects.toMatchObject({ code: 'contradicts_agreement' })
  const preview = await inSnapshot(context, (tx) => previewPackage(tx, state as never, '2026-12-31'))
  expect(preview.agreements).toEqual([
    { recurring_id: 'RO-1', customer_id: 'NORD', customer_name: 'Nord Bau', weekdays: ['We'] },
  ])
})

async function story(id: string, { customer, ordered, days }: { customer: string; ordered: number; days: number }) {
  const at = (day: number) => new Date(ordered + day * DAY).toISOString()
  const day = (nth: number) => at(nth).slice(0, 10)
  const line = { order_id: id, line_number: 1 }
  await placeOrder(context, {
    ...{ order_id: id, customer_id: customer, location_id: `${customer}-1`, currency: 'EUR', ordered_at: at(0) },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10, unit_price: 10 }],
  })
  await makePromise(context, line, { to_date: day(2), quantity: 10, cause: 'initial' } as never)
  await dispatchShipment(context, { shipment_id: `SH-${id}`, shipped_at: at(1), lines: [{ ...line, quantity: 10 }] })
  await recordDelivery(context, {
    ...{ delivery_id: `DL-${id}`, shipment_id: `SH-${id}`, delivered_at: at(days) },
    lines: [{ ...line, accepted_quantity: 10, rejected_quantity: 0 }],
  })
}
