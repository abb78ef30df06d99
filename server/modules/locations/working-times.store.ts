/** Calendars of whoever has one, compiled once and kept until the owner changes. */
import {
  buildCalendar,
  compileCalendar,
  parseDayOpenings,
  parseLocalDay,
  parseOpenings,
  type WorkingTime,
} from '../../../engines/calendars/index.ts'
import { holidaysOf } from '../../platform/holidays.ts'

/** A place, or a carrier: anything with hours of its own. */
export interface CalendarOwner {
  readonly id: string
  readonly zone: string
  /** Whose public holidays it observes; null: none. */
  readonly country: string | null
  /** Null: Monday to Friday, whole days. */
  readonly openings: string | null
  /** Changes whenever the hours do. */
  readonly version: number
}

export interface DayException {
  readonly id: string
  readonly day: string
  /** Null: closed. */
  readonly openings: string | null
}

export interface CalendarRequest {
  /** Keeps equal codes apart: the tenant and the kind of owner. */
  readonly scope: string
  /** The day from which answers are wanted; they are quick for about a year. */
  readonly firstDay: string
  /** Reads the exceptions of owners that are not kept yet. */
  readonly exceptionsOf: (ids: string[]) => Promise<DayException[]>
}

const kept = new Map<string, WorkingTime>()
/** About 12 kilobytes each. */
const KEPT_MAX = 4_000

/** The working time of each owner by id. Reads only for those that are new or have changed. */
export async function workingTimes(
  owners: readonly CalendarOwner[],
  request: CalendarRequest,
): Promise<Map<string, WorkingTime>> {
  // Compiled from two weeks before a month's beginning, so that all questions of a month meet the same table.
  const from = parseLocalDay(`${request.firstDay.slice(0, 7)}-01`) - 14
  const keyOf = (owner: CalendarOwner) => `${request.scope} ${from} ${owner.version} ${owner.id}`
  const missing = owners.filter((owner) => !kept.has(keyOf(owner)))
  const exceptions = missing.length ? await request.exceptionsOf(missing.map((owner) => owner.id)) : []
  const byOwner = new Map<string, DayException[]>(missing.map((owner) => [owner.id, []]))
  for (const exception of exceptions) byOwner.get(exception.id)?.push(exception)
  const found = new Map<string, WorkingTime>()
  for (const owner of owners) {
    const known = kept.get(keyOf(owner)) ?? (await compileOwner(owner, byOwner.get(owner.id) ?? [], from))
    found.set(owner.id, known)
    keep(keyOf(owner), known)
  }
  return found
}

function keep(key: string, calendar: WorkingTime): void {
  if (kept.has(key)) return
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
  kept.set(key, calendar)
}

async function compileOwner(
  owner: CalendarOwner,
  exceptions: readonly DayException[],
  from: number,
): Promise<WorkingTime> {
  const calendar = buildCalendar({
    zone: owner.zone,
    weekly: parseOpenings(owner.openings),
    exceptions: exceptions.map(({ day, openings }) => ({
      day: parseLocalDay(day),
      openings: parseDayOpenings(openings),
    })),
    holidays: owner.country === null ? undefined : await holidaysOf(owner.country),
  })
  return compileCalendar(calendar, from)
}
