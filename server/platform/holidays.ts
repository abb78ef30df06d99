/**
 * Public holidays of a country, from the rules of the package date-holidays: those of the whole country, whole days only.
 * They are worked out when a calendar first asks for a year and kept, since the same rules always give the same days.
 */
import type HolidayRules from 'date-holidays'

export interface Holidays {
  has(day: number): boolean
  /** What it is called, in the language asked for where the rules know it, else in English, else as the country says; null: no holiday. */
  nameOn(day: number, language: string): string | null
}

const DAY_MS = 86_400_000
/** Beyond these years no calendar is asked in earnest, and lunar rules become guesses. */
const [FIRST_YEAR, LAST_YEAR] = [1970, 2150]
/** A holiday of several days may reach over the end of its year. */
const LONGEST_DAYS = 10

const known = new Map<string, Promise<Holidays>>()

/** The holidays of a country by its ISO 3166 code; none for a country whose rules are not known. */
export function holidaysOf(country: string): Promise<Holidays> {
  let found = known.get(country)
  if (!found) {
    found = load(country)
    known.set(country, found)
  }
  return found
}

/** The package with all its rules takes a tenth of a second to load, so it waits until a calendar needs it. */
async function load(country: string): Promise<Holidays> {
  const { default: Rules } = await import('date-holidays')
  const ownLanguages = new Rules(country).getLanguages()
  const years = new Map<string, Map<number, string>>()
  const namesIn = (year: number, language: string) => {
    const key = `${year} ${language}`
    // Rules remember the language they were last asked in, so each answer has rules of its own.
    if (!years.has(key)) years.set(key, listYear(new Rules(country, { types: ['public'] }), year, language))
    return years.get(key)!
  }
  const answers = new Map<number, boolean>()
  const find = (day: number, language: string) =>
    yearsAround(day)
      .map((year) => namesIn(year, language).get(day))
      .find((name) => name !== undefined)
  return {
    has(day) {
      const known = answers.get(day)
      if (known !== undefined) return known
      const answer = find(day, '') !== undefined
      answers.set(day, answer)
      return answer
    },
    nameOn(day, language) {
      const own = find(day, '')
      if (own === undefined) return null
      const [base = 'en'] = language.split('-')
      const name = find(day, base)!
      // The package falls back on the country's own words, which another country's people may not even be able to read.
      return name !== own || ownLanguages.includes(base) ? name : (find(day, 'en') ?? own)
    },
  }
}

function yearsAround(day: number): number[] {
  const years = [day, day - LONGEST_DAYS].map((one) => new Date(one * DAY_MS).getUTCFullYear())
  return [...new Set(years)].filter((year) => year >= FIRST_YEAR && year <= LAST_YEAR)
}

/** By day, the names of the holidays on it. The empty language is the country's own. */
function listYear(rules: HolidayRules, year: number, language: string): Map<number, string> {
  const days = new Map<number, string>()
  for (const { date, start, end, name } of rules.getHolidays(year, language || undefined)) {
    const begin = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`)
    const length = end.getTime() - start.getTime()
    // A day counts when the holiday covers its noon: an afternoon off is no holiday, a day of 23 hours is one.
    const first = Math.ceil(begin / DAY_MS - 0.5)
    for (let day = first; day * DAY_MS + DAY_MS / 2 < begin + length; day++) {
      const other = days.get(day)
      days.set(day, other === undefined || other === name ? name : `${other}; ${name}`)
    }
  }
  return days
}
