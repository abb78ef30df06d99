/** The days of a recurring order as they stand: what the rhythm gives, and what was decided or done about single ones. */
import type { Occurrence, RecurringLine } from '../../../contract/recurring-orders.ts'
import type { WorkingTime } from '../../../engines/calendars/index.ts'
import { deliveryDay, type RegularDay, type Repeating, regularDays } from './recurring-days.ts'

/** As the row says it: what is not known is absent. */
export interface StoredOccurrence {
  readonly occurrence_id: string
  readonly recurring_id: string
  readonly regular_on: string
  readonly deliver_on: string
  readonly state: Exclude<Occurrence['state'], 'closed'>
  readonly lines?: RecurringLine[] | null
  readonly order_id?: string | null
  readonly problem?: string | null
  readonly quote_id?: string | null
}

export const occurrenceId = (recurringId: string, day: string): string => `${recurringId}@${day}`

/**
 * A day that was decided about stays to be seen also when the rhythm has been changed since, as long as it became
 * something: an order, or a problem that waits.
 */
export function occurrencesOf(
  recurring: Repeating,
  decided: ReadonlyMap<string, StoredOccurrence>,
  calendarOf: (locationId: string) => WorkingTime,
  span: { from: string; to: string },
): Occurrence[] {
  const regular = regularDays(recurring, span)
  const known = new Set(regular.map(({ day }) => day))
  const others = [...decided.values()].filter((one) => !known.has(one.regular_on) && one.state === 'ordered')
  return [
    ...regular.map((one) => occurrenceOf(one, decided.get(one.day), calendarOf(one.terms.location_id))),
    ...others.map((one) => asStored(one, one.lines ?? [])),
  ].sort((a, b) => a.regular_on.localeCompare(b.regular_on))
}

function occurrenceOf(regular: RegularDay, stored: StoredOccurrence | undefined, calendar: WorkingTime): Occurrence {
  const lines = stored?.lines ?? regular.terms.lines
  if (stored && stored.state !== 'planned') return asStored(stored, lines)
  const deliver_on = deliveryDay(regular, calendar)
  const state = deliver_on === null ? 'closed' : 'planned'
  return { regular_on: regular.day, deliver_on, state, lines, order_id: null, problem: null, quote_id: null }
}

const asStored = (stored: StoredOccurrence, lines: RecurringLine[]): Occurrence => ({
  regular_on: stored.regular_on,
  deliver_on: stored.state === 'skipped' ? null : stored.deliver_on,
  state: stored.state,
  lines,
  order_id: stored.order_id ?? null,
  problem: stored.problem ?? null,
  quote_id: stored.quote_id ?? null,
})
