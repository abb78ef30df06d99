/**
 * The right information, as far as the clause in force asks: documents correct and in time, trouble told before it came,
 * tracking kept fresh. Without a clause nobody knows what was owed, so it is not known whether it was given.
 */
import { judgeDocuments } from './documents.ts'
import type { Reading } from './reading.ts'
import { isException, judgeTelling } from './telling.ts'
import { judgeTracking } from './tracking-age.ts'
import { checkOf, type Ruling } from './verdict.ts'
import type { JudgedWindow } from './windows.ts'

/** `time` and `quantity` say whether the customer was owed a warning. */
export function judgeInformation(
  reading: Reading,
  judged: JudgedWindow | null,
  { time, quantity }: { time: Ruling; quantity: Ruling },
): Ruling {
  const { information: clause, supplierCancelledMilli } = reading.facts
  if (reading.quantityMilli === 0) return 'not_applicable'
  if (clause === null) return 'no_information_clause'
  if (!reading.hasGoods && supplierCancelledMilli >= reading.quantityMilli)
    return clause.tellsExceptions ? judgeTelling(reading, clause, judged) : 'not_applicable'
  const documents = judgeDocuments(reading, clause)
  if (checkOf(documents) === 'fail') return documents
  const tracking = judgeTracking(reading, clause)
  if (checkOf(tracking) === 'fail') return tracking
  const telling = isException(time, quantity) ? judgeTelling(reading, clause, judged) : 'pass'
  if (checkOf(telling) === 'fail') return telling
  if (documents !== 'pass') return documents
  if (tracking !== 'pass') return tracking
  if (telling !== 'pass') return telling
  return reading.hasGoods || judged?.hasEnded === true ? 'pass' : 'window_open'
}
