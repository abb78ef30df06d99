/** A promised or requested window as a person says it: a day, days from–to, or a day with times in the destination's zone. */
import type { Formats } from './formats.ts'

export type PromiseWindow = {
  from_date: string | null
  to_date: string | null
  from_at: string | null
  to_at: string | null
}

export function windowText(formats: Formats, window: PromiseWindow, zone: string | undefined): string | null {
  const { from_date: from, to_date: to, from_at: fromAt, to_at: toAt } = window
  if (!to) return null
  if (toAt) {
    const times = fromAt ? `${formats.time(fromAt, zone)}–${formats.time(toAt, zone)}` : formats.time(toAt, zone)
    return `${formats.date(to)}, ${times}`
  }
  return from && from !== to ? `${formats.date(from)} – ${formats.date(to)}` : formats.date(to)
}
