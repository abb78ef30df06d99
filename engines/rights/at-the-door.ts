/** The rights that are decided where the goods are handed over: product, place and condition. */
import type { ConditionCode, DeliveryFact } from './facts.ts'
import { type Arrival, broughtGoods, isStanding, type Reading } from './reading.ts'
import { type Cause, checkOf, type FailureCause, type Ruling } from './verdict.ts'

type DeliveryRule = (delivery: DeliveryFact, reading: Reading) => Ruling

/** The first failing delivery in time order decides; else the first that cannot be judged; else all are right. */
function judgeDeliveries(reading: Reading, rule: DeliveryRule): Ruling {
  if (!reading.hasGoods) {
    for (const handover of reading.handovers) {
      const ruling = rule(handover.delivery!, reading)
      if (checkOf(ruling) === 'fail') return ruling
    }
    const nothingWillCome = reading.facts.supplierCancelledMilli >= reading.quantityMilli
    return nothingWillCome ? 'not_applicable' : 'nothing_delivered'
  }
  let unknown: Cause | null = null
  for (const { delivery } of reading.handovers) {
    const ruling = rule(delivery!, reading)
    if (ruling === 'pass' || ruling === 'not_applicable') continue
    if (checkOf(ruling) === 'fail') return ruling
    if (unknown === null && broughtGoods(delivery!)) unknown = ruling
  }
  return unknown ?? 'pass'
}

/** The earliest handing over that a rule fails: the evidence behind a failed right. */
export function failingHandover(reading: Reading, rule: DeliveryRule): Arrival | null {
  for (const handover of reading.handovers) if (checkOf(rule(handover.delivery!, reading)) === 'fail') return handover
  return null
}

export function judgeProduct(reading: Reading): Ruling {
  return hasClaim(reading, 'wrong_product') ? 'wrong_product' : judgeDeliveries(reading, productRule)
}

export const productRule: DeliveryRule = (delivery, { facts, definition }) => {
  if (delivery.condition === 'WRONG_ITEM') return 'wrong_product'
  if (delivery.condition === 'WRONG_LOT' || delivery.isLotRight === false) return 'wrong_lot'
  if (delivery.condition === 'EXPIRED') return 'expired'
  if (delivery.productId === null) return 'not_scanned'
  if (delivery.productId === facts.productId && delivery.isOnlyDated) return 'not_scanned'
  if (delivery.productId === facts.productId || definition.substitution === 'counts') return 'pass'
  if (!delivery.isAuthorizedSubstitute) return 'wrong_product'
  return definition.substitution === 'fails' ? 'unauthorized_substitute' : 'pass'
}

/** A parcel left with the wrong party stays a failure even when it was brought back into order later. */
export function judgePlace(reading: Reading): Ruling {
  const ruling = judgeDeliveries(reading, placeRule)
  if (checkOf(ruling) === 'fail') return ruling
  for (const claim of reading.facts.claims)
    if (claim.kind === 'not_received' && isStanding(claim, reading))
      return claim.outcome === 'upheld' ? 'not_received' : 'claim_open'
  return ruling
}

export const placeRule: DeliveryRule = (delivery, { facts, definition }) => {
  const { recipient, locationId, distanceMeters, positionAccuracyMeters } = delivery
  if (recipient === 'wrong_party') return 'wrong_party'
  if (recipient === 'neighbor') return 'neighbor_without_consent'
  const canCompare = locationId !== null && facts.shipToId !== null
  if (canCompare && locationId !== facts.shipToId) return 'wrong_location'
  const reach = Math.max(definition.geofenceMeters, positionAccuracyMeters ?? 0)
  if (distanceMeters !== null && distanceMeters > reach) return 'far_from_ship_to'
  return canCompare || distanceMeters !== null || recipient !== null ? 'pass' : 'no_evidence'
}

export function judgeCondition(reading: Reading): Ruling {
  return hasClaim(reading, 'damage') ? 'damaged' : judgeDeliveries(reading, conditionRule)
}

/** Codes of count and identity say nothing against the condition; lost goods have none. */
const CONDITION_CAUSE: Readonly<Record<ConditionCode, FailureCause | null>> = {
  OK: null,
  PKG_MINOR: null,
  PKG_OPEN: 'opened',
  DMG_VISIBLE: 'damaged',
  DMG_CONCEALED: 'damaged',
  WET: 'wet',
  TEMP_EXC: 'temperature',
  SHOCK: 'shock',
  CONTAM: 'contaminated',
  INFEST: 'infested',
  SHORT: null,
  OVER: null,
  WRONG_ITEM: null,
  WRONG_LOT: null,
  EXPIRED: null,
  LOST: null,
  STOLEN: null,
}

export const conditionRule: DeliveryRule = (delivery, reading) => {
  if (delivery.condition !== null) return CONDITION_CAUSE[delivery.condition] ?? 'pass'
  if (delivery.rejectedMilli > 0) return 'rejected'
  return reading.isNoticeOpen || delivery.isOnlyDated ? 'not_recorded' : 'pass'
}

function hasClaim(reading: Reading, kind: 'damage' | 'wrong_product'): boolean {
  for (const claim of reading.facts.claims) if (claim.kind === kind && isStanding(claim, reading)) return true
  return false
}
