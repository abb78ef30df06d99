/** On which days carriers move. */
import sql from 'sql-template-tag'
import type { WorkingTime } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type DayException, workingTimes } from '../locations/index.ts'

export interface CarrierHours {
  readonly carrier_id: string
  readonly carrier_version: number
  readonly carrier_country: string | null
  readonly carrier_zone: string | null
  readonly carrier_openings: string | null
}

/** The calendars of the carriers that lanes name, by carrier; a statement only for those that are new or have changed. */
export function carrierCalendars(
  tx: Tx,
  carriers: readonly CarrierHours[],
  firstDay: string,
): Promise<Map<string, WorkingTime>> {
  const owners = new Map(carriers.map((carrier) => [carrier.carrier_id, ownerOf(carrier)]))
  return workingTimes([...owners.values()], {
    scope: `${tx.tenantId} carrier`,
    firstDay,
    exceptionsOf: (ids) =>
      tx.query<DayException>(sql`SELECT carrier_id AS id, day, openings FROM carriers.calendar_exception
        WHERE tenant_id = ${tx.tenantId}::uuid AND carrier_id = ANY (${ids}::platform.code[])`),
  })
}

/** Transit counts whole days by their dates, so a carrier without a zone counts them as well as one with. */
const ownerOf = (carrier: CarrierHours) => ({
  id: carrier.carrier_id,
  zone: carrier.carrier_zone ?? 'UTC',
  country: carrier.carrier_country,
  openings: carrier.carrier_openings,
  version: carrier.carrier_version,
})
