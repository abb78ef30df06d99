/** The documents part of the right information: for each delivery every agreed document, correct and in time. */
import type { DocumentFact, InformationClause, RequiredDocument } from './facts.ts'
import { type Arrival, broughtGoods, isRepeated, type Reading } from './reading.ts'
import type { FailureCause, Ruling, UnknownCause } from './verdict.ts'

/** Something in time: an instant, or a bare day. */
export interface Moment {
  day: number | null
  at: number | null
}

const HOUR_MS = 3_600_000

/** The first delivery that lacks a document decides; before any goods have come, documents are pending. */
export function judgeDocuments(reading: Reading, clause: InformationClause): Ruling {
  const kinds = requiredKinds(clause)
  if (kinds.length === 0) return 'pass'
  let unknown: Ruling | null = reading.hasGoods ? null : 'documents_pending'
  for (const handover of reading.handovers) {
    if (!broughtGoods(handover.delivery!)) continue
    for (const kind of kinds) {
      const ruling = judgeDocument(reading, clause, { kind, handover })
      if (ruling === 'pass') continue
      if (RANK[ruling] >= FAILED) return ruling
      unknown ??= ruling
    }
  }
  return unknown ?? 'pass'
}

/** An agreed lead asks for the notice itself. */
export function requiredKinds({
  requiredDocuments,
  advanceNoticeHours,
}: InformationClause): readonly RequiredDocument[] {
  const isNoticeAdded = advanceNoticeHours !== null && !requiredDocuments.includes('asn')
  return isNoticeAdded ? ['asn', ...requiredDocuments] : requiredDocuments
}

interface Wanted {
  kind: RequiredDocument
  handover: Arrival
}

type DocumentRuling = 'pass' | DocumentUnknown | DocumentFailure
type DocumentUnknown = Extract<UnknownCause, 'no_time' | 'documents_unchecked' | 'documents_pending'>
type DocumentFailure = Extract<
  FailureCause,
  'documents_wrong' | 'documents_late' | 'documents_missing' | 'advance_notice_late' | 'advance_notice_missing'
>

/** Of several documents of a kind the best counts: a wrong one that was replaced in time did no harm. */
const RANK: Readonly<Record<DocumentRuling, number>> = {
  pass: 0,
  documents_unchecked: 1,
  no_time: 2,
  documents_pending: 3,
  documents_wrong: 4,
  documents_late: 5,
  advance_notice_late: 6,
  documents_missing: 7,
  advance_notice_missing: 8,
}
const FAILED = RANK.documents_wrong

function judgeDocument(reading: Reading, clause: InformationClause, { kind, handover }: Wanted): DocumentRuling {
  let best: DocumentRuling = missing(kind, reading)
  for (const document of reading.facts.documents) {
    if (document.kind !== kind || !isOf(document, handover)) continue
    const ruling = judgeOne(document, reading, { clause, handover })
    if (RANK[ruling] < RANK[best]) best = ruling
  }
  return kind === 'invoice' ? judgeBills(reading, best) : best
}

/** A bill is itself the document; whether it is right is the question of the right price. */
function judgeBills(reading: Reading, best: DocumentRuling): DocumentRuling {
  const { invoices } = reading.facts
  for (let i = 0; i < invoices.length; i++) {
    const invoice = invoices[i]!
    if (invoice.kind !== 'invoice' || isRepeated(invoices, i)) continue
    const ruling = invoiceTiming(invoice.day, reading)
    if (RANK[ruling] < RANK[best]) best = ruling
  }
  return best
}

/** An invoice follows the goods, and has as long as the customer has to look at them. */
function missing(kind: RequiredDocument, reading: Reading): DocumentRuling {
  if (kind === 'asn') return 'advance_notice_missing'
  return kind === 'invoice' && reading.isNoticeOpen ? 'documents_pending' : 'documents_missing'
}

function isOf(document: DocumentFact, handover: Arrival): boolean {
  const shipmentId = handover.delivery!.shipmentId
  return document.shipmentId === null || shipmentId === null || document.shipmentId === shipmentId
}

function judgeOne(
  document: DocumentFact,
  reading: Reading,
  { clause, handover }: { clause: InformationClause; handover: Arrival },
): DocumentRuling {
  if (document.isCorrect === false) return 'documents_wrong'
  const timing =
    document.kind === 'invoice'
      ? invoiceTiming(document.day, reading)
      : goodsTiming(document, reachedAt(reading, handover), clause)
  if (timing !== 'pass') return timing
  // As with the goods themselves, silence until the notice period ends accepts.
  return document.isCorrect === null && reading.isNoticeOpen ? 'documents_unchecked' : 'pass'
}

function invoiceTiming(day: number | null, { noticeEndDay }: Reading): DocumentRuling {
  if (day === null || noticeEndDay === null) return 'no_time'
  return day <= noticeEndDay ? 'pass' : 'documents_late'
}

function goodsTiming(document: DocumentFact, arrival: Moment, clause: InformationClause): DocumentRuling {
  const lead = document.kind === 'asn' ? (clause.advanceNoticeHours ?? 0) : 0
  const isInTime = isBefore(document, arrival, lead * HOUR_MS)
  if (isInTime === null) return 'no_time'
  if (isInTime) return 'pass'
  return document.kind === 'asn' ? 'advance_notice_late' : 'documents_late'
}

/** The goods stood at the door before they were handed over, where somebody observed it. */
function reachedAt({ facts }: Reading, handover: Arrival): Moment {
  let reached: Moment = handover
  for (const stop of facts.clockStops) {
    if (stop.clock !== 'arrived' || stop.shipmentId === null) continue
    if (stop.shipmentId !== handover.delivery!.shipmentId) continue
    if (isEarlier(stop, reached)) reached = stop
  }
  return reached
}

function isEarlier(a: Moment, b: Moment): boolean {
  if (a.at !== null && b.at !== null) return a.at < b.at
  return a.day !== null && (b.day === null || a.day < b.day)
}

const DAY_MS = 86_400_000

/** Did the one come at least so long before the other? Without both instants by day alone; null where days cannot tell. */
export function isBefore(early: Moment, late: Moment, leadMs: number): boolean | null {
  if (early.at !== null && late.at !== null) return early.at + leadMs <= late.at
  if (early.day === null || late.day === null) return null
  const last = early.day + Math.floor(leadMs / DAY_MS)
  if (last !== late.day) return last < late.day
  return leadMs % DAY_MS === 0 ? true : null
}
