import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeRates } from '../shared/index.ts'
import { BASES, type OtifDefinition } from './definition.ts'
import type { DeliveryFact, InformationClause, InvoiceFact, LineFacts, PromiseVersion } from './facts.ts'
import { at, definition, delivery, invoice, line, march, onDay, units } from './fixtures/line.ts'
import { judgeLine } from './judge-line.ts'
import { judgeOrder } from './judge-order.ts'
import { summarize } from './summary.ts'
import { RIGHTS } from './verdict.ts'

const day = fc.integer({ min: 1, max: 28 })
const count = fc.integer({ min: 0, max: 12 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const deliveries: fc.Arbitrary<DeliveryFact[]> = fc
  .array(
    fc.record({
      day,
      accepted: count,
      rejected: fc.integer({ min: 0, max: 2 }),
      open: fc.integer({ min: 0, max: 3 }),
      hour: maybe(fc.integer({ min: 0, max: 23 })),
      isDated: fc.boolean(),
      shipmentId: maybe(fc.constantFrom('H1', 'H2')),
      condition: maybe(fc.constantFrom('OK', 'DMG_VISIBLE', 'LOST', 'SHORT', 'WRONG_ITEM')),
      productId: maybe(fc.constantFrom('P1', 'P2')),
      isAuthorizedSubstitute: fc.boolean(),
      locationId: maybe(fc.constantFrom('S1', 'S2')),
      reason: maybe(fc.constantFrom('weather', 'stock_out', 'consignee_absent')),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.map(({ day, accepted, rejected, open, hour, isDated, shipmentId, ...rest }, index) =>
      delivery(day, accepted, {
        ...rest,
        id: `d${index}`,
        day: isDated ? march(day) : null,
        at: isDated && hour !== null ? at(day) + (hour - 12) * 3_600_000 : null,
        rejectedMilli: units(rejected),
        uninspectedMilli: units(open),
      } as Partial<DeliveryFact>),
    ),
  )

const promises: fc.Arbitrary<PromiseVersion[]> = fc
  .array(
    fc.record({ to: day, length: maybe(fc.integer({ min: 0, max: 3 })), isAsked: fc.boolean(), hour: maybe(count) }),
    {
      maxLength: 4,
    },
  )
  .map((all) =>
    all.map(({ to, length, isAsked, hour }, index) => ({
      version: index + 1,
      window: {
        ...onDay(to, length === null ? null : to - length),
        toAt: hour === null ? null : at(to) + hour * 3_600_000,
      },
      quantityMilli: 0,
      madeDay: march(index + 1),
      madeAt: at(index + 1),
      cause: index === 0 ? 'initial' : isAsked ? 'customer' : 'company',
    })),
  )

const invoices: fc.Arbitrary<InvoiceFact[]> = fc
  .array(fc.record({ quantity: count, isCredit: fc.boolean(), day, net: fc.constantFrom(null, 100, 9000) }), {
    maxLength: 3,
  })
  .map((all) =>
    all.map(({ quantity, isCredit, day, net }, index) =>
      invoice(quantity, {
        id: `i${index}`,
        kind: isCredit ? 'credit' : 'invoice',
        reason: isCredit ? 'return' : null,
        netMinor: net,
        day: march(day),
      }),
    ),
  )

const moment = fc.record({ day, hour: maybe(count) }).map(({ day, hour }) => ({
  day: march(day),
  at: hour === null ? null : at(day) + hour * 3_600_000,
}))
const shipmentId = fc.constantFrom('H1', 'H2')
const clause: fc.Arbitrary<InformationClause> = fc.record({
  requiredDocuments: fc.subarray(['asn', 'delivery_note', 'invoice'] as const),
  advanceNoticeHours: maybe(fc.constantFrom(0, 4, 24)),
  trackingAgeHours: maybe(fc.constantFrom(12, 24, 100)),
  tellsExceptions: fc.boolean(),
})
const documents = fc
  .array(
    fc.record({
      kind: fc.constantFrom('asn' as const, 'delivery_note' as const, 'exception_notice' as const),
      moment,
      shipmentId: maybe(shipmentId),
      isCorrect: maybe(fc.boolean()),
    }),
    { maxLength: 4 },
  )
  .map((all) => all.map(({ moment, ...rest }, index) => ({ id: `p${index}`, ...moment, ...rest })))

const facts: fc.Arbitrary<LineFacts> = fc
  .record({
    information: maybe(clause),
    documents,
    shipments: fc
      .uniqueArray(fc.record({ id: shipmentId, moment }), { selector: ({ id }) => id, maxLength: 2 })
      .map((all) => all.map(({ id, moment }) => ({ id, ...moment }))),
    updates: fc
      .array(fc.record({ shipmentId, moment }), { maxLength: 5 })
      .map((all) => all.map(({ shipmentId, moment }) => ({ shipmentId, ...moment }))),
    deliveries,
    promises,
    invoices,
    requested: maybe(day.map((to) => onDay(to))),
    orderedMilli: fc.integer({ min: 1, max: 20 }).map(units),
    orderId: fc.constantFrom('A', 'B', 'C'),
    releasedAt: maybe(day.map((when) => at(when))),
    claims: fc.array(
      fc.record({
        id: fc.constantFrom('c1', 'c2'),
        kind: fc.constantFrom('damage' as const, 'shortage' as const, 'not_received' as const),
        quantityMilli: fc.constant(units(1)),
        noticedDay: day.map(march),
        outcome: fc.constantFrom('open' as const, 'denied' as const),
      }),
      { maxLength: 1 },
    ),
  })
  .map(line)

const definitions: fc.Arbitrary<OtifDefinition> = fc
  .record({
    unit: fc.constantFrom('day' as const, 'business_day' as const, 'minute' as const),
    early: fc.integer({ min: 0, max: 3 }),
    late: fc.integer({ min: 0, max: 3 }),
    clockStop: fc.constantFrom('delivered' as const, 'accepted' as const),
    earlyIsFailure: fc.constantFrom('when_window_has_start' as const, 'always' as const, 'never' as const),
    underTolerancePpm: fc.constantFrom(0, 100_000),
    overDeliveryIsFailure: fc.boolean(),
    dateBasis: fc.constantFrom(...BASES),
  })
  .map(({ unit, early, late, ...rest }) => definition({ ...rest, window: { unit, early, late } }))

const now = fc.integer({ min: 1, max: 60 }).map((when) => ({ at: at(when) }))

/** Any order, and any element twice. */
const shaken = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .shuffledSubarray([...all], { minLength: all.length })
    .chain((some) => fc.subarray([...all]).map((again) => [...some, ...again]))

describe('a verdict', () => {
  it('does not depend on the order or repetition of facts', () => {
    const pairs = facts.chain((original) =>
      fc
        .record({
          deliveries: shaken(original.deliveries),
          promises: shaken(original.promises),
          invoices: shaken(original.invoices),
          claims: shaken(original.claims),
          documents: shaken(original.documents),
          shipments: shaken(original.shipments),
          updates: shaken(original.updates),
        })
        .map((rest) => [original, { ...original, ...rest }] as const),
    )
    fc.assert(
      fc.property(pairs, definitions, now, ([original, other], by, when) => {
        expect(judgeLine(other, by, when)).toEqual(judgeLine(original, by, when))
      }),
      { numRuns: 500 },
    )
  })

  it('never changes before the moment it names', () => {
    fc.assert(
      fc.property(facts, definitions, now, fc.double({ min: 0, max: 1, noNaN: true }), (any, by, when, share) => {
        const verdict = judgeLine(any, by, when)
        const horizon = verdict.nextChangeAt === null ? when.at + 1e12 : verdict.nextChangeAt - 1
        expect(horizon).toBeGreaterThanOrEqual(when.at)
        const later = Math.floor(when.at + (horizon - when.at) * share)
        expect(judgeLine(any, by, { at: later })).toEqual(verdict)
      }),
      { numRuns: 500 },
    )
  })

  it('is right only when no applicable right is unknown or failed', () => {
    fc.assert(
      fc.property(facts, definitions, now, (any, by, when) => {
        const verdict = judgeLine(any, by, when)
        const checks = RIGHTS.map((name) => verdict.rights[name])
        expect(verdict.isRight).toBe(checks.includes('pass') && !checks.includes('fail') && !checks.includes('unknown'))
        expect(verdict.causes.length > 0).toBe(checks.includes('fail'))
        expect(verdict.firstCause).toBe(verdict.causes[0] ?? null)
      }),
    )
  })
})

describe('rates', () => {
  const verdicts = (all: LineFacts[], by: OtifDefinition, when: { at: number }) =>
    all.map((any) => judgeLine(any, by, when))

  it('keep OTIF between OT + IF − 1 and the smaller of both', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 8 }), definitions, now, (all, by, when) => {
        const summary = summarize(verdicts(all, by, when))
        for (const basis of BASES) {
          const { otif, onTime, inFull } = summary.bases[basis].line
          expect(otif.denominator).toBe(onTime.denominator)
          expect(otif.numerator).toBeLessThanOrEqual(Math.min(onTime.numerator, inFull.numerator))
          expect(otif.numerator).toBeGreaterThanOrEqual(onTime.numerator + inFull.numerator - otif.denominator)
        }
      }),
    )
  })

  it('add up again from disjoint groups, at line and unit level', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 2, maxLength: 8 }), definitions, now, (all, by, when) => {
        const whole = summarize(verdicts(all, by, when)).bases
        const parts = [all.slice(0, 1), all.slice(1)].map((some) => summarize(verdicts(some, by, when)).bases)
        for (const basis of BASES) {
          expect(
            mergeRates(
              parts.map((part) => part[basis].line.otif),
              'all',
            ),
          ).toEqual(whole[basis].line.otif)
          expect(
            mergeRates(
              parts.map((part) => part[basis].unit),
              'all',
            ),
          ).toEqual(whole[basis].unit)
        }
      }),
    )
  })

  it('of orders are the same whether lines pass one by one or together', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 8 }), definitions, now, (all, by, when) => {
        const judged = verdicts(all, by, when)
        const orders = [...new Set(judged.map(({ orderId }) => orderId))].map((id) =>
          judgeOrder(judged.filter(({ orderId }) => orderId === id)),
        )
        const summary = summarize(judged)
        for (const basis of BASES) {
          const counted = orders.filter(
            (order) => order.bases[basis].isCounted && order.bases[basis].otif !== 'not_applicable',
          )
          expect(summary.bases[basis].order.otif).toMatchObject({
            numerator: counted.filter((order) => order.bases[basis].otif === 'pass').length,
            denominator: counted.length,
          })
        }
        expect(summary.perfectOrder.order.numerator).toBe(
          orders.filter(({ isPerfect, isDue }) => isPerfect && isDue).length,
        )
      }),
    )
  })

  it('by unit do not change when a line is split', () => {
    const plain = fc.record({
      to: day,
      ordered: fc.integer({ min: 2, max: 20 }),
      cut: fc.integer({ min: 1, max: 19 }),
      drops: fc.array(fc.record({ day, accepted: fc.integer({ min: 1, max: 8 }) }), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(plain, definitions, ({ to, ordered, cut, drops }, by) => {
        const first = Math.min(cut, ordered - 1)
        let left = ordered
        const sorted = [...drops].sort((a, b) => a.day - b.day)
        const given = sorted.map((drop) => {
          const accepted = Math.min(drop.accepted, left)
          left -= accepted
          return { day: drop.day, accepted }
        })
        const whole = lineOf(to, ordered, given)
        const parts = [
          lineOf(to, first, share(given, 0, first)),
          lineOf(to, ordered - first, share(given, first, ordered)),
        ]
        const when = { at: at(200) }
        for (const basis of BASES) {
          const unit = summarize([judgeLine(whole, by, when)]).bases[basis].unit
          const split = summarize(parts.map((part) => judgeLine(part, by, when))).bases[basis].unit
          expect([split.numerator, split.denominator]).toEqual([unit.numerator, unit.denominator])
        }
      }),
      { numRuns: 300 },
    )
  })
})

interface Drop {
  day: number
  accepted: number
}

function lineOf(to: number, ordered: number, drops: readonly Drop[]): LineFacts {
  return line({
    orderedMilli: units(ordered),
    requested: onDay(to),
    promises: [{ version: 1, window: onDay(to), quantityMilli: 0, madeDay: null, madeAt: null, cause: 'initial' }],
    deliveries: drops
      .filter(({ accepted }) => accepted > 0)
      .map((drop, i) => delivery(drop.day, drop.accepted, { id: `${i}` })),
  })
}

/** The part of the deliveries that serves the units from … to of the line, first come first served. */
function share(drops: readonly Drop[], from: number, to: number): Drop[] {
  let before = 0
  return drops.map(({ day, accepted }) => {
    const start = Math.max(before, from)
    before += accepted
    return { day, accepted: Math.max(0, Math.min(before, to) - start) }
  })
}
