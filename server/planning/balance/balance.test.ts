/** The trade-off desk over a small company's own year: levels, floors, budgets, and what is not known. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WeighRequest } from '../../../contract/trade-offs.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord, type RecordType } from '../../ledger/index.ts'
import { issueInvoice } from '../../modules/billing/index.ts'
import { costRate, productCost } from '../../modules/costs/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { serviceFloor, servicePackage } from '../../modules/policies/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { weigh } from './weigh.command.ts'

let db: TestDatabase
let context: Context
const add = (type: RecordType, state: Record<string, unknown>) =>
  inTransaction(context, (tx) => createRecord(context, tx, type, state))
const ask = (request: object = {}) => weigh(context, WeighRequest.parse(request))
const groundOf = async (element: string, request: object = {}) =>
  (await ask(request)).grounds.find((ground) => ground.element === element)!

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds, clock: fixedClock(new Date('2026-12-31T12:00:00Z')) }
  await foundCompany(context)
  await add(servicePackage, {
    ...{ package_id: 'PRO-1', segment_id: 'PRO', name: 'Professionals', valid_from: '2026-01-01' },
    ...{ lead_time_days: 3, in_stock_percent: 95, delivery_days: ['Mo', 'Tu', 'We', 'Th', 'Fr'] },
  })
  // Twenty weeks, two orders each: on Monday, there on Wednesday; on Tuesday, there on Friday. Every fourth is small.
  for (let week = 0; week < 20; week++) {
    for (const [nth, days] of [2, 3].entries()) {
      const monday = Date.parse('2026-02-02T09:00:00Z') + week * 7 * 86_400_000
      await story(`SO-${week}-${nth}`, {
        ordered: monday + nth * 86_400_000,
        days,
        quantity: (week + nth) % 4 ? 40 : 2,
      })
    }
  }
}, 600_000)
afterAll(() => db?.close())

test('a name that nobody knows is refused, and so is a level that cannot be', async () => {
  await expect(ask({ segment_id: 'NOBODY' })).rejects.toMatchObject({ code: 'unknown_segment' })
  await expect(ask({ currency: 'QQQ' })).rejects.toMatchObject({ code: 'unknown_currency' })
  const level = { segment: 'PRO', element: 'lead_time_days', level: 2 }
  for (const field of ['rivals', 'mix']) {
    const elsewhere = [{ ...level, segment: 'NOBODY' }]
    await expect(ask({ [field]: elsewhere })).rejects.toMatchObject({ code: 'unknown_segment', details: { field } })
    const service = [{ ...level, element: 'service:NOTHING' }]
    await expect(ask({ [field]: service })).rejects.toMatchObject({ code: 'invalid_input', details: { field } })
    const faultOf = (levels: object[]) => WeighRequest.safeParse({ [field]: levels }).error?.issues[0]?.path
    expect(faultOf([{ ...level, level: -5 }])).toEqual([field, 0, 'level'])
    expect(faultOf([{ ...level, element: 'in_stock_percent', level: 101 }])).toEqual([field, 0, 'level'])
    expect(faultOf([level, { ...level, level: 3 }])).toEqual([field])
    expect(faultOf([level, { ...level, element: 'delivery_days' }])).toBeUndefined()
  }
})

test('without rates and costs of goods nothing is weighed, and what lacks is said', async () => {
  const nothing = await ask()
  expect(nothing.segments).toMatchObject([{ segment_id: 'PRO', lacks: 'margin' }])
  expect(nothing).toMatchObject({ grounds: [], answer: null, missing: { reason: 'nothing' } })
})

describe('with rates and costs', () => {
  beforeAll(async () => {
    const rate = (driver: string, amount: number) =>
      add(costRate, { rate_id: driver, driver, amount, currency: 'EUR', valid_from: '2026-01-01' })
    for (const [driver, amount] of [
      ['order', 2],
      ['line', 1],
      ['pick', 1],
      ['stop', 30],
      ['invoice', 1],
    ] as const)
      await rate(driver, amount)
    await add(productCost, {
      cost_id: 'C',
      product_id: 'PIPE-20',
      currency: 'EUR',
      valid_from: '2026-01-01',
      unit_cost: 6,
    })
  })

  test('a shorter lead time costs expediting the orders that took longer', async () => {
    const ground = await groundOf('lead_time_days')
    expect(ground).toMatchObject({ today: 3, isPublished: true, counted: 40 })
    const at = (level: number) => ground.levels.find((one) => one.level === level)!
    // Half took three working days: to come within two they would be expedited, for seven sixths of the usual 30 on average.
    expect(at(2).cost).toBeCloseTo(20 * 30 * ((0.5 + 1 + 2) / 3), 6)
    expect(at(1).cost).toBeCloseTo(2 * at(2).cost, 6)
    expect(at(2).margin).toBeGreaterThan(0)
    expect(at(4).cost).toBe(0)
  })

  test('fewer delivery days save stops, more cost some, each from the stops there were', async () => {
    const { levels, counted } = await groundOf('delivery_days')
    expect(counted).toBe(40)
    const costs = levels.map(({ cost }) => cost)
    expect(costs).toEqual(costs.toSorted((a, b) => a - b))
    expect(levels.find(({ level }) => level === 5)).toMatchObject({ cost: 0, margin: 0 })
    expect(Math.abs(costs[0]!)).toBeLessThan(40 * 30)
  })

  test('a cheaper mix is found, proven, with its risk and what decides it', async () => {
    const { answer, inputs } = await ask()
    expect(answer!.chosen.gain).toBeGreaterThan(0)
    expect(answer!.isProven).toBe(true)
    expect(answer!.risk.loss).toBeLessThanOrEqual(0.2)
    expect(answer!.swings.length).toBeGreaterThan(0)
    expect(inputs.every(({ isPrior }) => isPrior)).toBe(true)
  })

  test('who knows better than a prior says so', async () => {
    const sure = { low: 0.2, likely: 0.3, high: 0.4 }
    const { inputs, answer } = await ask({ inputs: { day_faster: sure } })
    expect(inputs.find(({ input }) => input === 'day_faster')).toEqual({ input: 'day_faster', ...sure, isPrior: false })
    expect(answer!.best.levels.find(({ element }) => element === 'lead_time_days')!.level).toBe(1)
  })

  test('a budget that cannot be kept is told with what it lacks', async () => {
    const { answer, missing } = await ask({ budget: -1_000_000 })
    expect(answer).toBeNull()
    expect(missing).toMatchObject({ reason: 'no_mix' })
    expect(missing!.short).toBeGreaterThan(900_000)
  })

  test('a floor makes the element a core one: a saving below it is named and not chosen, and trying it is blocked', async () => {
    const before = await ask()
    const days = before.answer!.chosen.levels.find(({ element }) => element === 'delivery_days')!
    expect(days.level).toBeLessThan(5)
    await add(serviceFloor, {
      ...{ floor_id: 'DAYS', segment_id: 'PRO', element: 'delivery_days', level: 4, valid_from: '2026-06-01' },
      reason: 'Building sites have no room',
    })
    const mix = [{ segment: 'PRO', element: 'delivery_days', level: 3 }]
    const after = await ask({ mix })
    expect(
      after.answer!.chosen.levels.find(({ element }) => element === 'delivery_days')!.level,
    ).toBeGreaterThanOrEqual(5)
    expect(after.answer!.barred).toContainEqual(
      expect.objectContaining({ element: 'delivery_days', level: 3, bar: 'below_floor' }),
    )
    expect(after.tried!.bars).toEqual([{ segment: 'PRO', element: 'delivery_days', level: 3, bar: 'below_floor' }])
    expect(after.grounds.find(({ element }) => element === 'delivery_days')!.floors).toMatchObject([
      { floor_id: 'DAYS', level: 4, reason: 'Building sites have no room' },
    ])
  })
})

type Story = { readonly ordered: number; readonly days: number; readonly quantity: number }

async function story(id: string, { ordered, days, quantity }: Story): Promise<void> {
  const at = (day: number) => new Date(ordered + day * 86_400_000).toISOString()
  const line = { order_id: id, line_number: 1 }
  await placeOrder(context, {
    ...{ order_id: id, customer_id: 'NORD', location_id: 'NORD-1', currency: 'EUR', ordered_at: at(0) },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity, unit_price: 10 }],
  })
  await dispatchShipment(context, { shipment_id: `SH-${id}`, shipped_at: at(1), lines: [{ ...line, quantity }] })
  await recordDelivery(context, {
    ...{ delivery_id: `DL-${id}`, shipment_id: `SH-${id}`, delivered_at: at(days) },
    lines: [{ ...line, accepted_quantity: quantity, rejected_quantity: 0 }],
  })
  await issueInvoice(context, {
    ...{ invoice_id: `IN-${id}`, invoice_kind: 'invoice', customer_id: 'NORD', currency: 'EUR', issued_at: at(days) },
    lines: [{ ...line, quantity, unit_price: 10, net_minor: quantity * 1000, charges_minor: 0 }],
  })
}
