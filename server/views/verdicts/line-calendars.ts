/** The calendars that judging asks: the destination's days, and the open hours of the fulfilling site and of the carrier. */
import sql from 'sql-template-tag'
import {
  buildCalendar,
  type Calendar,
  type CalendarDefinition,
  type OpenTime,
  openTime,
  parseDayOpenings,
  parseOpenings,
} from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Holidays, holidaysOf } from '../../platform/holidays.ts'
import { readDay } from './cells.ts'
import type { LineDraft, OrderDraft } from './line-draft.ts'

interface Hours {
  readonly calendar: Calendar
  readonly open: OpenTime
}

interface CalendarRow {
  readonly id: string
  readonly zone: string | null
  /** Whose public holidays are observed; null: none. */
  readonly country: string | null
  readonly openings: string | null
  readonly exceptions: readonly { day: string; openings: string | null }[]
}

type Carrier = CalendarRow & { readonly holidays: Holidays | undefined }

/** Read once for a pass over many lines; what is not found is remembered too. */
export class LineCalendars {
  private readonly locations = new Map<string, Hours | null>()
  private readonly carriers = new Map<string, Carrier>()
  private readonly carrierHours = new Map<string, Hours>()

  /** Sets the calendars of each line, reading those not met before. */
  async fill(tx: Tx, orders: readonly OrderDraft[]): Promise<void> {
    await this.readLocations(tx, orders)
    await this.readCarriers(tx, orders)
    for (const order of orders) for (const line of order) this.set(line)
  }

  private set(line: LineDraft): void {
    const { facts, siteId, carrierId } = line
    const site = this.locations.get(siteId) ?? null
    facts.calendar = (facts.shipToId === null ? null : this.locations.get(facts.shipToId)?.calendar) ?? null
    facts.siteHours = site?.open ?? null
    facts.carrierHours = this.hoursOfCarrier(carrierId, site)?.open ?? null
  }

  /** A carrier that names no zone of its own is taken to work by the clock of the site it collects at. */
  private hoursOfCarrier(carrierId: string, site: Hours | null): Hours | null {
    const row = this.carriers.get(carrierId)
    const zone = row?.zone ?? site?.calendar.zone.id
    if (row === undefined || zone === undefined) return null
    const key = `${zone}\n${carrierId}`
    let hours = this.carrierHours.get(key)
    if (hours === undefined) {
      hours = toHours({ ...row, zone }, row.holidays)
      this.carrierHours.set(key, hours)
    }
    return hours
  }

  private async readLocations(tx: Tx, orders: readonly OrderDraft[]): Promise<void> {
    const missing = new Set<string>()
    for (const order of orders) {
      for (const id of [order[0]!.facts.shipToId, order[0]!.siteId]) {
        if (id !== null && id !== '' && !this.locations.has(id)) missing.add(id)
      }
    }
    if (missing.size === 0) return
    const rows = await tx.query<CalendarRow & { zone: string }>(sql`SELECT l.location_id AS id, l.zone, l.openings,
        CASE WHEN NOT coalesce(l.is_open_on_holidays, false) THEN l.country END AS country,
        coalesce((SELECT jsonb_agg(jsonb_build_object('day', e.day, 'openings', e.openings))
          FROM locations.calendar_exception e WHERE e.tenant_id = l.tenant_id AND e.location_id = l.location_id), '[]') AS exceptions
      FROM locations.location l WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.location_id = ANY (${[...missing]}::platform.code[])`)
    for (const id of missing) this.locations.set(id, null)
    for (const row of rows) this.locations.set(row.id, toHours(row, await observed(row)))
  }

  private async readCarriers(tx: Tx, orders: readonly OrderDraft[]): Promise<void> {
    const missing = new Set<string>()
    for (const order of orders)
      for (const { carrierId } of order) if (carrierId !== '' && !this.carriers.has(carrierId)) missing.add(carrierId)
    if (missing.size === 0) return
    const rows = await tx.query<CalendarRow>(sql`SELECT c.carrier_id AS id, c.zone, c.openings, c.country,
        coalesce((SELECT jsonb_agg(jsonb_build_object('day', e.day, 'openings', e.openings))
          FROM carriers.calendar_exception e WHERE e.tenant_id = c.tenant_id AND e.carrier_id = c.carrier_id), '[]') AS exceptions
      FROM carriers.carrier c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.carrier_id = ANY (${[...missing]}::platform.code[])`)
    for (const row of rows) this.carriers.set(row.id, { ...row, holidays: await observed(row) })
  }
}

const observed = async ({ country }: CalendarRow) => (country === null ? undefined : holidaysOf(country))

function toHours(row: CalendarRow & { zone: string }, holidays: Holidays | undefined): Hours {
  const { zone, openings, exceptions } = row
  const definition = {
    zone,
    holidays,
    exceptions: exceptions.map((one) => ({ day: readDay(one.day)!, openings: parseDayOpenings(one.openings) })),
  }
  const calendar = tryCalendar({ ...definition, weekly: parseOpenings(openings) })
  // A file may have brought text that reads like no week at all, or like one that never opens: that is not known either.
  const known = calendar ?? buildCalendar({ zone, exceptions: [], holidays, weekly: parseOpenings(null) })
  return { calendar: known, open: openTime(known) }
}

function tryCalendar(definition: CalendarDefinition): Calendar | null {
  if (definition.weekly.every((openings) => openings.length === 0)) return null
  try {
    return buildCalendar(definition)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
