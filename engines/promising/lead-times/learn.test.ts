import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../shared/index.ts'
import { chanceWithin, leadTimeDays } from './ask.ts'
import { learnLeadTimes } from './learn.ts'
import type { LeadTimeSample } from './sample.ts'

const TODAY = 20_000

/** Every day three orders of a lane, delivered after 2 to 9 days, each as likely; business days, so that no weekday counts. */
function history(lane: Partial<LeadTimeSample>, days: number, seed = 1): LeadTimeSample[] {
  const random = seededRandom(seed)
  return Array.from({ length: days * 3 }, (_, i) => {
    const startDay = TODAY - days + Math.floor(i / 3)
    const took = 2 + random.below(8)
    const age = TODAY - 1 - startDay
    return { ...lane, startDay, days: Math.min(took, age), isOpen: took > age }
  })
}

const RO = {
  origin: 'W',
  destination: 'B',
  originCountry: 'MD',
  destinationCountry: 'RO',
  carrier: 'N',
  service: 'std',
}
const learn = (samples: LeadTimeSample[]) => learnLeadTimes(samples, { today: TODAY, days: 'business' })
const asked = { ...RO, startDay: TODAY }

describe('lead times learned from past orders', () => {
  it('are enough as often as the quantile says', () => {
    const model = learn(history(RO, 300))
    expect(leadTimeDays(model, asked, 0.9)!.days).toBeGreaterThanOrEqual(8)
    expect(leadTimeDays(model, asked, 0.9)!.days).toBeLessThanOrEqual(9)
    expect(leadTimeDays(model, asked, 0.5)!.days).toBeGreaterThanOrEqual(4)
    expect(leadTimeDays(model, asked, 0.5)!.days).toBeLessThanOrEqual(6)
    expect(chanceWithin(model, asked, 1)!).toBeLessThan(0.1)
    expect(chanceWithin(model, asked, 10)!).toBeGreaterThan(0.97)
  })

  it('are not shortened by slow orders that are still open', () => {
    // Of the last fortnight only the quick ones have come. Without the open ones they would look quick altogether.
    const samples = history(RO, 20, 3)
    const quick = learn(samples.filter(({ isOpen }) => !isOpen))
    const all = learn(samples)
    expect(leadTimeDays(all, asked, 0.9)!.days).toBeGreaterThanOrEqual(leadTimeDays(quick, asked, 0.9)!.days)
    expect(chanceWithin(all, asked, 6)!).toBeLessThan(chanceWithin(quick, asked, 6)!)
  })

  it('say which level they come from, and fall back where a lane has fewer than thirty deliveries', () => {
    const few = { ...RO, destination: 'C', carrier: 'S' }
    const model = learn([...history(RO, 300), ...history(few, 8, 2)])
    expect(leadTimeDays(model, asked, 0.9)!.level).toBe('lane')
    expect(leadTimeDays(model, { ...asked, destination: 'C' }, 0.9)!.level).toBe('carrier_service')
    expect(leadTimeDays(model, { ...few, startDay: TODAY }, 0.9)!.level).toBe('country_pair')
    expect(leadTimeDays(model, { service: 'std', startDay: TODAY }, 0.9)!.level).toBe('service')
    expect(leadTimeDays(model, { service: 'other', startDay: TODAY }, 0.9)!.level).toBe('all')
    expect(leadTimeDays(model, asked, 0.9)!.cases).toBeGreaterThan(100)
  })

  it('are not known from fewer than thirty deliveries', () => {
    const model = learn(history(RO, 8))
    expect(leadTimeDays(model, asked, 0.9)).toBeNull()
    expect(chanceWithin(model, asked, 5)).toBeNull()
    expect(leadTimeDays(learn([]), asked, 0.9)).toBeNull()
  })

  it('use nothing that happened later than the morning they stand on', () => {
    const samples = history(RO, 200)
    const later = samples.map((one) => ({ ...one, startDay: one.startDay + 200, days: 1, isOpen: false }))
    const told = leadTimeDays(learn(samples), asked, 0.9)
    expect(leadTimeDays(learn([...samples, ...later]), asked, 0.9)).toEqual(told)
  })

  it('grow with the chance asked for, and tell a better chance for more days', () => {
    const model = learn(history(RO, 120, 4))
    const chances = Array.from({ length: 98 }, (_, i) => (i + 1) / 100)
    const days = chances.map((chance) => leadTimeDays(model, asked, chance)!.days)
    expect(days).toEqual([...days].sort((a, b) => a - b))
    expect(days.at(-1)!).toBeGreaterThan(days[0]!)
    const within = Array.from({ length: 15 }, (_, d) => chanceWithin(model, asked, d)!)
    expect(within).toEqual([...within].sort((a, b) => a - b))
  })

  it('do not change when the days of orders that had not come by that morning are shuffled', () => {
    const samples = Array.from({ length: 600 }, (_, i) => ({ ...RO, startDay: TODAY - 200 + Math.floor(i / 3) }))
    const told = (seed: number) => {
      const [past, future] = [seededRandom(9), seededRandom(seed)]
      return samples.map((one) => {
        const [took, later] = [2 + past.below(30), 1 + future.below(60)]
        const age = TODAY - 1 - one.startDay
        return { ...one, days: took <= age ? took : age + later, isOpen: false }
      })
    }
    expect(told(1)).not.toEqual(told(2))
    const answers = (seed: number) => {
      const model = learn(told(seed))
      return [0.5, 0.8, 0.95].map((chance) => leadTimeDays(model, asked, chance))
    }
    expect(answers(1)).toEqual(answers(2))
  })

  it('give the same for the same orders, in whatever order they are told', () => {
    const samples = history(RO, 100)
    expect(leadTimeDays(learn([...samples].reverse()), asked, 0.95)).toEqual(leadTimeDays(learn(samples), asked, 0.95))
  })

  it('refuse days that cannot be', () => {
    expect(() => learn([{ startDay: 1.5, days: 2, isOpen: false }])).toThrow(RangeError)
    expect(() => learn([{ startDay: 1, days: -2, isOpen: false }])).toThrow(RangeError)
    expect(() => leadTimeDays(learn(history(RO, 100)), asked, 1)).toThrow(RangeError)
  })
})
