import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allot, type Given, POLICIES, type ShortagePolicy, type ShortClaim } from './allocate.ts'
import { NEVER } from './curve.ts'
import { decidedBy, type RankKey } from './rank.ts'

const LAST_DAY = 20
const horizon = { firstDay: 0, lastDay: LAST_DAY }

const rank = (wish: Partial<RankKey>): RankKey => ({
  commitment: 'none',
  hasWaited: false,
  isSafetyCritical: false,
  isAtRisk: false,
  tier: 2,
  promiseDay: 5,
  promisedAt: 0,
  orderedAt: 0,
  id: 'A',
  ...wish,
})
const claim = (
  id: string,
  quantity: number,
  wish: Partial<RankKey> & {
    needDay?: number
    isWhole?: boolean
    had?: number
    usual?: number
    bound?: number
    least?: number
  } = {},
): ShortClaim => ({
  rank: rank({ ...wish, id }),
  needDay: wish.needDay ?? 0,
  quantityMilli: quantity * 1000,
  isWhole: wish.isWhole ?? false,
  leastPartMilli: (wish.least ?? 0) * 1000,
  partsMax: 2,
  boundMilli: (wish.bound ?? 0) * 1000,
  hadMilli: (wish.had ?? 0) * 1000,
  usualMilli: (wish.usual ?? quantity) * 1000,
})
const policy = (kind: ShortagePolicy['kind'], tiers: [number, number, number][] = []): ShortagePolicy => ({
  kind,
  tiers: tiers.map(([tier, protectedShare, floorShare]) => ({ tier, protectedShare, floorShare })),
})
const pool = (onHand: number, arrivals: [number, number][] = []) => ({
  onHandMilli: onHand * 1000,
  arrivals: arrivals.map(([day, quantity]) => ({ day, quantityMilli: quantity * 1000 })),
})
/** Units on the day of need. */
const onTime = (given: readonly Given[], needDay = 0) =>
  given.reduce((sum, one) => sum + (one.day !== NEVER && one.day <= needDay ? one.quantityMilli : 0), 0) / 1000
const shared = (goods: number, claims: ShortClaim[], by: ShortagePolicy) =>
  allot(pool(goods), claims, { policy: by, horizon }).given.map((given) => onTime(given))

test('first come, first served: the time of the promise decides, whatever the tier', () => {
  const claims = [claim('A', 6, { tier: 1, promisedAt: 2 }), claim('B', 6, { tier: 3, promisedAt: 1 })]
  expect(shared(10, claims, policy('first_come'))).toEqual([4, 6])
})

test('a strict tier takes all but the floors of the others', () => {
  const claims = [claim('A', 10, { tier: 1 }), claim('B', 10, { tier: 2 }), claim('C', 10, { tier: 3 })]
  expect(shared(12, claims, policy('strict_tier'))).toEqual([10, 2, 0])
  const floors: [number, number, number][] = [
    [1, 0, 0],
    [2, 0, 0.2],
    [3, 0, 0.3],
  ]
  expect(shared(12, claims, policy('strict_tier', floors))).toEqual([7, 2, 3])
})

test('protected goods go to better tiers first, nested, and the rest to whoever came first', () => {
  const claims = [
    claim('A', 8, { tier: 1, promisedAt: 3 }),
    claim('B', 8, { tier: 2, promisedAt: 2 }),
    claim('C', 8, { tier: 3, promisedAt: 1 }),
  ]
  const levels: [number, number, number][] = [
    [1, 0.4, 0],
    [2, 0.6, 0],
    [3, 0, 0],
  ]
  // Of ten: four for tier 1, six for tiers 1 and 2 together, which tier 1 comes first in; four for who came first.
  expect(shared(10, claims, policy('protection_levels', levels))).toEqual([6, 0, 4])
})

test('proportional shares are whole units by the largest remainder', () => {
  const claims = [claim('A', 10), claim('B', 20), claim('C', 30)]
  expect(shared(25, claims, policy('proportional'))).toEqual([4, 8, 13])
})

test('an inflated order gets no more than what its customer usually takes is worth', () => {
  const claims = [claim('A', 60, { usual: 20 }), claim('B', 20)]
  expect(shared(20, claims, policy('proportional'))).toEqual([10, 10])
})

test('the lowest fill is raised first: who had goods before waits until the others have caught up', () => {
  const claims = [claim('A', 5, { had: 5 }), claim('B', 10)]
  expect(shared(6, claims, policy('lowest_first'))).toEqual([1, 5])
  expect(shared(4, claims, policy('lowest_first'))).toEqual([0, 4])
})

test('who needs goods after the shortage is not cut by it', () => {
  const claims = [claim('A', 10), claim('B', 10), claim('C', 10, { needDay: 4 })]
  const { given } = allot(pool(10, [[4, 12]]), claims, { policy: policy('proportional'), horizon })
  expect(given.map((one, at) => onTime(one, claims[at]!.needDay))).toEqual([5, 5, 10])
})

test('a line that takes only all is not cut: it gets all or waits', () => {
  const claims = [claim('A', 10, { isWhole: true }), claim('B', 10, { isWhole: true })]
  expect(shared(12, claims, policy('proportional'))).toEqual([10, 0])
})

test('a part too small to be sent waits for the rest', () => {
  const claims = [claim('A', 8, { promisedAt: 1 }), claim('B', 10, { promisedAt: 2, least: 3 })]
  expect(shared(10, claims, policy('first_come'))).toEqual([8, 0])
  expect(shared(11, claims, policy('first_come'))).toEqual([8, 3])
})

test('goods set aside by lot or bin stay with their line', () => {
  const claims = [claim('A', 10, { tier: 1 }), claim('B', 4, { tier: 3, bound: 3 })]
  expect(shared(10, claims, policy('strict_tier'))).toEqual([7, 3])
})

test('a line that waited too long comes before every newer one, except those owed by law', () => {
  const claims = [
    claim('A', 5, { tier: 1, commitment: 'contract' }),
    claim('B', 5, { tier: 3, hasWaited: true }),
    claim('C', 5, { tier: 3, commitment: 'regulatory' }),
  ]
  expect(shared(10, claims, policy('strict_tier'))).toEqual([0, 5, 5])
})

test('says which part of the key decided', () => {
  expect(decidedBy(rank({ tier: 1 }), rank({ tier: 3, isAtRisk: true }), 'by_tier')).toBe('at_risk')
  expect(decidedBy(rank({ tier: 1 }), rank({ tier: 3 }), 'by_tier')).toBe('tier')
  expect(decidedBy(rank({ tier: 3, promisedAt: 1 }), rank({ tier: 1, promisedAt: 2 }), 'by_arrival')).toBe('arrival')
  expect(decidedBy(rank({ id: 'A' }), rank({ id: 'B' }), 'by_tier')).toBe('code')
})

const anyRank = fc.record({
  commitment: fc.constantFrom('regulatory' as const, 'contract' as const, 'none' as const, 'none' as const),
  hasWaited: fc.boolean(),
  isSafetyCritical: fc.boolean(),
  isAtRisk: fc.boolean(),
  tier: fc.integer({ min: 1, max: 3 }),
  promiseDay: fc.option(fc.integer({ min: 0, max: 20 })),
  promisedAt: fc.integer({ min: 0, max: 5 }),
  orderedAt: fc.integer({ min: 0, max: 5 }),
})
const anyClaim = fc
  .record({
    rank: anyRank,
    needDay: fc.integer({ min: 0, max: LAST_DAY }),
    quantity: fc.integer({ min: 1, max: 9 }),
    isWhole: fc.boolean(),
    bound: fc.integer({ min: 0, max: 2 }),
    least: fc.integer({ min: 0, max: 3 }),
    had: fc.integer({ min: 0, max: 9 }),
    usual: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ rank: key, needDay, quantity, isWhole, bound, least, had, usual }) => ({
    ...claim('', quantity, { ...key, needDay, isWhole, had, usual, least, bound: Math.min(bound, quantity) }),
  }))
const anyClaims = fc
  .array(anyClaim, { maxLength: 25 })
  .map((claims) => claims.map((one, at) => ({ ...one, rank: { ...one.rank, id: `L${String(at).padStart(2, '0')}` } })))
const anyPolicy = fc
  .record({
    kind: fc.constantFrom(...POLICIES),
    shares: fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 6 })), {
      minLength: 3,
      maxLength: 3,
    }),
  })
  .map(({ kind, shares }) =>
    policy(
      kind,
      shares.map(([kept, floor], at) => [at + 1, kept / 10, floor / 10]),
    ),
  )
const anyPool = fc
  .tuple(
    fc.nat(40),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 15 })), { maxLength: 4 }),
  )
  .map(([onHand, arrivals]) => pool(onHand, arrivals))

test('never gives out more than has arrived, on any day, by any policy; serves nobody early and cuts no whole line', () => {
  fc.assert(
    fc.property(anyPool, anyClaims, anyPolicy, (goods, claims, by) => {
      const { given } = allot(goods, claims, { policy: by, horizon })
      for (let day = 0; day <= LAST_DAY; day++) {
        const arrived = goods.arrivals.reduce(
          (sum, one) => sum + (one.day <= day ? one.quantityMilli : 0),
          goods.onHandMilli,
        )
        const out = given
          .flat()
          .reduce((sum, one) => sum + (one.day !== NEVER && one.day <= day ? one.quantityMilli : 0), 0)
        expect(out).toBeLessThanOrEqual(arrived)
      }
      claims.forEach((one, at) => {
        expect(given[at]!.reduce((sum, part) => sum + part.quantityMilli, 0)).toBe(one.quantityMilli)
        for (const part of given[at]!) if (part.day !== NEVER) expect(part.day).toBeGreaterThanOrEqual(one.needDay)
        const parts = given[at]!.filter((part) => part.day !== NEVER)
        expect(parts.length).toBeLessThanOrEqual(one.isWhole ? 1 : one.partsMax)
      })
    }),
    { numRuns: 400 },
  )
})

test('the same claims in another order give the same result, and a second run too', () => {
  fc.assert(
    fc.property(anyPool, anyClaims, anyPolicy, fc.nat(), (goods, claims, by, turn) => {
      const at = claims.length ? turn % claims.length : 0
      const turned = [...claims.slice(at), ...claims.slice(0, at)]
      const byId = (list: readonly ShortClaim[]) => {
        const { given } = allot(goods, list, { policy: by, horizon })
        return Object.fromEntries(list.map((one, i) => [one.rank.id, given[i]]))
      }
      expect(byId(turned)).toEqual(byId(claims))
    }),
  )
})

test('no tier falls below its floor when the goods reach for all floors, whatever the policy', () => {
  fc.assert(
    fc.property(fc.nat(60), anyClaims, anyPolicy, (onHand, claims, by) => {
      const plain = claims.map((one) => ({
        ...one,
        needDay: 0,
        isWhole: false,
        boundMilli: 0,
        leastPartMilli: 0,
        rank: { ...one.rank, commitment: 'none' as const, hasWaited: false },
      }))
      const floors = by.tiers.map(({ tier, floorShare }) => {
        const asked = plain.reduce((sum, one) => sum + (one.rank.tier === tier ? one.quantityMilli : 0), 0) / 1000
        return { tier, floor: Math.ceil(asked * floorShare - 1e-9) }
      })
      fc.pre(floors.reduce((sum, one) => sum + one.floor, 0) <= onHand)
      const { given } = allot(pool(onHand), plain, { policy: by, horizon })
      for (const { tier, floor } of floors) {
        const got = plain.reduce((sum, one, at) => sum + (one.rank.tier === tier ? onTime(given[at]!) : 0), 0)
        expect(got).toBeGreaterThanOrEqual(floor)
      }
    }),
  )
})

test('nobody starves: before a newer line gets anything on the day, those who waited too long have all they can have', () => {
  fc.assert(
    fc.property(fc.nat(40), anyClaims, anyPolicy, (onHand, claims, by) => {
      const plain = claims.map((one) => ({ ...one, needDay: 0, boundMilli: 0 }))
      const { given } = allot(pool(onHand), plain, { policy: by, horizon })
      const isFirst = (one: ShortClaim) => one.rank.hasWaited || one.rank.commitment === 'regulatory'
      const first = plain.filter(isFirst)
      if (first.reduce((sum, one) => sum + one.quantityMilli, 0) > onHand * 1000) return
      plain.forEach((one, at) => {
        if (isFirst(one)) expect(onTime(given[at]!)).toBe(one.quantityMilli / 1000)
      })
    }),
  )
})

test('equal remainders of shares go to the better rank, whatever the last digit', () => {
  const claims = [0, 1, 2, 3].map((at) => claim(`L${at}`, 4, { tier: 1, promisedAt: at, orderedAt: at }))
  expect(shared(11, claims, policy('proportional', [[1, 0, 0.3]]))).toEqual([4, 3, 2, 2])
})

test('arrival decides among equals', () => {
  const even = {
    commitment: 'none' as const,
    hasWaited: false,
    isSafetyCritical: false,
    isAtRisk: false,
    tier: 1,
    promiseDay: 3,
  }
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.uniqueArray(fc.nat(100), { minLength: 2, maxLength: 8 }),
      anyPolicy,
      (onHand, times, by) => {
        const claims = times.map((at, i) => claim(`L${i}`, 4, { ...even, promisedAt: at, orderedAt: at }))
        const got = allot(pool(onHand), claims, { policy: by, horizon }).given.map((given) => onTime(given))
        const inTurn = times.map((at, i) => [at, got[i]!] as const).sort(([a], [b]) => a - b)
        for (let i = 1; i < inTurn.length; i++) expect(inTurn[i]![1]).toBeLessThanOrEqual(inTurn[i - 1]![1])
      },
    ),
  )
})
