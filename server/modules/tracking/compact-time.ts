/** Days and times as EDI writes them: digits without anything between. */

export interface CompactTime {
  readonly day: string | null
  /** On the clock of the place. */
  readonly localTime: string | null
}

const DAY_MS = 86_400_000

/** `20260316`, `202603161230` or `20260316123059`, also with a year of two digits. Null for what is in no calendar. */
export function compactTime(day: string, time = ''): CompactTime | null {
  const digits = /^\d{6}$/.test(day) ? `20${day}` : day
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(digits) ?? []
  if (!year) return null
  const iso = `${year}-${month}-${date}`
  const instant = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(instant) || new Date(Math.floor(instant / DAY_MS) * DAY_MS).toISOString().slice(0, 10) !== iso)
    return null
  if (time === '') return { day: iso, localTime: null }
  // Decimal seconds say more than anybody measures on the way.
  const [, hours, minutes, seconds = '00'] = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)?\d{0,2}$/.exec(time) ?? []
  return hours ? { day: null, localTime: `${iso}T${hours}:${minutes}:${seconds}` } : null
}
