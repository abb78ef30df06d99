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
  let found: { cause: FailureCause; moment: number }[] | null = null
  for (const right of CAUSAL_ORDER) {
    const ruling = rulings[right]
    if (checkOf(ruling) !== 'fail') continue
    found ??= []
    found.push({ cause: ruling as FailureCause, moment: momentOf(right, ruling, reading, judged) })
  }
  if (found === null) return NO_CAUSES
  // Array sorting is stable, so equal moments keep the causal order.
  found.sort((a, b) => (a.moment === b.moment ? 0 : a.moment - b.moment))
  return [...new Set(found.map(({ cause }) => cause))]
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
      return lastDay
  }
}
