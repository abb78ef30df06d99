/** The days of a recurring order between two days, by the calendars of the places they go to. */
import type { Occurrence, RecurringOrder } from '../../../contract/recurring-orders.ts'
import { loadPlaces } from '../../modules/locations/index.ts'
import { type findOccurrences, occurrencesOf } from '../../modules/orders/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export async function plannedDays(
  tx: Tx,
  recurring: Pick<RecurringOrder, 'starts_on' | 'ends_on' | 'terms'>,
  decided: Awaited<ReturnType<typeof findOccurrences>>,
  span: { from: string; to: string },
): Promise<Occurrence[]> {
  const ids = [...new Set(recurring.terms.map((one) => one.location_id))]
  const places = await loadPlaces(tx, ids, { firstDay: span.from, lastDay: span.to })
  return occurrencesOf(recurring, decided, (id) => places.get(id)!.calendar, span)
}
