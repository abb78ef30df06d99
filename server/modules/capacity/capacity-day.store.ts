/** How the ledger explains a day's counter: an override, and bookings that come and go. */
import sql from 'sql-template-tag'
import type { State, Verifiable } from '../../ledger/index.ts'
import { evolveDay } from './capacity-day.ts'

export const capacityDayVerifiable: Verifiable = {
  subjectType: 'capacity_day',
  evolve: (state, event) => evolveDay(state, event),
  async loadStates(tx, ids) {
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`
      SELECT d.resource_id || '@' || d.day AS subject_id, jsonb_build_object('override', d.override, 'reason', d.reason,
        'booked', d.booked, 'bookings', coalesce((SELECT jsonb_object_agg(b.order_id || '/' || b.line_number, b.quantity)
          FROM capacity.booking b WHERE (b.tenant_id, b.resource_id, b.day) = (d.tenant_id, d.resource_id, d.day)), '{}')) AS state
      FROM unnest(${ids}::text[]) id
      JOIN capacity.day d ON d.tenant_id = ${tx.tenantId}::uuid AND d.resource_id = left(id, length(id) - 11)
        AND d.day = right(id, 10)::date`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM capacity.day
      WHERE tenant_id = ${tx.tenantId}::uuid AND subject_version > 0`)
    return row!.count
  },
}
