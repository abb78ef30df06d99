/** What a person types for a day, in the reader's own order of day, month and year. */
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'
import type { Locale } from './locale.ts'

dayjs.extend(customParseFormat)

const ISO = 'YYYY-MM-DD'
const DAY_FIRST = { full: ['D.M.YYYY', 'D.M.YY', 'D/M/YYYY'], short: ['D.M', 'D.M.', 'D/M'] }

/** The orders each language writes dates in; a day without a year is short. */
const ORDERS: Readonly<Record<Locale, { readonly full: readonly string[]; readonly short: readonly string[] }>> = {
  en: { full: ['M/D/YYYY', 'M/D/YY', 'MMM D, YYYY', 'D MMM YYYY'], short: ['M/D', 'MMM D', 'D MMM'] },
  ro: DAY_FIRST,
  ru: DAY_FIRST,
  hy: DAY_FIRST,
  'zh-TW': { full: ['YYYY/M/D'], short: ['M/D'] },
}

/**
 * The day meant, as `YYYY-MM-DD`; `null` when the text means none. `2026-12-05` is understood in every language, `+3`
 * is three days from today, and a day without a year is the next one that comes.
 */
export function typedDay(text: string, locale: Locale, today: string): string | null {
  const typed = text.trim()
  const ahead = /^\+(\d{1,3})$/.exec(typed)
  if (ahead) return dayjs(today).add(Number(ahead[1]), 'day').format(ISO)
  if (dayjs(typed, ISO, true).isValid()) return typed
  const { full, short } = ORDERS[locale]
  // The library's strict reading takes `05` for a mistake where the pattern says `D`.
  const plain = typed.replace(/\b0(\d)(?=[./ ])|(?<=^\d+[./])0(\d)$/g, '$1$2')
  for (const pattern of full) {
    const day = dayjs(plain, pattern, true)
    if (day.isValid()) return day.format(ISO)
  }
  for (const pattern of short) {
    const year = today.slice(0, 4)
    for (const candidate of [year, String(Number(year) + 1)]) {
      const day = dayjs(`${plain} ${candidate}`, `${pattern} YYYY`, true)
      if (day.isValid() && day.format(ISO) >= today) return day.format(ISO)
    }
  }
  return null
}
