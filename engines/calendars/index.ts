/** Business time and local days: what other engines and the server may use. */
export { addBusinessDays, type BusinessDays, businessDaysBetween } from './business-days.ts'
export { addBusinessTime, businessSecondsBetween, nextOpenAt } from './business-time.ts'
export { buildCalendar, type Calendar, type CalendarDefinition, type Opening } from './calendar.ts'
export { cutOffDay } from './cut-off.ts'
export { formatLocalDay, parseLocalDay, weekdayOf } from './local-day.ts'
export { type Season, seasonFactor } from './season.ts'
export { type Zone, zoneOf } from './zone.ts'
