import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldTracking } from './fold.ts'
import { FLAGS, MILESTONES, type ObservedCode, rankOf } from './milestones.ts'
import { dedupeKey, type Observation } from './observation.ts'

const HOUR = 3_600_000

const observe = (hour: number, code: ObservedCode, rest: Partial<Observation> = {}): Observation => ({
  id: `${hour}-${code}`,
  source: 'carrier',
  sourceEventId: null,
  subjects: ['S1'],
  code,
  lifecycle: 'actual',
  eventTime: hour * HOUR,
  precision: 'second',
  receivedAt: hour * HOUR + 60_000,
  placeId: null,
  reason: null,
  closesFlag: false,
  retracts: null,
  isErrorDeclaration: false,
  ...rest,
})
const NEVER = { now: null, maxAgeSeconds: 48 * 3600 }
const fold = (...all: Observation[]) => foldTracking(all, NEVER)

describe('the state of a shipment', () => {
  it('is unknown before anything was seen', () => {
    expect(fold()).toMatchObject({ milestone: null, since: null, flags: [], nextExpected: null })
  })

  it('follows actual milestones by their event time, however late they are told', () => {
    const late = observe(1, 'picked_up', { receivedAt: 99 * HOUR })
    expect(fold(observe(5, 'out_for_delivery'), late)).toMatchObject({ milestone: 'out_for_delivery', since: 5 * HOUR })
  })

  it('never steps back outside the loops', () => {
    expect(fold(observe(1, 'out_for_delivery'), observe(2, 'picked')).milestone).toBe('out_for_delivery')
  })

  it.each([
    ['arrived_facility', 'departed'],
    ['customs_released', 'customs_held'],
    ['out_for_delivery', 'arrived_facility'],
    ['attempt_failed', 'out_for_delivery'],
    ['refused', 'ready_for_collection'],
    ['ready_for_collection', 'attempt_failed'],
  ] as const)('goes from %s back to %s', (from, to) => {
    expect(fold(observe(1, from), observe(2, to)).milestone).toBe(to)
  })

  it('stays cancelled and returned', () => {
    expect(fold(observe(1, 'cancelled'), observe(2, 'delivered')).milestone).toBe('cancelled')
    expect(fold(observe(1, 'returned'), observe(2, 'cancelled')).milestone).toBe('returned')
  })

  it('leaves delivered only for acceptance, refusal or return', () => {
    expect(fold(observe(1, 'delivered'), observe(2, 'cancelled')).milestone).toBe('delivered')
    expect(fold(observe(1, 'delivered'), observe(2, 'returning')).milestone).toBe('returning')
    expect(fold(observe(1, 'delivered'), observe(2, 'accepted')).milestone).toBe('accepted')
  })

  it('is not moved by plans and estimates, which only say what comes next', () => {
    const estimate = observe(9, 'delivered', { lifecycle: 'estimated' })
    const state = fold(observe(1, 'in_transit'), estimate)
    expect(state.milestone).toBe('in_transit')
    expect(state.nextExpected).toEqual({ code: 'delivered', lifecycle: 'estimated', eventTime: 9 * HOUR })
    expect(fold(estimate, observe(10, 'delivered')).nextExpected).toBeNull()
  })
})

describe('identity and correction', () => {
  it('takes the same event told twice as one', () => {
    const twice = [observe(1, 'attempt_failed'), observe(1, 'attempt_failed', { id: 'again', receivedAt: 50 * HOUR })]
    expect(fold(...twice)).toMatchObject({ attempts: 1, observations: 1 })
    expect(dedupeKey(observe(1, 'picked', { subjects: ['a', 'b'] }))).toBe(
      dedupeKey(observe(1, 'picked', { subjects: ['b', 'a'] })),
    )
  })

  it('keeps two events apart that share a name but not a source or time', () => {
    expect(fold(observe(1, 'attempt_failed'), observe(2, 'attempt_failed')).attempts).toBe(2)
    expect(fold(observe(1, 'attempt_failed'), observe(1, 'attempt_failed', { source: 'driver' })).attempts).toBe(2)
  })

  it('compares times no finer than they are known', () => {
    const day = { precision: 'day' as const }
    expect(dedupeKey(observe(1, 'delivered', day))).toBe(dedupeKey(observe(20, 'delivered', day)))
  })

  it('goes back when the delivery is retracted', () => {
    const delivered = observe(2, 'delivered', { sourceEventId: 'E2' })
    const retraction = observe(3, 'unmapped', { sourceEventId: 'E3', retracts: dedupeKey(delivered) })
    expect(fold(observe(1, 'out_for_delivery'), delivered, retraction)).toMatchObject({
      milestone: 'out_for_delivery',
      retracted: 1,
      unmapped: 0,
    })
  })

  it('takes an error declaration under the same event id for a record of its own', () => {
    const delivered = observe(2, 'delivered', { sourceEventId: 'E2' })
    const declaration = { ...delivered, id: 'x', isErrorDeclaration: true }
    expect(fold(observe(1, 'in_transit'), delivered, declaration).milestone).toBe('in_transit')
  })
})

describe('flags', () => {
  it('open and close beside the milestone', () => {
    const open = [observe(1, 'in_transit'), observe(2, 'delayed')]
    expect(fold(...open)).toMatchObject({ milestone: 'in_transit', flags: ['delayed'] })
    expect(fold(...open, observe(3, 'delayed', { closesFlag: true })).flags).toEqual([])
  })

  it('suspect a delivery that is followed by a hub scan six hours later', () => {
    const scans = [observe(1, 'delivered'), observe(8, 'arrived_facility')]
    expect(fold(...scans)).toMatchObject({ milestone: 'delivered', flags: ['suspect_delivery'] })
    expect(fold(observe(1, 'delivered'), observe(7, 'arrived_facility')).flags).toEqual([])
    expect(fold(...scans, observe(9, 'returning')).flags).toEqual([])
  })

  it('say stale after silence, but not once all is done', () => {
    const now = { now: 100 * HOUR, maxAgeSeconds: 48 * 3600 }
    expect(foldTracking([observe(1, 'in_transit')], now).flags).toEqual(['stale'])
    expect(foldTracking([observe(60, 'in_transit')], now).flags).toEqual([])
    expect(foldTracking([observe(1, 'delivered')], now).flags).toEqual([])
  })

  it('count codes nobody mapped and guess nothing from them', () => {
    expect(fold(observe(1, 'in_transit'), observe(2, 'unmapped'))).toMatchObject({
      milestone: 'in_transit',
      unmapped: 1,
    })
  })
})

describe('the milestone table', () => {
  it('has unique codes in ascending rank', () => {
    const ranks = MILESTONES.map(({ rank }) => rank)
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(new Set(MILESTONES.map(({ code }) => code)).size).toBe(MILESTONES.length)
    expect(rankOf('delayed')).toBeNull()
  })
})

describe('the fold', () => {
  const codes = [...MILESTONES.map(({ code }) => code), ...FLAGS, 'unmapped', 'eta_updated'] as ObservedCode[]
  const observations = fc
    .array(
      fc.record({
        hour: fc.integer({ min: 0, max: 30 }),
        code: fc.constantFrom(...codes),
        lifecycle: fc.constantFrom('actual' as const, 'actual' as const, 'estimated' as const, 'planned' as const),
        sourceEventId: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
        told: fc.integer({ min: 0, max: 5 }),
        closesFlag: fc.boolean(),
        isErrorDeclaration: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
        retracted: fc.option(fc.nat(10), { nil: null, freq: 9 }),
      }),
      { maxLength: 12 },
    )
    .map((all) => {
      const plain = all.map(({ hour, told, retracted: _, ...rest }, i) =>
        observe(hour, rest.code, { ...rest, id: `o${i}`, receivedAt: told }),
      )
      return plain.map((one, i) => {
        const target = all[i]!.retracted === null ? undefined : plain[all[i]!.retracted!]
        return target ? { ...one, retracts: dedupeKey(target) } : one
      })
    })

  it('gives the same state in any order and with any repetition', () => {
    const shaken = observations.chain((all) =>
      fc
        .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all))
        .map(([some, again]) => [all, [...some, ...again]] as const),
    )
    fc.assert(
      fc.property(shaken, ([all, other]) => {
        expect(foldTracking(other, NEVER)).toEqual(foldTracking(all, NEVER))
      }),
      { numRuns: 1000 },
    )
  })

  /** Events of different moments with ids of their own, as a carrier with one working clock tells them. */
  const tellings = fc
    .uniqueArray(
      fc.record({
        hour: fc.integer({ min: 0, max: 60 }),
        code: fc.constantFrom(...codes),
        lifecycle: fc.constantFrom('actual' as const, 'actual' as const, 'estimated' as const),
        closesFlag: fc.boolean(),
      }),
      { selector: ({ hour }) => hour, maxLength: 12 },
    )
    .map((all) => all.map(({ hour, code, ...rest }) => observe(hour, code, { ...rest, sourceEventId: `e${hour}` })))

  it('ends the same whatever our clock said on receipt, and however often and late an event is told again', () => {
    const lots = fc.tuple(tellings, fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 12, maxLength: 12 }))
    fc.assert(
      fc.property(lots, ([all, hours]) => {
        const wrong = all.map((one, at) => ({ ...one, receivedAt: one.eventTime + hours[at]! * HOUR }))
        const again = all.map((one) => ({ ...one, id: `again ${one.id}`, receivedAt: 10_000 * HOUR }))
        expect(foldTracking([...again, ...wrong], NEVER)).toEqual(foldTracking(all, NEVER))
      }),
      { numRuns: 500 },
    )
  })

  it('ends after a correction as if the corrected event had never been told, by retraction and by error declaration', () => {
    const chosen = fc.tuple(tellings, fc.nat(11), fc.boolean())
    fc.assert(
      fc.property(chosen, ([all, which, isDeclared]) => {
        const wrong = all[which]
        if (!wrong) return
        const correction = isDeclared
          ? { ...wrong, id: 'declared', isErrorDeclaration: true, receivedAt: 20_000 * HOUR }
          : observe(61, 'unmapped', { sourceEventId: 'back', retracts: dedupeKey(wrong) })
        const { observations: _, retracted, ...corrected } = foldTracking([correction, ...all], NEVER)
        const {
          observations: __,
          retracted: ___,
          ...never
        } = foldTracking(
          all.filter((one) => one !== wrong),
          NEVER,
        )
        expect(corrected).toEqual(never)
        expect(retracted).toBe(1)
      }),
      { numRuns: 500 },
    )
  })
})
