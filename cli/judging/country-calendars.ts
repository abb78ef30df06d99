/** Calendars of a flat history: Monday to Friday without the public holidays of the country that a row names, as an import of it has them. */
import { buildCalendar, type Calendar, parseOpenings } from '../../engines/calendars/index.ts'
import { holidaysOf } from '../../server/judge-door.ts'

export class CountryCalendars {
  private readonly known = new Map<string, Calendar>()
  private readonly zone: string

  constructor(zone: string) {
    this.zone = zone
  }

  knows(country: string): boolean {
    return this.known.has(country)
  }

  async learn(country: string): Promise<void> {
    const holidays = await holidaysOf(country)
    this.known.set(country, buildCalendar({ zone: this.zone, weekly: parseOpenings(null), exceptions: [], holidays }))
  }

  /** Null where the row names no country. */
  of(country: string | null): Calendar | null {
    return (country === null ? undefined : this.known.get(country)) ?? null
  }
}
