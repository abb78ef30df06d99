/** Cells of COPY text to numbers and back: exact, and without a date library, because a rebuild reads millions. */
const DAY_MS = 86_400_000
const days = new Map<string, number>()
const dates = new Map<number, string>()

/** Days since 1970-01-01 of `2026-03-12`. Few different days occur, so each is computed once. */
export function readDay(text: string | null): number | null {
  if (text === null) return null
  let day = days.get(text)
  if (day === undefined) {
    day = Date.parse(`${text}T00:00:00Z`) / DAY_MS
    if (days.size < 100_000) days.set(text, day)
  }
  return day
}

export function writeDay(day: number | null): string | null {
  if (day === null) return null
  let text = dates.get(day)
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10)
    if (dates.size < 100_000) dates.set(day, text)
  }
  return text
}

/** Epoch milliseconds of `2026-03-12 08:30:00.25+00`, as a session in UTC prints it. */
export function readInstant(text: string | null): number | null {
  if (text === null) return null
  const two = (at: number) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
  const day = readDay(text.slice(0, 10))!
  const fraction = text.charCodeAt(19) === 46 ? Math.floor(Number(text.slice(19, text.length - 3)) * 1000 + 1e-6) : 0
  return day * DAY_MS + two(11) * 3_600_000 + two(14) * 60_000 + two(17) * 1000 + fraction
}

export function writeInstant(instant: number | null): string | null {
  if (instant === null) return null
  const day = Math.floor(instant / DAY_MS)
  const rest = instant - day * DAY_MS
  const pad = (value: number) => (value < 10 ? `0${value}` : `${value}`)
  const time = `${pad(Math.floor(rest / 3_600_000))}:${pad(Math.floor(rest / 60_000) % 60)}:${pad(Math.floor(rest / 1000) % 60)}`
  const milli = rest % 1000
  const fraction = milli === 0 ? '' : `.${String(milli).padStart(3, '0').replace(/0+$/, '')}`
  return `${writeDay(day)} ${time}${fraction}+00`
}

export const readNumber = (text: string | null): number | null => (text === null ? null : Number(text))
