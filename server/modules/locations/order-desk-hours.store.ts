/** When orders and questions are taken: what counts as working time towards a customer. */
import sql from 'sql-template-tag'
import { buildCalendar, parseOpenings, type WorkingTime, walkedTime } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces } from './places.store.ts'

/** Hours of the order desk of the customer's country, else of any, else of the first own site, else every weekday. */
export async function deskHours(tx: Tx, customerId: string | null, from: Date): Promise<WorkingTime> {
  const [desk] = await tx.query<{ location_id: string }>(sql`SELECT d.location_id FROM locations.location d
    LEFT JOIN customers.customer c ON c.tenant_id = d.tenant_id AND c.customer_id = ${customerId}
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.kind IN ('order_desk', 'own_site')
    ORDER BY d.kind <> 'order_desk', d.country IS DISTINCT FROM c.country, d.location_id LIMIT 1`)
  if (!desk) return walkedTime(buildCalendar({ zone: 'UTC', weekly: parseOpenings(null), exceptions: [] }))
  const day = from.toISOString().slice(0, 10)
  const places = await loadPlaces(tx, [desk.location_id], { firstDay: day, lastDay: day })
  return places.get(desk.location_id)!.calendar
}
