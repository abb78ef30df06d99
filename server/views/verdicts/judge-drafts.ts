/** Judges drafted orders and gives the records to store. */
import { businessDaysBetween } from '../../../engines/calendars/index.ts'
import { judgeLine, type LineVerdict, orderCycleSeconds } from '../../../engines/rights/index.ts'
import type { LineDraft, OrderDraft } from './line-draft.ts'
import { BASES, EXCLUSION_CODE, packBasis, packCheck, packRights } from './packing.ts'
import type { BasisRecord, LineRecord } from './record.ts'
import type { Rulebook } from './rulebook.ts'

export const judgeOrder = (order: OrderDraft, rulebook: Rulebook, now: number): LineRecord[] =>
  order.map((line) => toRecord(line, judgeLine(line.facts, rulebook.definitionOf(line), { at: now }), rulebook))

function toRecord(line: LineDraft, verdict: LineVerdict, rulebook: Rulebook): LineRecord {
  const { cycle } = verdict
  return {
    orderId: verdict.orderId,
    lineNumber: verdict.lineNumber,
    customerId: line.customerId,
    segmentId: line.segmentId,
    siteId: line.siteId,
    productId: line.facts.productId,
    productGroup: line.productGroup,
    lane: laneOf(line),
    carrierId: line.carrierId,
    currency: line.currency,
    definitionId: verdict.definitionId,
    definitionVersion: verdict.definitionVersion,
    ruleVersion: verdict.ruleVersion,
    dateBasis: BASES.indexOf(verdict.dateBasis),
    exclusion: EXCLUSION_CODE[verdict.exclusion ?? '']!,
    orderedMilli: verdict.orderedMilli,
    acceptedMilli: verdict.acceptedMilli,
    valueMinor: verdict.valueOrderedMinor,
    bases: [basisOf(line, verdict, 0), basisOf(line, verdict, 1), basisOf(line, verdict, 2)],
    rights: packRights(verdict.rights),
    overall: packCheck(verdict.overall),
    isDue: verdict.isDue,
    isProvisional: verdict.isProvisional,
    isPromiseStable: verdict.isPromiseStable,
    isRequestAccepted: verdict.isRequestAccepted,
    firstCause: verdict.firstCause,
    causes: verdict.firstCause === null ? null : verdict.causes.join(' '),
    reason: verdict.reason,
    chargedTo: verdict.chargedTo,
    nextChangeAt: verdict.nextChangeAt,
    orderCycleSeconds: orderCycleSeconds(cycle),
    customerWaitSeconds: cycle.customerWaitSeconds,
    orderEntrySeconds: cycle.orderEntrySeconds,
    warehouseSeconds: cycle.warehouseSeconds,
    transitSeconds: cycle.transitSeconds,
    lastMileSeconds: cycle.lastMileSeconds,
    orderToCashSeconds: cycle.orderToCashSeconds,
    orderEntryBusinessSeconds: cycle.orderEntryBusinessSeconds,
    warehouseBusinessSeconds: cycle.warehouseBusinessSeconds,
    transitBusinessSeconds: cycle.transitBusinessSeconds,
    isCycleInStandard: isCycleInStandard(line, cycle, rulebook),
    ratingCount: line.ratingCount,
    ratingSumPpm: line.ratingSumPpm,
  }
}

/** The fulfilling site and the country of destination: readable, and few enough to compare. '' where both are unknown. */
const laneOf = ({ siteId, country }: LineDraft) =>
  siteId === '' && country === '' ? '' : `${siteId === '' ? '*' : siteId}>${country}`

function basisOf(line: LineDraft, verdict: LineVerdict, index: 0 | 1 | 2): BasisRecord {
  const basis = verdict.bases[BASES[index]]
  return {
    // A line that the customer cancelled is not judged, but counted as excluded in the period it was meant for.
    due: basis.dueDay ?? (verdict.exclusion === null ? null : intendedDay(line, index)),
    outcome: packBasis(basis),
    daysLate: basis.daysLate,
    unitsMilli: basis.unitsOnTimeMilli,
    valueMinor: basis.valueOnTimeMinor,
  }
}

function intendedDay({ facts }: LineDraft, index: 0 | 1 | 2): number | null {
  if (index === 0) return facts.requested?.toDay ?? null
  const versions = [...facts.promises].sort((a, b) => a.version - b.version)
  return (index === 1 ? versions[0] : versions.at(-1))?.window.toDay ?? null
}

function isCycleInStandard(line: LineDraft, cycle: LineVerdict['cycle'], rulebook: Rulebook): boolean | null {
  const standard = rulebook.cycleStandardOf(line)
  if (standard === null) return null
  const { orderCycleDays } = cycle
  if (standard.unit === 'business_days') {
    const { calendar, orderedDay } = line.facts
    if (calendar === null || orderCycleDays === null || orderedDay === null) return null
    return businessDaysBetween(calendar, orderedDay, orderedDay + orderCycleDays) <= standard.target
  }
  const seconds = orderCycleSeconds(cycle)
  return seconds === null ? null : seconds <= standard.target * 3600
}
