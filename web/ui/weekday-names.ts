/** The days of the week in the reader's language, Monday first. */
export const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

/** 2024 began with a Monday. */
export function weekdayNames(locale: string, width: 'short' | 'long'): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
  return WEEKDAYS.map((_, at) => format.format(new Date(Date.UTC(2024, 0, 1 + at))))
}
