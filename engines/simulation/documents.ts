/** The papers of a consignment and the warnings about it: what was sent when, what was forgotten, and what turned out wrong. */
import { CARRIERS, OWN_VANS } from './company.ts'
import type { Consignment } from './consignments.ts'
import { DAY, formatMinute } from './local-time.ts'
import { consignmentId } from './order-records.ts'
import type { OrderPlan } from './plan.ts'
import type { DocumentRecord } from './records.ts'

/** Known by now: a document that was sent, and what the customer has found of it since. */
export function toDocuments(plan: OrderPlan, consignment: Consignment): DocumentRecord[] {
  const papers = plan.segment.documents.flatMap((kind) => drawPaper(plan, consignment, kind))
  const warning = drawWarning(plan, consignment)
  return [...papers, ...warning]
    .filter(({ minute }) => minute <= plan.now)
    .map((paper) => toRecord(plan, consignment, paper))
}

interface Paper {
  readonly kind: string
  readonly minute: number
  /** What is wrong with it. */
  readonly error: string | null
}

/** Share never sent, and share found wrong. */
const FORGOTTEN: Readonly<Record<string, number>> = { asn: 0.008, delivery_note: 0.003, certificate: 0.004 }
const WRONG: Readonly<Record<string, number>> = { asn: 0.002, delivery_note: 0.004, certificate: 0.012 }
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  asn: ['Announces more cartons than came'],
  delivery_note: ['Names another product', 'Lacks the order number'],
  certificate: ['Certificate of another lot', 'Certificate has expired'],
}
/** Notices for goods over the border wait for the customs papers; Ararat Line forgets what it was not asked for. */
const LATE_NOTICE = 0.012
const LATE_NOTICE_CROSSING = 0.11
const FORGETFUL = 4

function drawPaper(plan: OrderPlan, consignment: Consignment, kind: string): Paper[] {
  const { paperwork, carrier } = plan
  const isForgotten = paperwork.chance(FORGOTTEN[kind]! * (CARRIERS[carrier]!.silentShare > 0.5 ? FORGETFUL : 1))
  const isWrong = paperwork.chance(WRONG[kind]!)
  const error = paperwork.pick(ERRORS[kind]!)
  const minute = kind === 'asn' ? drawNoticeMinute(plan, consignment) : consignment.shipMinute
  return isForgotten ? [] : [{ kind, minute, error: isWrong ? error : null }]
}

/** Vans are announced on the evening before, a carrier's goods once they are collected; late ones when they are at the door. */
function drawNoticeMinute(plan: OrderPlan, { shipMinute, deliveredMinute }: Consignment): number {
  const { paperwork, customer, carrier } = plan
  const isLate = paperwork.chance(customer.lane === 'crossing' ? LATE_NOTICE_CROSSING : LATE_NOTICE)
  const delay = paperwork.between(0, 90)
  if (isLate) return (deliveredMinute ?? shipMinute + DAY) - 60 + delay
  const evening = (Math.floor(shipMinute / DAY) - 1) * DAY + 1020
  return carrier === OWN_VANS ? Math.max(plan.promisedAt + 5, evening + delay) : shipMinute + 5 + delay / 2
}

const WARNED = 0.82

/** Delays are mostly told on the morning they are known; what is found short at the door comes without warning. */
function drawWarning({ paperwork, segment }: OrderPlan, consignment: Consignment): Paper[] {
  const isWarned = paperwork.chance(WARNED)
  const minute = consignment.delayKnownMinute + paperwork.between(10, 150)
  const isDelayed = consignment.reason !== null && consignment.delayDays > 0
  return segment.tellsExceptions && isDelayed && isWarned ? [{ kind: 'exception_notice', minute, error: null }] : []
}

const CHECKED_AFTER = 2 * DAY

function toRecord(plan: OrderPlan, consignment: Consignment, { kind, minute, error }: Paper): DocumentRecord {
  const { deliveredMinute, nth } = consignment
  const isChecked =
    deliveredMinute !== null && Math.max(deliveredMinute, minute) + (error ? CHECKED_AFTER : 0) <= plan.now
  return {
    document_id: consignmentId(plan, LETTERS[kind]!, nth),
    document_kind: kind,
    shipment_id: consignmentId(plan, 'S', nth),
    order_id: null,
    sent_at: formatMinute(plan.customer.zone, Math.floor(minute)),
    is_correct: isChecked ? error === null : null,
    error: isChecked ? error : null,
  }
}

const LETTERS: Readonly<Record<string, string>> = {
  asn: 'ASN',
  delivery_note: 'DN',
  certificate: 'CE',
  exception_notice: 'EN',
}
