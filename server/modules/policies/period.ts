/** Whatever holds for a period holds from its first to its last day. */
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'

/** Refuses `time_order` for a period that ends before it begins; days of the same form compare as texts. */
export function checkPeriod({ valid_from: from, valid_to: to }: State): void {
  if (from != null && to != null && String(to) < String(from)) {
    throw new Refusal('time_order', { valid_from: from, valid_to: to })
  }
}
