import { expect, test } from 'vitest'
import { seasonOrders } from './season-orders.ts'
import type { WatchedPool } from './watched-pools.ts'

const TODAY = 20_528 // 2026-03-16
const START = TODAY + 30
const busy = {
  season_id: 'BUSY',
  name: 'Busy',
  firstDay: START,
  lastDay: START + 60,
  demandPercent: 150,
  targetPercent: null,
  extraLeadDays: null,
}
const pool = (rest: Partial<WatchedPool> = {}): WatchedPool => ({
  product_id: 'PIPE',
  product_name: 'Pipe',
  product_group: null,
  unit: 'C62',
  location_id: 'CHI',
  location_name: 'Chi',
  today: TODAY,
  on_hand: 0,
  reserved: 0,
  mean: 10,
  deviation: 3,
  span: 182,
  lead_days: 10,
  lead_deviation: 0,
  target_percent: 95,
  seasons: [busy],
  supplies: [],
  needs: [],
  ...rest,
})

test('an order is due as long before the season as the supply takes', () => {
  const [order] = seasonOrders([pool({ on_hand: 500 })], START)
  expect(order).toMatchObject({ order_by: '2026-04-05', is_late: false, lead_days: 10, daily_demand: 15 })
  // 500 less 29 days of 10 are there; 17 days of 15 are wanted and the safety stock.
  expect(order!.position).toBe(210)
  expect(order!.quantity).toBe(Math.ceil(order!.wanted - 210))
})

test('what comes until then counts, and a pool with enough is left out', () => {
  const supply = {
    supply_id: 'PO-1',
    line_number: 1,
    kind: 'purchase',
    state: 'confirmed',
    day: START - 1,
    quantity: 200,
  }
  expect(seasonOrders([pool({ on_hand: 500, supplies: [supply] })], START)).toEqual([])
  expect(seasonOrders([pool({ mean: 0, deviation: 0 })], START)).toEqual([])
})

test('too late to be there at its beginning is said, and is due today', () => {
  const [order] = seasonOrders([pool({ lead_days: 45 })], START)
  expect(order).toMatchObject({ order_by: '2026-03-16', is_late: true, position: -290 })
})
