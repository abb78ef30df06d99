import { describe, expect, it } from 'vitest'
import { explainLine } from './explain.ts'
import type { InformationClause, LineFacts, UpdateFact } from './facts.ts'
import {
  at,
  definition,
  delivery,
  document,
  invoice,
  LATER,
  line,
  march,
  NOTHING_ASKED,
  onDay,
  promise,
  units,
} from './fixtures/line.ts'
import { judgeLine } from './judge-line.ts'

const clause = (rest: Partial<InformationClause>): InformationClause => ({ ...NOTHING_ASKED, ...rest })
const judge = (information: InformationClause | null, facts: Partial<LineFacts>, now = LATER) =>
  judgeLine(line({ ...facts, information }), definition(), now)
const informed = (information: InformationClause | null, facts: Partial<LineFacts>, now = LATER) => {
  const { rights, rightCauses } = judge(information, facts, now)
  return [rights.information, rightCauses.information]
}
const PASS = ['pass', null]
const arrived = { deliveries: [delivery(12, 10, { at: at(12, '14:00'), shipmentId: 'H1' })] }
const SOON = { at: at(13) }

describe('without an information clause', () => {
  it('nobody knows what was owed, so the line is not known to be right', () => {
    expect(informed(null, arrived)).toEqual(['unknown', 'no_information_clause'])
    const verdict = judge(null, { ...arrived, invoices: [invoice(10)] })
    expect(verdict).toMatchObject({ overall: 'unknown', isRight: false })
  })

  it('a line of which the customer took everything back owes nothing', () => {
    expect(informed(null, { customerCancelledMilli: units(10) })).toEqual(['not_applicable', null])
  })
})

describe('documents', () => {
  const owed = clause({ requiredDocuments: ['delivery_note', 'certificate'] })
  const both = [document('delivery_note', 12, { time: '13:00' }), document('certificate', 11)]

  it('are right when each agreed one is correct and came with the goods', () => {
    expect(informed(owed, { ...arrived, documents: both })).toEqual(PASS)
  })

  it('that were never recorded were never sent', () => {
    expect(informed(owed, { ...arrived, documents: both.slice(1) })).toEqual(['fail', 'documents_missing'])
  })

  it.each([
    [{ isCorrect: false }, 'fail', 'documents_wrong'],
    [{ time: '14:01' }, 'fail', 'documents_late'],
    [{ time: '14:00' }, 'pass', null],
    [{ shipmentId: 'H2' }, 'fail', 'documents_missing'],
    [{ shipmentId: 'H1' }, 'pass', null],
  ])('with a delivery note %j are %s', (rest, check, cause) => {
    const documents = [document('delivery_note', 12, { time: '13:00', ...rest }), document('certificate', 11)]
    expect(informed(owed, { ...arrived, documents })).toEqual([check, cause])
  })

  it('that were wrong and replaced in time did no harm', () => {
    const replaced = [document('delivery_note', 10, { isCorrect: false }), ...both]
    expect(informed(owed, { ...arrived, documents: replaced })).toEqual(PASS)
  })

  it('are judged by day where a time is missing', () => {
    const byDay = { deliveries: [delivery(12, 10)], documents: [document('delivery_note', 12, { time: '23:00' })] }
    expect(informed(clause({ requiredDocuments: ['delivery_note'] }), byDay)).toEqual(PASS)
    const nextDay = { ...byDay, documents: [document('delivery_note', 13)] }
    expect(informed(clause({ requiredDocuments: ['delivery_note'] }), nextDay)).toEqual(['fail', 'documents_late'])
  })

  it('nobody checked are accepted by silence when the notice period ends', () => {
    const unchecked = { ...arrived, documents: [document('delivery_note', 12, { time: '13:00', isCorrect: null })] }
    const note = clause({ requiredDocuments: ['delivery_note'] })
    expect(informed(note, unchecked, SOON)).toEqual(['unknown', 'documents_unchecked'])
    expect(informed(note, unchecked)).toEqual(PASS)
  })

  it('are needed with every delivery of the line', () => {
    const note = clause({ requiredDocuments: ['delivery_note'] })
    const parts = {
      deliveries: [delivery(11, 6, { shipmentId: 'H1' }), delivery(12, 4, { shipmentId: 'H2' })],
      documents: [document('delivery_note', 11, { shipmentId: 'H1' })],
    }
    expect(informed(note, parts)).toEqual(['fail', 'documents_missing'])
  })

  it('are pending until goods come', () => {
    expect(informed(owed, {}, { at: at(5) })).toEqual(['unknown', 'documents_pending'])
    expect(informed(owed, {})).toEqual(['unknown', 'documents_pending'])
  })
})

describe('an invoice among the documents', () => {
  const owed = clause({ requiredDocuments: ['invoice'] })

  it('is the bill itself, and has as long as the customer has to look at the goods', () => {
    expect(informed(owed, { ...arrived, invoices: [invoice(10, { day: march(19) })] })).toEqual(PASS)
    expect(informed(owed, { ...arrived, invoices: [invoice(10, { day: march(20) })] })).toEqual([
      'fail',
      'documents_late',
    ])
    expect(informed(owed, arrived, SOON)).toEqual(['unknown', 'documents_pending'])
    expect(informed(owed, arrived)).toEqual(['fail', 'documents_missing'])
  })
})

describe('the advance shipping notice', () => {
  const owed = clause({ advanceNoticeHours: 4 })
  const noticed = (day: number, time?: string) => ({ ...arrived, documents: [document('asn', day, { time })] })

  it('comes at the latest the agreed lead before the goods', () => {
    expect(informed(owed, noticed(12, '10:00'))).toEqual(PASS)
    expect(informed(owed, noticed(12, '10:01'))).toEqual(['fail', 'advance_notice_late'])
    expect(informed(owed, arrived)).toEqual(['fail', 'advance_notice_missing'])
  })

  it('is measured to the arrival at the yard where that was observed', () => {
    const stop = { id: 'e', shipmentId: 'H1', clock: 'arrived', quantityMilli: units(10), receivedAt: null } as const
    const yard = { ...noticed(12, '10:00'), clockStops: [{ ...stop, day: march(12), at: at(12, '13:00') }] }
    expect(informed(owed, yard)).toEqual(['fail', 'advance_notice_late'])
  })

  it('cannot be judged to the hour by a bare day, but a day before is before', () => {
    expect(informed(owed, noticed(12))).toEqual(['unknown', 'no_time'])
    expect(informed(owed, noticed(11))).toEqual(PASS)
    expect(informed(clause({ advanceNoticeHours: 24 }), noticed(11))).toEqual(PASS)
    expect(informed(clause({ advanceNoticeHours: 48 }), noticed(11))).toEqual(['fail', 'advance_notice_late'])
  })
})

describe('telling of trouble', () => {
  const owed = clause({ tellsExceptions: true })
  const late = { deliveries: [delivery(13, 10)] }

  it('is owed only where goods come late or short', () => {
    expect(informed(owed, arrived)).toEqual(PASS)
    expect(informed(owed, late)).toEqual(['fail', 'told_too_late'])
    expect(informed(owed, { deliveries: [delivery(12, 8)] })).toEqual(['fail', 'told_too_late'])
    expect(informed(owed, { deliveries: [delivery(12, 10, { condition: 'WET' })] })).toEqual(PASS)
  })

  it('is done by a notice before the window ends', () => {
    expect(informed(owed, { ...late, documents: [document('exception_notice', 12)] })).toEqual(PASS)
    const afterwards = { ...late, documents: [document('exception_notice', 13)] }
    expect(informed(owed, afterwards)).toEqual(['fail', 'told_too_late'])
  })

  it('is done by moving the promise in time, not by moving it afterwards', () => {
    const moved = (day: number) => ({
      ...late,
      promises: [promise(1, 12), { ...promise(2, 13), madeDay: march(day), madeAt: at(day) }],
    })
    expect(informed(owed, moved(12))).toEqual(PASS)
    expect(informed(owed, moved(13))).toEqual(['fail', 'told_too_late'])
    const undated = { ...late, promises: [promise(1, 12), { ...promise(2, 13), madeDay: null, madeAt: null }] }
    expect(informed(owed, undated)).toEqual(['unknown', 'no_evidence'])
  })

  it('is done by promising less, and by cancelling, in time', () => {
    const short = { deliveries: [delivery(12, 6)] }
    const smaller = { ...promise(2, 12), quantityMilli: units(6), madeDay: march(11), madeAt: at(11) }
    expect(informed(owed, { ...short, promises: [promise(1, 12), smaller] })).toEqual(PASS)
    const cancelled = { supplierCancelledMilli: units(10), supplierCancelledDay: march(11) }
    expect(informed(owed, cancelled)).toEqual(PASS)
    expect(informed(owed, { ...cancelled, supplierCancelledDay: march(13) })).toEqual(['fail', 'told_too_late'])
  })

  it('still has time while the window is open', () => {
    const facts = { supplierCancelledMilli: units(4), deliveries: [delivery(10, 6)] }
    expect(informed(owed, facts, { at: at(11) })).toEqual(['unknown', 'window_open'])
  })

  it('charges the failure to the day on which the customer should have known', () => {
    const facts = { ...late, invoices: [invoice(10, { currency: 'USD', day: march(13) })] }
    expect(judge(owed, facts).causes).toEqual(['late', 'told_too_late', 'wrong_currency'])
  })
})

describe('tracking', () => {
  const owed = clause({ trackingAgeHours: 24 })
  const shipments = [{ id: 'H1', day: march(10), at: at(10, '16:00') }]
  const seen = (day: number, time: string | null): UpdateFact => ({
    shipmentId: 'H1',
    day: march(day),
    at: time === null ? null : at(day, time),
  })
  const tracked = (...updates: UpdateFact[]) => ({ ...arrived, shipments, updates })

  it('is never older than agreed between leaving and handing over', () => {
    expect(informed(owed, tracked(seen(11, '10:00'), seen(12, '07:00')))).toEqual(PASS)
    expect(informed(owed, tracked(seen(11, '10:00')))).toEqual(['fail', 'tracking_stale'])
    expect(informed(owed, tracked(seen(11, '17:00'), seen(12, '07:00')))).toEqual(['fail', 'tracking_stale'])
  })

  it('takes no observation of another shipment, and none after the handing over', () => {
    const other = { ...seen(11, '10:00'), shipmentId: 'H2' }
    expect(informed(owed, tracked(other, seen(12, '07:00')))).toEqual(['fail', 'tracking_stale'])
    expect(informed(owed, tracked(seen(11, '10:00'), seen(12, '07:00'), seen(20, '07:00')))).toEqual(PASS)
  })

  it('is judged by day where times are missing, and left open where days cannot tell', () => {
    expect(informed(owed, tracked(seen(11, null), seen(12, null)))).toEqual(PASS)
    expect(informed(owed, tracked(seen(12, null)))).toEqual(['fail', 'tracking_stale'])
    expect(informed(clause({ trackingAgeHours: 36 }), tracked(seen(12, null)))).toEqual(['unknown', 'not_tracked'])
  })

  it('of goods whose shipment nobody recorded is not known', () => {
    expect(informed(owed, arrived)).toEqual(['unknown', 'not_tracked'])
  })

  it('grows old by the passing of time alone, at the moment the verdict names', () => {
    const facts = { shipments, promises: [promise(1, 20)] }
    const before = judge(owed, facts, { at: at(11, '16:00') })
    expect([before.rightCauses.information, before.nextChangeAt]).toEqual(['window_open', at(11, '16:00') + 1])
    expect(informed(owed, facts, { at: before.nextChangeAt! })).toEqual(['fail', 'tracking_stale'])
  })
})

describe('evidence', () => {
  it('shows what was owed, what was sent and the longest silence', () => {
    const facts = line({
      ...arrived,
      promises: [{ ...promise(1, 12), window: onDay(12) }],
      information: clause({ requiredDocuments: ['delivery_note'], advanceNoticeHours: 4, trackingAgeHours: 24 }),
      shipments: [{ id: 'H1', day: march(11), at: at(11, '16:00') }],
      documents: [document('asn', 12, { time: '09:00' }), document('delivery_note', 12, { isCorrect: false })],
    })
    const { verdict, evidence } = explainLine(facts, definition(), LATER)
    expect(verdict).toEqual(judgeLine(facts, definition(), LATER))
    expect(evidence.information).toMatchObject({
      ruleKey: 'information.documents_wrong',
      factIds: ['asn-12', 'delivery_note-12'],
      promised: [
        { name: 'document', value: 'asn' },
        { name: 'document', value: 'delivery_note' },
        { name: 'advance_notice', kind: 'seconds', value: 4 * 3600 },
        { name: 'tracking_age', kind: 'seconds', value: 24 * 3600 },
      ],
    })
    expect(evidence.information.observed).toContainEqual({ name: 'sent', kind: 'instant', value: at(12, '09:00') })
    expect(evidence.information.observed).toContainEqual({ name: 'is_correct', kind: 'code', value: 'no' })
    expect(evidence.information.observed).toContainEqual({ name: 'longest_silence', kind: 'seconds', value: 22 * 3600 })
  })
})
