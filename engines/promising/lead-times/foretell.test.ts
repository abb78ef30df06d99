import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/index.ts'
import type { PastOrder } from './back-test.ts'
import { foretell } from './foretell.ts'

const FIRST = 20_000

/** Four orders a day of which every day from the second to the twenty-first is as likely. */
function orders(givenDays: number, daysFrom150 = 0): PastOrder[] {
  const random = seededRandom(4)
  return Array.from({ length: 800 }, (_, i) => {
    const startDay = FIRST + Math.floor(i / 4)
    const days = 2 + Math.floor(random.unit() * 20) + (startDay >= FIRST + 150 ? daysFrom150 : 0)
    return { destination: 'A', startDay, days, isOpen: false, givenDays }
  })
}

const settings = { today: FIRST + 200, days: 'business' } as const
const mean = (chances: readonly (number | null)[]) =>
  chances.reduce<number>((sum, chance) => sum + chance!, 0) / chances.length

describe('the chance of coming within the days given', () => {
  it('is as high as it comes', () => {
    expect(mean(foretell(orders(11), settings).slice(400))).toBeCloseTo(0.5, 1)
    expect(mean(foretell(orders(19), settings).slice(400))).toBeCloseTo(0.9, 1)
  })

  it('knows nothing at first, and of a day that has passed that it cannot be kept', () => {
    expect(foretell(orders(11), settings)[0]).toBeNull()
    expect(foretell(orders(-1), settings).at(-1)).toBe(0)
  })

  it('is not changed by what happens later', () => {
    const [usual, slower] = [0, 15].map((more) => foretell(orders(11, more), settings))
    expect(slower!.slice(0, 600)).toEqual(usual!.slice(0, 600))
    expect(slower!.slice(700)).not.toEqual(usual!.slice(700))
  })
})
