/** Named periods and the calendar days they cover; all arithmetic is on local dates, no zone takes part. */
export const PERIODS = [
  'last_30_days',
  'last_90_days',
  'last_12_months',
  'this_month',
  'last_month',
  'this_year',
] as const
export type PeriodName = (typeof PERIODS)[number]
export type Period = { from: string; to: string }

const iso = (at: Date) => at.toISOString().slice(0, 10)
const shifted = (day: string, change: { days?: number; months?: number }) => {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + (change.months ?? 0))
  at.setUTCDate(at.getUTCDate() + (change.days ?? 0))
  return iso(at)
}
const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`

export function periodOf(name: PeriodName, today: string): Period {
  const month = firstOfMonth(today)
  switch (name) {
    case 'last_30_days':
      return { from: shifted(today, { days: -29 }), to: today }
    case 'last_90_days':
      return { from: shifted(today, { days: -89 }), to: today }
    case 'last_12_months':
      return { from: shifted(month, { months: -11 }), to: today }
    case 'this_month':
      return { from: month, to: today }
    case 'last_month':
      return { from: shifted(month, { months: -1 }), to: shifted(month, { days: -1 }) }
    case 'this_year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
  }
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')
const isName = (text: string | undefined): text is PeriodName => PERIODS.includes(text as PeriodName)

/** The period an address asks for: two days of its own, else a name, else the one given. */
export function periodFrom(
  address: Readonly<Record<string, string | undefined>>,
  today: string,
  otherwise: PeriodName,
): Period & { name: PeriodName | undefined } {
  const { from, to, period } = address
  if (isDay(from) && isDay(to) && from <= to) return { from, to, name: undefined }
  const name = isName(period) ? period : otherwise
  return { ...periodOf(name, today), name }
}
