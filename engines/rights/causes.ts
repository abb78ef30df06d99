/** Putting the failures of a line in time order: what broke first is charged, everything is counted. */
import { conditionRule, failingHandover, placeRule, productRule } from './at-the-door.ts'
import { firstWrongInvoice } from './price.ts'
import type { Reading } from './reading.ts'
import { checkOf, type FailureCause, type Right, type Ruling } from './verdict.ts'
import type { JudgedWindow } from './windows.ts'

/** Failures that show on the same day are ordered by what brings about what: damage makes a line short, not the reverse. */
const CAUSAL_ORDER: readonly Right[] = ['product', 'condition', 'place', 'time', 'quantity', 'information', 'price']

const NO_CAUSES: readonly FailureCause[] = []

/** Every failure cause once, earliest first. */
export function orderCauses(
  reading: Reading,
  rulings: Record<Right, Ruling>,
  judged: JudgedWindow | null,
): readonly FailureCause[] {
  let causes: FailureCause[] | null = null
  let moments: number[] = []
  for (const right of CAUSAL_ORDER) {
    const ruling = rulings[right]
    if (checkOf(ruling) !== 'fail') continue
    const moment = momentOf(right, ruling, reading, judged)
    if (causes === null) {
      causes = [ruling as FailureCause]
      moments = [moment]
    } else insert(causes, moments, ruling as FailureCause, moment)
  }
  return causes ?? NO_CAUSES
}

/** Keeps both lists in time order; equal moments keep the causal order in which they come. A cause stands once, earliest. */
function insert(causes: FailureCause[], moments: number[], cause: FailureCause, moment: number): void {
  const known = causes.indexOf(cause)
  if (known >= 0 && moments[known]! <= moment) return
  if (known >= 0) {
    causes.splice(known, 1)
    moments.splice(known, 1)
  }
  let index = causes.length
  while (index > 0 && moments[index - 1]! > moment) index -= 1
  causes.splice(index, 0, cause)
  moments.splice(index, 0, moment)
}

/** The local day on which a failure came about. */
function momentOf(right: Right, ruling: Ruling, reading: Reading, judged: JudgedWindow | null): number {
  const due = judged?.dueDay ?? Number.MAX_SAFE_INTEGER
  const lastDay = reading.handovers[reading.handovers.length - 1]?.day ?? due
  switch (right) {
    case 'product':
      return failingHandover(reading, productRule)?.day ?? lastDay
    case 'condition':
      return failingHandover(reading, conditionRule)?.day ?? lastDay
    case 'place':
      return failingHandover(reading, placeRule)?.day ?? lastDay
    case 'time':
      return ruling === 'early' ? (reading.arrivals[0]?.day ?? due) : due
    case 'quantity':
      if (ruling === 'supplier_cancelled') return Number.MIN_SAFE_INTEGER
      return ruling === 'not_delivered' ? due : lastDay
    case 'price':
      return firstWrongInvoice(reading)?.day ?? lastDay
    case 'information':
      return ruling === 'told_too_late' ? due : lastDay
  }
}
