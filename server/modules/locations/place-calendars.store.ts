/** Calendars of places, compiled once and kept until the place changes. */
import sql from 'sql-template-tag'
import {
  buildCalendar,
  compileCalendar,
  parseDayOpenings,
  parseLocalDay,
  parseOpenings,
  type WorkingTime,
} from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface CalendarRow {
  readonly location_id: string
  readonly zone: string
  readonly country: string | null
  readonly openings: string | null
  readonly subject_version: number
}

/** The working time of each place around a day; one statement for those not kept yet. */
export async function calendarsOf(
  tx: Tx,
  rows: readonly CalendarRow[],
  firstDay: string,
): Promise<Map<string, WorkingTime>> {
  // Compiled from two weeks before a month's beginning, so that all questions of a month meet the same table.
  const from = parseLocalDay(`${firstDay.slice(0, 7)}-01`) - 14
  const found = new Map<string, WorkingTime>()
  const missing: CalendarRow[] = []
  for (const row of rows) {
    const known = kept.get(keyOf(tx, row, from))
    if (known) found.set(row.location_id, known)
    else missing.push(row)
  }
  if (missing.length) await compile(tx, missing, { from, found })
  return found
}

/** The version says whether a place has changed; the tenant keeps equal codes of two companies apart. */
const keyOf = (tx: Tx, row: CalendarRow, from: number) =>
  `${tx.tenantId} ${from} ${row.subject_version} ${row.location_id}`
const kept = new Map<string, WorkingTime>()
/** About 12 kilobytes each. */
const KEPT_MAX = 4_000

async function compile(
  tx: Tx,
  rows: readonly CalendarRow[],
  { from, found }: { from: number; found: Map<string, WorkingTime> },
): Promise<void> {
  const exceptions = await tx.query<{ location_id: string; day: string; openings: string | null }>(sql`
    SELECT location_id, day, openings FROM locations.calendar_exception
    WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ANY (${rows.map((row) => row.location_id)}::platform.code[])`)
  for (const row of rows) {
    const own = exceptions.filter((exception) => exception.location_id === row.location_id)
    const calendar = buildCalendar({
      zone: row.zone,
      weekly: parseOpenings(row.openings),
      exceptions: own.map(({ day, openings }) => ({ day: parseLocalDay(day), openings: parseDayOpenings(openings) })),
    })
    const compiled = compileCalendar(calendar, from)
    found.set(row.location_id, compiled)
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
    kept.set(keyOf(tx, row, from), compiled)
  }
}
