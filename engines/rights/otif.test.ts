import { describe, expect, it } from 'vitest'
import { rateValue } from '../shared/index.ts'
import type { OtifDefinition } from './definition.ts'
import type { LineFacts } from './facts.ts'
import {
  at,
  definition,
  delivery,
  LATER,
  line,
  march,
  onDay,
  promise,
  units,
  WORKED_DEFINITION,
  WORKED_EXAMPLE,
} from './fixtures/line.ts'
import { judgeLine } from './judge-line.ts'
import { summarize } from './summary.ts'

const first = (facts: Partial<LineFacts>, rest: Partial<OtifDefinition> = {}, now = LATER) =>
  judgeLine(line(facts), definition(rest), now).bases.first_promised

const byMinute = { window: { unit: 'minute', early: 0, late: 0 } } as const
const slot = (from: string | null, to: string) => ({
  fromDay: from === null ? null : march(12),
  toDay: march(12),
  fromAt: from === null ? null : at(12, from),
  toAt: at(12, to),
})

describe('the worked example', () => {
  const summary = summarize(WORKED_EXAMPLE.map((facts) => judgeLine(facts, WORKED_DEFINITION, LATER)))

  it.each([
    ['requested', [0, 2], [0, 3], [4, 35]],
    ['first_promised', [0, 2], [1, 3], [26, 35]],
    ['current_promised', [1, 2], [2, 3], [34, 35]],
  ] as const)('gives the published rates by the %s date', (basis, order, lines, unit) => {
    const rates = summary.bases[basis]
    expect([rates.order.otif.numerator, rates.order.otif.denominator]).toEqual(order)
    expect([rates.line.otif.numerator, rates.line.otif.denominator]).toEqual(lines)
    expect([rates.unit.numerator / 1000, rates.unit.denominator / 1000]).toEqual(unit)
  })

  it('shows promise sliding as lost stability', () => {
    expect(rateValue(summary.promiseStability)).toBeCloseTo(2 / 3)
    expect(rateValue(summary.requestAcceptance)).toBeCloseTo(1 / 3)
  })
})

describe('cohort and maturity', () => {
  it('counts a line in the period of its due day, not of its delivery', () => {
    expect(first({ deliveries: [delivery(20, 10)] })).toMatchObject({
      dueDay: march(12),
      isCounted: true,
      timing: 'late',
    })
  })

  it('fails a line that is past due and not delivered, at once', () => {
    expect(first({}, {}, { at: at(13, '00:00') })).toMatchObject({ otif: 'fail', timing: 'missing', isCounted: true })
  })

  it('does not count a line whose window is still open, and says when that changes', () => {
    const verdict = judgeLine(line(), definition(), { at: at(12, '23:59') })
    expect(verdict.bases.first_promised).toMatchObject({ otif: 'not_due', isCounted: false })
    expect(verdict.rights.time).toBe('unknown')
    expect(verdict.nextChangeAt).toBe(at(13, '00:00'))
  })

  it('ends the day by the clock of the destination', () => {
    const facts = line({ zone: 'America/Los_Angeles' })
    expect(judgeLine(facts, definition(), { at: at(13, '06:59') }).bases.first_promised.otif).toBe('not_due')
    expect(judgeLine(facts, definition(), { at: at(13, '07:00') }).bases.first_promised.otif).toBe('fail')
    expect(judgeLine(facts, definition(), { at: at(12) }).nextChangeAt).toBe(at(13, '07:00'))
  })

  it('is provisional until the notice period ends, then final', () => {
    const facts = line({ deliveries: [delivery(12, 10)] })
    const open = judgeLine(facts, definition(), { at: at(19, '23:59') })
    expect([open.isProvisional, open.nextChangeAt]).toEqual([true, at(20, '00:00')])
    const closed = judgeLine(facts, definition(), { at: at(20, '00:00') })
    expect([closed.isProvisional, closed.nextChangeAt]).toEqual([false, null])
  })

  it('leaves an excluded line out of the rate and counts it beside', () => {
    const verdict = judgeLine(line({ exclusion: 'test_order' }), definition(), LATER)
    expect(verdict.bases.first_promised.isCounted).toBe(false)
    expect(summarize([verdict]).bases.first_promised.line.otif).toMatchObject({
      denominator: 0,
      excluded: { test_order: 1 },
    })
  })

  it('excludes a line the customer cancelled completely, with its cohort', () => {
    const verdict = judgeLine(line({ customerCancelledMilli: units(10) }), definition(), LATER)
    expect(verdict.exclusion).toBe('customer_cancelled')
    expect(summarize([verdict]).bases.first_promised.line.otif.excluded).toEqual({ customer_cancelled: 1 })
  })

  it('keeps what we cancelled in the denominator', () => {
    const basis = first({ supplierCancelledMilli: units(4), deliveries: [delivery(12, 6)] })
    expect(basis).toMatchObject({ onTime: 'pass', inFull: 'fail', unitsOnTimeMilli: units(6) })
    const verdict = judgeLine(line({ supplierCancelledMilli: units(10) }), definition(), LATER)
    expect([verdict.bases.first_promised.otif, verdict.firstCause, verdict.rights.product]).toEqual([
      'fail',
      'supplier_cancelled',
      'not_applicable',
    ])
  })

  it('lets the customer take less before release without hurting in full', () => {
    expect(first({ customerCancelledMilli: units(4), deliveries: [delivery(12, 6)] }).otif).toBe('pass')
  })
})

describe('promises', () => {
  const moved = (cause: 'customer' | 'company') => ({
    promises: [promise(1, 12), promise(2, 14, cause)],
    deliveries: [delivery(14, 10)],
  })

  it('take a new baseline when the customer asked for another date', () => {
    expect(first(moved('customer'))).toMatchObject({ otif: 'pass', dueDay: march(14) })
  })

  it('keep the first baseline when we moved the date', () => {
    expect(first(moved('company'))).toMatchObject({ otif: 'fail', dueDay: march(12) })
    const verdict = judgeLine(line(moved('company')), definition(), LATER)
    expect([verdict.bases.current_promised.otif, verdict.isPromiseStable]).toEqual(['pass', false])
  })

  it('keep gross on the old window and controllable on the new one when rescheduled at the door', () => {
    const facts = {
      releasedAt: at(5),
      promises: [promise(1, 12), { ...promise(2, 14, 'customer'), madeAt: at(12) }],
      deliveries: [delivery(14, 10)],
    }
    expect(first(facts)).toMatchObject({ otif: 'fail', controllable: 'pass' })
  })

  it('cannot be judged without any promise, and never pass', () => {
    const verdict = judgeLine(line({ promises: [], deliveries: [delivery(12, 10)] }), definition(), LATER)
    expect(verdict.bases.first_promised).toMatchObject({ otif: 'not_applicable', isCounted: false })
    expect([verdict.rights.time, verdict.rightCauses.time, verdict.isRight]).toEqual(['unknown', 'no_promise', false])
  })

  it('moved earlier by us stay stable', () => {
    const promises = [promise(1, 12), promise(2, 10, 'company')]
    expect(judgeLine(line({ promises }), definition(), LATER).isPromiseStable).toBe(true)
  })
})

describe('on time', () => {
  it('is decided by the delivery that completes the line', () => {
    expect(first({ deliveries: [delivery(11, 6), delivery(12, 4)] }).otif).toBe('pass')
    expect(first({ deliveries: [delivery(11, 6), delivery(13, 4)] })).toMatchObject({
      onTime: 'fail',
      inFull: 'pass',
      daysLate: 1,
      unitsOnTimeMilli: units(6),
    })
  })

  it('is decided by the last delivery when the line never completes', () => {
    expect(first({ deliveries: [delivery(12, 6)] })).toMatchObject({ onTime: 'pass', inFull: 'fail', otif: 'fail' })
    expect(first({ deliveries: [delivery(12, 6), delivery(13, 1)] }).onTime).toBe('fail')
  })

  it('fails early deliveries only where a window has a start', () => {
    expect(first({ deliveries: [delivery(5, 10)] })).toMatchObject({ otif: 'pass', timing: 'early', daysLate: -7 })
    const withStart = { promises: [{ ...promise(1, 12), window: onDay(12, 11) }], deliveries: [delivery(10, 10)] }
    expect(first(withStart)).toMatchObject({ otif: 'fail', unitsOnTimeMilli: 0 })
    expect(first(withStart, { earlyIsFailure: 'never' }).otif).toBe('pass')
    expect(first({ deliveries: [delivery(11, 10)] }, { earlyIsFailure: 'always' }).otif).toBe('fail')
  })

  it('tells late by timestamp from late by date for a promise standing at midnight', () => {
    const facts = {
      promises: [{ ...promise(1, 12), window: slot(null, '00:00') }],
      deliveries: [delivery(12, 10, { at: at(12, '15:00') })],
    }
    expect(first(facts, byMinute)).toMatchObject({ otif: 'fail', timing: 'late' })
    expect(first(facts)).toMatchObject({ otif: 'pass', timing: 'on_time' })
  })

  it('judges a booked slot to the minute, tolerance included', () => {
    const facts = {
      promises: [{ ...promise(1, 12), window: slot('08:00', '10:00') }],
      deliveries: [delivery(12, 10, { at: at(12, '10:15') })],
    }
    expect(first(facts, byMinute).otif).toBe('fail')
    expect(first(facts, { window: { unit: 'minute', early: 0, late: 15 } })).toMatchObject({
      otif: 'pass',
      timing: 'late',
    })
    const early = { ...facts, deliveries: [delivery(12, 10, { at: at(12, '07:59') })] }
    expect(first(early, byMinute).otif).toBe('fail')
    expect(first(early, { window: { unit: 'minute', early: 1, late: 0 } }).otif).toBe('pass')
  })

  it('judges by day when only the day of the delivery is known', () => {
    const facts = { promises: [{ ...promise(1, 12), window: slot('08:00', '10:00') }], deliveries: [delivery(12, 10)] }
    expect(first(facts, byMinute).otif).toBe('pass')
  })

  it('is unknown when goods came without any date', () => {
    const facts = { deliveries: [delivery(12, 10, { day: null })] }
    expect(first(facts)).toMatchObject({ onTime: 'unknown', otif: 'unknown', isCounted: true, timing: 'unknown' })
  })

  it('shifts tolerances in business days over the weekend', () => {
    const friday = { promises: [promise(1, 13)], deliveries: [delivery(16, 10)] }
    const tolerant = { window: { unit: 'business_day', early: 0, late: 1 } } as const
    expect(first(friday, tolerant)).toMatchObject({ otif: 'pass', dueDay: march(16), timing: 'late' })
    const calendar = { isBusinessDay: (day: number) => day !== march(16) && day % 7 !== 2 && day % 7 !== 3 }
    expect(first({ ...friday, calendar, deliveries: [delivery(17, 10)] }, tolerant).otif).toBe('pass')
  })

  it('uses our receipt where a device clock runs more than five minutes ahead', () => {
    const ahead = delivery(13, 10, { at: at(13, '00:10'), receivedAt: at(12, '23:59') })
    const verdict = judgeLine(line({ deliveries: [ahead] }), definition(), LATER)
    expect([verdict.bases.first_promised.otif, verdict.hasClockSkew]).toEqual(['pass', true])
    const within = delivery(13, 10, { at: at(13, '00:04'), receivedAt: at(12, '23:59') })
    expect(judgeLine(line({ deliveries: [within] }), definition(), LATER).hasClockSkew).toBe(false)
  })
})

describe('clock stops', () => {
  const stop = (clock: 'ready_for_collection' | 'handed_to_carrier' | 'arrived', day: number, quantity = 10) => ({
    id: `s-${day}`,
    shipmentId: null,
    clock,
    quantityMilli: units(quantity),
    day: march(day),
    at: null,
    receivedAt: null,
  })

  it('do not blame us for waiting in the yard of the customer', () => {
    const facts = { clockStops: [stop('arrived', 12)], deliveries: [delivery(13, 10)] }
    expect(first(facts, { clockStop: 'arrived' }).otif).toBe('pass')
    expect(first(facts).otif).toBe('fail')
  })

  it('leave late collection with the customer', () => {
    const facts = { clockStops: [stop('ready_for_collection', 12)], deliveries: [] }
    expect(first(facts, { clockStop: 'ready_for_collection' })).toMatchObject({
      otif: 'pass',
      unitsOnTimeMilli: units(10),
    })
    const partly = { ...facts, deliveries: [delivery(15, 6)] }
    expect(first(partly, { clockStop: 'ready_for_collection' }).otif).toBe('pass')
  })

  it('cannot call arrived goods in full before anyone counted them', () => {
    const facts = { clockStops: [stop('arrived', 12)] }
    expect(first(facts, { clockStop: 'arrived' })).toMatchObject({ onTime: 'pass', inFull: 'unknown', otif: 'unknown' })
  })

  it('fall back on the handing over, which cannot be earlier', () => {
    expect(first({ deliveries: [delivery(12, 10)] }, { clockStop: 'arrived' }).otif).toBe('pass')
  })

  it('wait for acceptance, which silence gives when the notice period ends', () => {
    const facts = { promises: [promise(1, 19)], deliveries: [delivery(12, 10)] }
    expect(first(facts, { clockStop: 'accepted' }).otif).toBe('pass')
    expect(first({ deliveries: [delivery(12, 10)] }, { clockStop: 'accepted' })).toMatchObject({
      otif: 'fail',
      daysLate: 7,
    })
    const explicit = { deliveries: [delivery(11, 10, { acceptedDay: march(12) })] }
    expect(first(explicit, { clockStop: 'accepted' }).otif).toBe('pass')
  })
})

describe('in full', () => {
  it('does not let rejected goods count', () => {
    expect(first({ deliveries: [delivery(12, 9, { rejectedMilli: units(1) })] })).toMatchObject({
      inFull: 'fail',
      unitsOnTimeMilli: units(9),
    })
  })

  it('accepts a shortage within tolerance, but never counts the missing unit', () => {
    const facts = { deliveries: [delivery(12, 9)] }
    expect(first(facts, { underTolerancePpm: 100_000 })).toMatchObject({ otif: 'pass', unitsOnTimeMilli: units(9) })
    expect(first(facts, { underToleranceMilli: units(1) }).otif).toBe('pass')
    expect(first(facts, { underToleranceMilli: units(0.5) }).otif).toBe('fail')
  })

  it('fails over-delivery only where the agreement says so, and never counts the surplus', () => {
    const facts = { deliveries: [delivery(12, 12)] }
    expect(first(facts)).toMatchObject({ otif: 'pass', unitsOnTimeMilli: units(10) })
    expect(first(facts, { overDeliveryIsFailure: true }).otif).toBe('fail')
    expect(first(facts, { overDeliveryIsFailure: true, overTolerancePpm: 200_000 }).otif).toBe('pass')
  })

  it('counts a substitute as the definition says', () => {
    const unasked = { deliveries: [delivery(12, 10, { productId: 'P2' })] }
    const approved = { deliveries: [delivery(12, 10, { productId: 'P2', isAuthorizedSubstitute: true })] }
    expect([first(unasked).inFull, first(approved).inFull]).toEqual(['fail', 'pass'])
    expect(first(unasked, { substitution: 'counts' }).inFull).toBe('pass')
    expect(first(approved, { substitution: 'fails' }).inFull).toBe('fail')
  })

  it('is unknown while signed goods are not counted, and accepted when the notice period ends in silence', () => {
    const facts = { deliveries: [delivery(12, 0, { uninspectedMilli: units(10) })] }
    expect(first(facts, {}, { at: at(15) })).toMatchObject({ onTime: 'pass', inFull: 'unknown', unitsOnTimeMilli: 0 })
    expect(first(facts)).toMatchObject({ otif: 'pass', unitsOnTimeMilli: units(10) })
  })

  it('stays unknown where only the day is known: silence after a bare date accepts nothing', () => {
    const dated = { uninspectedMilli: units(10), isOnlyDated: true }
    expect(first({ deliveries: [delivery(12, 0, dated)] })).toMatchObject({
      onTime: 'pass',
      inFull: 'unknown',
      otif: 'unknown',
      unitsOnTimeMilli: 0,
    })
    expect(first({ deliveries: [delivery(19, 0, dated)] })).toMatchObject({ onTime: 'fail', otif: 'fail' })
  })

  it('is restated by a shortage claim within the notice period, not by a later or denied one', () => {
    const claim = {
      id: 'c',
      kind: 'shortage',
      quantityMilli: units(2),
      noticedDay: march(15),
      outcome: 'open',
    } as const
    const withClaim = (rest: object) => first({ deliveries: [delivery(12, 10)], claims: [{ ...claim, ...rest }] })
    expect(withClaim({})).toMatchObject({ otif: 'fail', unitsOnTimeMilli: units(8) })
    expect(withClaim({ noticedDay: march(20) }).otif).toBe('pass')
    expect(withClaim({ outcome: 'denied' }).otif).toBe('pass')
  })

  it('never takes a lost consignment for a delivery', () => {
    const lost = delivery(12, 10, { condition: 'LOST', acceptedMilli: 0 })
    expect(first({ deliveries: [lost] })).toMatchObject({ otif: 'fail', timing: 'missing' })
  })
})

describe('gross and controllable', () => {
  const late = (rest: Partial<LineFacts>) => first({ deliveries: [delivery(13, 10)], ...rest })

  it('fails gross and excuses what weather or the customer caused', () => {
    expect(late({ reason: 'weather' })).toMatchObject({ otif: 'fail', controllable: 'excused' })
    expect(late({ reason: 'customer_reschedule' }).controllable).toBe('excused')
    expect(late({ reason: 'stock_out' }).controllable).toBe('fail')
    expect(late({ reason: 'carrier_error' }).controllable).toBe('fail')
    expect(late({ reason: 'weather', chargedTo: 'us' }).controllable).toBe('fail')
  })

  it('charges us for a closed consignee on a holiday we promised', () => {
    const calendar = { isBusinessDay: (day: number) => day !== march(12) }
    expect(late({ reason: 'consignee_closed' }).controllable).toBe('excused')
    expect(late({ reason: 'consignee_closed', calendar }).controllable).toBe('fail')
  })

  it('excuses an attempt inside the window that the consignee missed, where the definition says so', () => {
    const attempts = [{ id: 't', day: march(12), at: null, reason: 'consignee_absent' as const }]
    expect(late({ attempts }).controllable).toBe('excused')
    expect(late({ attempts: [{ ...attempts[0]!, day: march(13) }] }).controllable).toBe('fail')
    const strict = { deliveries: [delivery(13, 10)], attempts }
    expect(first(strict, { failedAttempt: 'fails' }).controllable).toBe('fail')
  })

  it('takes excused lines out of the controllable rate and names the party', () => {
    const verdicts = [
      { reason: 'weather' as const, deliveries: [delivery(13, 10)] },
      { deliveries: [delivery(12, 10)] },
    ]
    const { bases } = summarize(verdicts.map((facts) => judgeLine(line(facts), definition(), LATER)))
    expect(bases.first_promised.line.otif).toMatchObject({ numerator: 1, denominator: 2 })
    expect(bases.first_promised.controllable).toMatchObject({
      numerator: 1,
      denominator: 1,
      excluded: { force_majeure: 1 },
    })
  })
})
