import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NEVER } from './curve.ts'
import { serveInRank } from './serve-in-rank.ts'

const serve = (onHand: number, arrivals: [number, number][], claims: [number, number][], lastDay = 20) => [
  ...serveInRank(
    onHand,
    arrivals.map(([day, quantityMilli]) => ({ day, quantityMilli })),
    {
      needDays: Int32Array.from(claims.map(([day]) => day)),
      quantitiesMilli: Float64Array.from(claims.map(([, quantity]) => quantity)),
    },
    { firstDay: 0, lastDay },
  ),
]

test('who ranks first keeps the day, who ranks last waits for the next arrival', () => {
  expect(
    serve(
      5,
      [[3, 5]],
      [
        [0, 4],
        [0, 4],
      ],
    ),
  ).toEqual([0, 3])
})

test('a late arrival moves only those it can no longer serve', () => {
  expect(
    serve(
      10,
      [[5, 10]],
      [
        [2, 8],
        [4, 8],
      ],
    ),
  ).toEqual([2, 5])
  expect(
    serve(
      10,
      [[4, 10]],
      [
        [2, 8],
        [4, 8],
      ],
    ),
  ).toEqual([2, 4])
})

test('a claim that nothing will ever serve says so and takes nothing from the others', () => {
  expect(
    serve(
      5,
      [],
      [
        [0, 9],
        [0, 5],
      ],
    ),
  ).toEqual([NEVER, 0])
})

test('an early need is not served with goods that a better ranked later need must have', () => {
  expect(
    serve(
      5,
      [[9, 5]],
      [
        [4, 5],
        [0, 3],
      ],
    ),
  ).toEqual([4, 9])
})

test('a need that has passed is served on the first day', () => {
  expect(serve(5, [], [[-3, 5]])).toEqual([0])
})

test('never gives out more than has arrived, on any day, and serves nobody early', () => {
  const step = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.array(step, { maxLength: 6 }),
      fc.array(step, { maxLength: 30 }),
      (onHand, arrivals, claims) => {
        const days = serve(onHand, arrivals, claims)
        for (let day = 0; day <= 20; day++) {
          const arrived = onHand + arrivals.reduce((sum, [on, quantity]) => sum + (on <= day ? quantity : 0), 0)
          const given = claims.reduce(
            (sum, [, quantity], i) => sum + (days[i] !== NEVER && days[i]! <= day ? quantity : 0),
            0,
          )
          expect(given).toBeLessThanOrEqual(arrived)
        }
        claims.forEach(([need], i) => {
          if (days[i] !== NEVER) expect(days[i]).toBeGreaterThanOrEqual(need)
        })
      },
    ),
  )
})

test('claims that fitted when they were promised are all kept while nothing changes', () => {
  const wish = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 }))
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 60 }), fc.array(wish, { maxLength: 10 }), (onHand, wishes) => {
      let left = onHand
      const kept = wishes.filter(([, quantity]) => {
        left -= quantity
        return left >= 0
      })
      expect(serve(onHand, [], kept)).toEqual(kept.map(([day]) => day))
    }),
  )
})

test('where what has come by each day covers what is needed by then, everybody is served on the day, whatever the rank', () => {
  const step = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.array(step, { maxLength: 6 }),
      fc.array(step, { minLength: 1, maxLength: 30 }),
      (onHand, arrivals, claims) => {
        const sum = (steps: [number, number][], day: number) =>
          steps.reduce((total, [on, quantity]) => total + (on <= day ? quantity : 0), 0)
        const isShort = Array.from({ length: 21 }, (_, day) => day).some(
          (day) => onHand + sum(arrivals, day) < sum(claims, day),
        )
        const isKept = serve(onHand, arrivals, claims).every((day, at) => day === claims[at]![0])
        expect(isKept).toBe(!isShort)
      },
    ),
  )
})
