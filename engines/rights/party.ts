/** Who is charged with a line's failure: the party somebody attributed, else the default of the reason. */
import type { Party, Reason } from './facts.ts'
import type { Reading } from './reading.ts'
import type { JudgedWindow } from './windows.ts'

/** Reasons decided "by cause", "by custody" or "by owner" name nobody until somebody looks: they stay ours to explain. */
const CHARGED_BY_DEFAULT: Readonly<Record<Reason, Party | null>> = {
  weather: 'force_majeure',
  road_traffic: 'carrier',
  mechanical: 'carrier',
  accident: 'carrier',
  driver: 'carrier',
  missort: 'carrier',
  carrier_error: 'carrier',
  capacity: 'carrier',
  customs_docs: 'us',
  customs_process: 'authority',
  address_incorrect: null,
  consignee_absent: 'customer',
  consignee_closed: 'customer',
  customer_reschedule: 'customer',
  refused: null,
  payment: 'customer',
  damage: null,
  shortage: null,
  shipper_not_ready: 'us',
  stock_out: 'us',
  pick_error: 'us',
  civil: 'force_majeure',
  security: null,
  system: null,
  other: null,
}

/** The reason attributed to the line, else that of the earliest delivery that names one. */
export function reasonOf(reading: Reading): Reason | null {
  if (reading.facts.reason !== null) return reading.facts.reason
  for (const handover of reading.handovers) if (handover.delivery!.reason !== null) return handover.delivery!.reason
  return null
}

export function partyOf(reading: Reading, judged: JudgedWindow | null): Party | null {
  if (reading.facts.chargedTo !== null) return reading.facts.chargedTo
  const reason = reasonOf(reading)
  if (reading.facts.reason === null) {
    for (const { delivery } of reading.handovers)
      if (delivery!.reason === reason && delivery!.chargedTo !== null) return delivery!.chargedTo
  }
  if (reason === null) return null
  // Promising a day on which the consignee's calendar is closed is our mistake, not the consignee's.
  if (reason === 'consignee_closed' && judged !== null && isClosedDay(reading, judged.window.toDay)) return 'us'
  if (reason === 'consignee_absent' && judged !== null && cameOutside(reading, judged)) return 'carrier'
  return CHARGED_BY_DEFAULT[reason]
}

const isClosedDay = (reading: Reading, day: number) =>
  reading.facts.calendar !== null && !reading.facts.calendar.isBusinessDay(day)

/** An absent consignee is to blame only when we came inside the window; without a recorded attempt that is assumed. */
function cameOutside(reading: Reading, judged: JudgedWindow): boolean {
  const attempts = reading.facts.attempts
  return attempts.length > 0 && attempts.every(({ day }) => day > judged.dueDay || day < judged.startDay)
}
