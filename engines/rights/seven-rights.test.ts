import { describe, expect, it } from 'vitest'
import { buildCalendar, openTime } from '../calendars/index.ts'
import { CYCLE_MEASURES } from './cycle-measures.ts'
import type { OtifDefinition } from './definition.ts'
import { explainLine } from './explain.ts'
import type { DeliveryFact, LineFacts } from './facts.ts'
import {
  at,
  definition,
  delivery,
  invoice,
  LATER,
  line,
  march,
  NOTHING_ASKED,
  promise,
  units,
} from './fixtures/line.ts'
import { judgeLine } from './judge-line.ts'
import type { CycleTimes, Right } from './verdict.ts'

const judge = (facts: Partial<LineFacts>, now = LATER, rest: Partial<OtifDefinition> = {}) =>
  judgeLine(line(facts), definition(rest), now)
const good = { deliveries: [delivery(12, 10)], invoices: [invoice(10)], information: NOTHING_ASKED }
const delivered = (rest: Partial<DeliveryFact>) => ({ ...good, deliveries: [delivery(12, 10, rest)] })
const right = (name: Right, facts: Partial<LineFacts>, now = LATER) => {
  const verdict = judge(facts, now)
  return [verdict.rights[name], verdict.rightCauses[name]]
}
const SOON = { at: at(13) }

describe('a line', () => {
  it('is right when every applicable right passes', () => {
    const verdict = judge(good)
    expect(verdict).toMatchObject({
      overall: 'pass',
      isRight: true,
      firstCause: null,
      causes: [],
      isProvisional: false,
    })
  })

  it('is not right while anything is unknown', () => {
    expect(judge({ ...good, invoices: [] })).toMatchObject({ overall: 'unknown', isRight: false })
  })

  it('has nothing to judge before anything was delivered', () => {
    const verdict = judge({}, { at: at(5) })
    expect(new Set(Object.values(verdict.rights))).toEqual(new Set(['unknown']))
    expect(verdict).toMatchObject({ isDue: false, isProvisional: true })
  })
})

describe('right product', () => {
  it.each([
    [{ productId: 'P2' }, 'fail', 'wrong_product'],
    [{ productId: 'P2', isAuthorizedSubstitute: true }, 'pass', null],
    [{ isLotRight: false }, 'fail', 'wrong_lot'],
    [{ condition: 'WRONG_ITEM' }, 'fail', 'wrong_product'],
    [{ condition: 'EXPIRED' }, 'fail', 'expired'],
    [{ productId: null }, 'unknown', 'not_scanned'],
  ] as const)('of a delivery with %j is %s', (rest, check, cause) => {
    expect(right('product', delivered(rest))).toEqual([check, cause])
  })

  it('fails an approved substitute where the definition allows none', () => {
    const facts = delivered({ productId: 'P2', isAuthorizedSubstitute: true })
    expect(judge(facts, LATER, { substitution: 'fails' }).rightCauses.product).toBe('unauthorized_substitute')
  })

  it('fails on a claim of a wrong product within the notice period', () => {
    const claim = { id: 'c', kind: 'wrong_product', quantityMilli: 0, noticedDay: march(14), outcome: 'open' } as const
    expect(right('product', { ...good, claims: [claim] })).toEqual(['fail', 'wrong_product'])
  })
})

describe('right quantity', () => {
  it('is unknown before the due day and failed after it', () => {
    const facts = { deliveries: [delivery(10, 4)] }
    expect(right('quantity', facts, { at: at(11) })).toEqual(['unknown', 'window_open'])
    expect(right('quantity', facts)).toEqual(['fail', 'short'])
    expect(right('quantity', {})).toEqual(['fail', 'not_delivered'])
  })

  it('names rejection as the cause where the count was right', () => {
    expect(right('quantity', { deliveries: [delivery(12, 8, { rejectedMilli: units(2) })] })).toEqual([
      'fail',
      'rejected',
    ])
  })

  it('is unknown after a signature without a count while the notice period is open', () => {
    const facts = { deliveries: [delivery(12, 0, { uninspectedMilli: units(10) })] }
    expect(right('quantity', facts, SOON)).toEqual(['unknown', 'not_counted'])
  })
})

describe('a delivery of which only the day is known', () => {
  const dated = { deliveries: [delivery(12, 0, { uninspectedMilli: units(10), isOnlyDated: true, condition: null })] }

  it('proves time, and neither product nor quantity nor condition, however long nobody complained', () => {
    expect(right('time', dated)).toEqual(['pass', null])
    expect(right('product', dated)).toEqual(['unknown', 'not_scanned'])
    expect(right('quantity', dated)).toEqual(['unknown', 'not_counted'])
    expect(right('condition', dated)).toEqual(['unknown', 'not_recorded'])
  })
})

describe('right place', () => {
  it.each([
    [{ locationId: 'S2' }, 'fail', 'wrong_location'],
    [{ recipient: 'neighbor' }, 'fail', 'neighbor_without_consent'],
    [{ locationId: null, recipient: 'neighbor_with_consent' }, 'pass', null],
    [{ recipient: 'wrong_party' }, 'fail', 'wrong_party'],
    [{ locationId: null, distanceMeters: 150 }, 'pass', null],
    [{ locationId: null, distanceMeters: 151 }, 'fail', 'far_from_ship_to'],
    [{ locationId: null, distanceMeters: 300, positionAccuracyMeters: 400 }, 'pass', null],
    [{ locationId: null }, 'unknown', 'no_evidence'],
  ] as const)('of a delivery with %j is %s', (rest, check, cause) => {
    expect(right('place', delivered(rest))).toEqual([check, cause])
  })

  it('stays failed when a wrong handing over was corrected later', () => {
    const wrong = delivery(11, 0, { id: 'x', recipient: 'wrong_party' })
    expect(right('place', { ...good, deliveries: [wrong, delivery(12, 10)] })).toEqual(['fail', 'wrong_party'])
  })

  it('is open while the customer says nothing came, and fails when that is upheld', () => {
    const claim = { id: 'c', kind: 'not_received', quantityMilli: 0, noticedDay: march(13) } as const
    expect(right('place', { ...good, claims: [{ ...claim, outcome: 'open' }] })).toEqual(['unknown', 'claim_open'])
    expect(right('place', { ...good, claims: [{ ...claim, outcome: 'upheld' }] })).toEqual(['fail', 'not_received'])
    expect(right('place', { ...good, claims: [{ ...claim, outcome: 'denied' }] })).toEqual(['pass', null])
  })
})

describe('right condition', () => {
  it.each([
    ['PKG_MINOR', 'pass', null],
    ['PKG_OPEN', 'fail', 'opened'],
    ['DMG_VISIBLE', 'fail', 'damaged'],
    ['TEMP_EXC', 'fail', 'temperature'],
    ['SHORT', 'pass', null],
  ] as const)('with code %s is %s', (condition, check, cause) => {
    expect(right('condition', delivered({ condition }))).toEqual([check, cause])
  })

  it('is unknown when not recorded and the notice period is open, then passes by silence', () => {
    expect(right('condition', delivered({ condition: null }), SOON)).toEqual(['unknown', 'not_recorded'])
    expect(right('condition', delivered({ condition: null }))).toEqual(['pass', null])
    expect(right('condition', delivered({ condition: null, day: null }))).toEqual(['unknown', 'not_recorded'])
  })

  it('fails on rejection, and on concealed damage claimed within notice', () => {
    expect(right('condition', delivered({ condition: null, rejectedMilli: 1 }))).toEqual(['fail', 'rejected'])
    const claim = { id: 'c', kind: 'damage', quantityMilli: 0, noticedDay: march(19), outcome: 'open' } as const
    expect(right('condition', { ...good, claims: [claim] })).toEqual(['fail', 'damaged'])
    expect(right('condition', { ...good, claims: [{ ...claim, noticedDay: march(20) }] })).toEqual(['pass', null])
  })
})

describe('right price', () => {
  it.each([
    [{ unitPriceMicro: 10_090_000 }, 'pass', null],
    [{ unitPriceMicro: 10_200_000 }, 'fail', 'price_variance'],
    [{ unitPriceMicro: 9_000_000 }, 'fail', 'price_variance'],
    [{ unitPriceMicro: null, netMinor: 10_101 }, 'fail', 'price_variance'],
    [{ unitPriceMicro: null, netMinor: 10_100 }, 'pass', null],
    [{ chargesMinor: 1 }, 'fail', 'charges_variance'],
    [{ taxRatePpm: 90_000 }, 'fail', 'tax_variance'],
    [{ currency: 'USD' }, 'fail', 'wrong_currency'],
  ] as const)('with a bill of %j is %s', (rest, check, cause) => {
    expect(right('price', { ...good, invoices: [invoice(10, rest)] })).toEqual([check, cause])
  })

  it('takes the smaller of one percent and five major units', () => {
    const facts = { orderedMilli: units(1000), deliveries: [delivery(12, 1000)] }
    expect(right('price', { ...facts, invoices: [invoice(1000, { netMinor: 1_000_500 })] })[0]).toBe('pass')
    expect(right('price', { ...facts, invoices: [invoice(1000, { netMinor: 1_000_501 })] })[0]).toBe('fail')
  })

  it('is unknown before the bill, and without an agreed price', () => {
    expect(right('price', { ...good, invoices: [] })).toEqual(['unknown', 'not_invoiced'])
    const agreed = { unitPriceMicro: null, chargesMinor: null, taxRatePpm: null, currency: null }
    expect(right('price', { ...good, agreed })).toEqual(['unknown', 'no_agreed_price'])
  })

  it('fails when more is billed than was accepted, a duplicate bill included', () => {
    expect(right('price', { ...good, deliveries: [delivery(12, 9)] })).toEqual(['fail', 'billed_quantity'])
    expect(right('price', { ...good, invoices: [invoice(10), invoice(10, { id: 'again' })] })).toEqual([
      'fail',
      'billed_quantity',
    ])
  })

  it('stays failed after a credit for our error, and passes after a return or goodwill', () => {
    const credit = (reason: 'price_error' | 'return' | 'goodwill') => invoice(1, { id: 'c', kind: 'credit', reason })
    const billed = (reason: 'price_error' | 'return' | 'goodwill') => ({
      ...good,
      invoices: [invoice(10), credit(reason)],
    })
    expect(right('price', billed('price_error'))).toEqual(['fail', 'credited_for_our_error'])
    expect(right('price', billed('return'))).toEqual(['pass', null])
    expect(right('price', billed('goodwill'))).toEqual(['pass', null])
  })
})

describe('first cause', () => {
  it('is what broke first in time', () => {
    const lateAndBilledWrong = { deliveries: [delivery(14, 10)], invoices: [invoice(10, { currency: 'USD' })] }
    expect(judge(lateAndBilledWrong).causes).toEqual(['late', 'wrong_currency'])
    const billedBefore = { ...lateAndBilledWrong, invoices: [invoice(10, { currency: 'USD', day: march(2) })] }
    expect(judge(billedBefore).firstCause).toBe('wrong_currency')
  })

  it('is damage rather than the shortage it caused', () => {
    const damaged = delivery(12, 4, { rejectedMilli: units(6), condition: 'DMG_VISIBLE' })
    expect(judge({ deliveries: [damaged], invoices: [invoice(4)] }).causes).toEqual(['damaged', 'rejected'])
  })

  it('of a line nobody delivered is named once', () => {
    expect(judge({}).causes).toEqual(['not_delivered'])
  })
})

describe('cycle times', () => {
  it('run from order to acceptance, with the customer’s own waiting apart', () => {
    const facts = {
      orderedAt: at(1, '08:00'),
      confirmedAt: at(1, '09:00'),
      shippedAt: at(11, '18:00'),
      requested: { fromDay: march(10), toDay: march(12), fromAt: null, toAt: null },
      promises: [promise(1, 12)],
      deliveries: [delivery(12, 10, { at: at(12, '10:00') })],
    }
    expect(judge(facts).cycle).toMatchObject({
      orderCycleSeconds: 11 * 86_400 + 7200,
      orderCycleDays: 11,
      customerWaitSeconds: 8 * 86_400 + 16 * 3600,
      orderEntrySeconds: 3600,
      transitSeconds: 16 * 3600,
      warehouseSeconds: null,
    })
  })

  it('count open hours apart from wall time, and only where the hours are known', () => {
    const office = openTime(
      buildCalendar({
        zone: 'Europe/Bucharest',
        weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ fromMinute: 480, toMinute: 1020 }] : [])),
        exceptions: [{ day: march(9), openings: [] }],
      }),
    )
    // Friday 6 March 16:00 to Tuesday 10 March 10:00 in Bucharest, over a weekend and a holiday on Monday.
    const facts = {
      orderedAt: at(6, '14:00'),
      confirmedAt: at(10, '08:00'),
      releasedAt: at(10, '08:00'),
      shippedAt: at(11, '12:00'),
      deliveries: [delivery(13, 10, { at: at(13, '09:00') })],
    }
    expect(judge({ ...facts, siteHours: office, carrierHours: office }).cycle).toMatchObject({
      orderEntrySeconds: 90 * 3600,
      orderEntryBusinessSeconds: (1 + 2) * 3600,
      warehouseSeconds: 28 * 3600,
      warehouseBusinessSeconds: (7 + 6) * 3600,
      transitSeconds: 45 * 3600,
      transitBusinessSeconds: (3 + 9 + 3) * 3600,
    })
    expect(judge(facts).cycle).toMatchObject({
      orderEntrySeconds: 90 * 3600,
      orderEntryBusinessSeconds: null,
      transitBusinessSeconds: null,
    })
  })

  it('show the order cycle with and without the waiting the customer asked for', () => {
    const secondsOf = (cycle: CycleTimes) =>
      Object.fromEntries(
        CYCLE_MEASURES.filter(({ kind }) => kind === 'elapsed').map((one) => [one.step, one.secondsOf(cycle)]),
      )
    const facts = {
      orderedAt: at(1, '08:00'),
      requested: { fromDay: march(10), toDay: march(12), fromAt: null, toAt: null },
      deliveries: [delivery(12, 10, { at: at(12, '10:00') })],
    }
    expect(secondsOf(judge(facts).cycle)).toMatchObject({
      order_cycle: 266 * 3600,
      customer_wait: 208 * 3600,
      order_process: 58 * 3600,
    })
    const anyTime = { ...facts, requested: null }
    expect(secondsOf(judge(anyTime).cycle)).toMatchObject({ customer_wait: null, order_process: 266 * 3600 })
  })

  it('never run backwards, and are known in days where times are not', () => {
    const facts = { orderedDay: march(1), confirmedAt: at(2), orderedAt: null, deliveries: [delivery(12, 10)] }
    expect(judge(facts).cycle).toMatchObject({ orderCycleDays: 11, orderCycleSeconds: null, orderEntrySeconds: null })
    expect(judge({ orderedAt: at(3), confirmedAt: at(2) }).cycle.orderEntrySeconds).toBeNull()
  })
})

describe('evidence', () => {
  it('names the deciding facts, the promise, the observation and the rule', () => {
    const facts = line({
      deliveries: [delivery(11, 6), delivery(13, 4, { locationId: 'S2' })],
      invoices: [invoice(10, { currency: 'USD' })],
    })
    const { verdict, evidence } = explainLine(facts, definition(), LATER)
    expect(verdict).toEqual(judgeLine(facts, definition(), LATER))
    expect(evidence.time).toMatchObject({ ruleKey: 'time.late', factIds: ['d-13-4'] })
    expect(evidence.time.promised).toContainEqual({ name: 'to', kind: 'day', value: march(12) })
    expect(evidence.time.observed).toContainEqual({ name: 'done', kind: 'day', value: march(13) })
    expect(evidence.place).toMatchObject({ ruleKey: 'place.wrong_location', factIds: ['d-13-4'] })
    expect(evidence.price).toMatchObject({ ruleKey: 'price.wrong_currency', factIds: ['i-10'] })
    expect(evidence.condition).toMatchObject({ ruleKey: 'condition.pass', factIds: ['d-11-6', 'd-13-4'] })
    expect(evidence.information).toMatchObject({ ruleKey: 'information.no_information_clause', factIds: [] })
  })
})
