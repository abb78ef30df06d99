import { expect, test } from 'vitest'
import { warn } from './warn.ts'
import type { WatchedPool } from './watched-pools.ts'

const TODAY = 20_528 // 2026-03-16
const pool = (location_id: string, rest: Partial<WatchedPool>): WatchedPool => ({
  product_id: 'PIPE',
  product_name: 'Pipe',
  product_group: null,
  unit: 'C62',
  location_id,
  location_name: location_id,
  today: TODAY,
  on_hand: 0,
  reserved: 0,
  mean: 4,
  deviation: 2,
  span: 182,
  seasons: [],
  lead_days: 10,
  lead_deviation: 0,
  target_percent: null,
  supplies: [],
  needs: [],
  ...rest,
})
const supply = (day: number, quantity: number) => ({
  supply_id: 'PO-1',
  line_number: 1,
  kind: 'purchase',
  state: 'confirmed',
  day: TODAY + day,
  quantity,
})

test('warns of a stock-out while there is time to order, and says how much and by when', () => {
  const [warning] = warn([pool('CHI', { on_hand: 20 })])
  expect(warning).toMatchObject({ kind: 'stock_out', on: '2026-03-21', daily_demand: 4, days_of_cover: 5 })
  expect(warning!.fixes).toMatchObject([{ kind: 'order', on: '2026-03-26' }])
  // Order-up-to 17 days' demand and the safety stock, less what is there.
  expect(warning!.fixes[0]!.quantity).toBe(Math.ceil(warning!.order_up_to - 20))
})

test('days of cover end on the day the goods run out, however much of them is reserved', () => {
  const needs = [{ day: TODAY + 3, quantity: 80 }]
  const [warning] = warn([pool('CHI', { on_hand: 80, reserved: 80, needs })])
  expect(warning).toMatchObject({ kind: 'stock_out', on: '2026-03-19', days_of_cover: 3, reserved: 80, on_hand: 80 })
})

test('is silent where goods last until an order of next week would be there', () => {
  expect(warn([pool('CHI', { on_hand: 80 })])).toEqual([])
})

test('prefers what exists already: supply that could come sooner, and goods of a site that has too many', () => {
  const here = pool('CHI', { on_hand: 20, supplies: [supply(12, 100)] })
  const there = pool('IAS', { on_hand: 500, mean: 1, deviation: 1 })
  const warning = warn([here, there]).find((one) => one.location_id === 'CHI')
  expect(warning!.fixes.map((fix) => fix.kind)).toEqual(['pull_forward'])
  const bare = warn([pool('CHI', { on_hand: 20 }), there]).find((one) => one.location_id === 'CHI')
  expect(bare!.fixes[0]).toMatchObject({ kind: 'transfer', site_id: 'IAS' })
})

test('reservations that nothing covers come first, with the day on which they can be kept', () => {
  const broken = pool('CHI', {
    on_hand: 5,
    reserved: 12,
    needs: [{ day: TODAY + 1, quantity: 12 }],
    supplies: [supply(8, 50)],
  })
  const [first] = warn([pool('IAS', { on_hand: 20 }), broken])
  expect(first).toMatchObject({ kind: 'short', location_id: 'CHI', quantity: 7, on: '2026-03-17' })
  expect(first!.fixes).toContainEqual(expect.objectContaining({ kind: 'move_promises', quantity: 7, on: '2026-03-24' }))
})

test('a surplus is told in whole units above what the standard needs, supply not yet here is cut first', () => {
  const [warning] = warn([pool('CHI', { on_hand: 400, supplies: [supply(5, 50)] })])
  expect(warning).toMatchObject({ kind: 'surplus', on: null })
  expect(warning!.fixes[0]).toMatchObject({ kind: 'reduce_supply', supply_id: 'PO-1', quantity: 50 })
  expect(warning!.fixes.reduce((sum, fix) => sum + fix.quantity, 0)).toBe(warning!.quantity)
})

test('goods that nobody asked for are all surplus', () => {
  expect(warn([pool('CHI', { on_hand: 7, mean: 0, deviation: 0 })])).toMatchObject([{ kind: 'surplus', quantity: 7 }])
})

test('a stricter standard warns of more', () => {
  const usual = pool('CHI', { on_hand: 20 })
  const strict = { ...usual, target_percent: 99.5 }
  expect(warn([strict])[0]!.order_up_to).toBeGreaterThan(warn([usual])[0]!.order_up_to)
  expect(warn([strict])[0]).toMatchObject({ target_source: 'service_package', target_percent: 99.5 })
})

const busy = (from: number, to: number) => ({
  season_id: 'BUSY',
  name: 'Busy',
  firstDay: TODAY + from,
  lastDay: TODAY + to,
  demandPercent: 200,
  targetPercent: 150,
  extraLeadDays: 3,
})

test('a busy season ahead raises the target before it comes, and brings the stock-out forward', () => {
  const usual = warn([pool('CHI', { on_hand: 72 })])[0]
  expect(usual).toBeUndefined()
  const [warning] = warn([pool('CHI', { on_hand: 72, seasons: [busy(5, 40)] })])
  // Four days of 4, then 8 a day: 72 are gone on the eleventh.
  expect(warning).toMatchObject({
    kind: 'stock_out',
    on: '2026-03-27',
    lead_days: 13,
    usual_demand: 4,
    seasons: ['Busy'],
  })
  expect(warning!.daily_demand).toBeCloseTo((4 * 5 + 8 * 15) / 20, 3)
  expect(warning!.fixes[0]).toMatchObject({ kind: 'order', on: '2026-03-29' })
})

test('demand that was seen within a season is not taken for usual', () => {
  const [warning] = warn([pool('CHI', { on_hand: 5, mean: 8, seasons: [busy(-182, -1)] })])
  expect(warning).toMatchObject({ usual_demand: 4, daily_demand: 4 })
})
