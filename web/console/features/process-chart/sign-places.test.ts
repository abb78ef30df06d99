import { expect, test } from 'vitest'
import { type Place, signPlaces } from './sign-places.ts'

const sign = (id: string, points: Place[]) => ({ id, points, width: 40, height: 18 })

test('a figure stands in the middle of the longest stretch of its arrow', () => {
  const places = signPlaces(
    [
      sign('a', [
        [0, 0],
        [0, 50],
        [200, 50],
      ]),
    ],
    [],
  )
  expect(places.get('a')).toEqual([100, 50])
})

test('it makes way for boxes, and for figures that stand already', () => {
  const box = { x: 80, y: 30, width: 60, height: 40 }
  const along: Place[] = [
    [0, 50],
    [200, 50],
  ]
  const places = signPlaces([sign('a', along), sign('b', along)], [box])
  const [[xa], [xb]] = [places.get('a')!, places.get('b')!]
  for (const x of [xa, xb]) expect(x + 20 < box.x || x - 20 > box.x + box.width).toBe(true)
  expect(Math.abs(xa - xb)).toBeGreaterThanOrEqual(40)
})

test('where everything is taken it stands in the middle all the same', () => {
  const everywhere = { x: -500, y: -500, width: 1000, height: 1000 }
  expect(
    signPlaces(
      [
        sign('a', [
          [0, 0],
          [100, 0],
        ]),
      ],
      [everywhere],
    ).get('a'),
  ).toEqual([50, 0])
})
