import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, chooseStock, isGoodFor } from './choose-stock.ts'

const lot = (lot_id: string, expires_on: string | null, free: number, rest: Partial<Candidate> = {}): Candidate => ({
  bin: '',
  lot_id,
  serial: '',
  free,
  received_on: '2026-01-10',
  produced_on: '2026-01-01',
  expires_on,
  is_recalled: false,
  ...rest,
})

test('the lot that expires first goes first, and goods that never expire go last', () => {
  const lots = [lot('C', null, 5), lot('B', '2026-06-01', 5), lot('A', '2026-05-01', 5)]
  expect(chooseStock(lots, 12).map(({ lot_id, quantity }) => [lot_id, quantity])).toEqual([
    ['A', 5],
    ['B', 5],
    ['C', 2],
  ])
})

test('of equal expiry the one received first goes, then the smallest remainder', () => {
  const lots = [
    lot('late', '2026-05-01', 1, { received_on: '2026-02-01' }),
    lot('big', '2026-05-01', 9),
    lot('small', '2026-05-01', 2),
  ]
  expect(chooseStock(lots, 12).map((one) => one.lot_id)).toEqual(['small', 'big', 'late'])
})

test('a lot that will not be good for long enough on arrival is passed over', () => {
  const arrival = { arrivesOn: '2026-04-20', daysLeft: 30 }
  expect(isGoodFor(lot('A', '2026-05-01', 5), arrival)).toBe(false)
  expect(isGoodFor(lot('B', '2026-05-20', 5), arrival)).toBe(true)
  expect(chooseStock([lot('A', '2026-05-01', 5)], 5, arrival)).toEqual([])
})

test('a share of the whole life counts where it asks for more than the days', () => {
  // 120 days from production to expiry; a third of it is 40 days.
  const long = lot('A', '2026-05-01', 5)
  expect(isGoodFor(long, { arrivesOn: '2026-03-20', daysLeft: 10, shareLeft: 1 / 3 })).toBe(true)
  expect(isGoodFor(long, { arrivesOn: '2026-03-25', daysLeft: 10, shareLeft: 1 / 3 })).toBe(false)
})

test('expired and recalled goods never go', () => {
  expect(isGoodFor(lot('A', '2026-03-01', 5), { arrivesOn: '2026-03-02' })).toBe(false)
  expect(chooseStock([lot('A', '2026-05-01', 5, { is_recalled: true })], 1)).toEqual([])
})

test('never takes more than lies there, nor more than is asked, nor a later lot while an earlier one has goods left', () => {
  const candidates = fc.array(
    fc.record({ free: fc.integer({ min: 0, max: 20 }), expires: fc.integer({ min: 1, max: 28 }) }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(candidates, fc.integer({ min: 0, max: 100 }), (drawn, wanted) => {
      const lots = drawn.map(({ free, expires }, at) =>
        lot(`L${at}`, `2026-05-${String(expires).padStart(2, '0')}`, free),
      )
      const chosen = chooseStock(lots, wanted)
      const total = lots.reduce((sum, one) => sum + one.free, 0)
      expect(chosen.reduce((sum, one) => sum + one.quantity, 0)).toBe(Math.min(wanted, total))
      const taken = (one: Candidate) => chosen.find((goods) => goods.lot_id === one.lot_id)?.quantity ?? 0
      const lastTaken = lots.filter((one) => taken(one) > 0).map((one) => one.expires_on!)
      const latest = lastTaken.sort().at(-1) ?? ''
      for (const one of lots) if (one.expires_on! < latest) expect(taken(one)).toBe(one.free)
    }),
  )
})
