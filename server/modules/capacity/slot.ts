/** When a slot is on a destination's clock, and until when it can be booked. */
import { type PromiseWindow, parseMinute, slotPromise, type Zone } from '../../../engines/calendars/index.ts'

export interface SlotHours {
  /** By the destination's clock, such as "14:00". */
  readonly starts_at: string
  readonly ends_at: string
}

export interface SlotCutOff {
  /** So many days before the slot's day, at that time of the site. */
  readonly cutoff_days: number
  readonly cutoff_at: string
}

export const slotWindow = (slot: SlotHours, zone: Zone, day: number): PromiseWindow =>
  slotPromise(zone, day, { fromMinute: parseMinute(slot.starts_at), toMinute: parseMinute(slot.ends_at) })

const DAY_MS = 86_400_000

/** The last instant at which the slot of a day can be booked; equality counts as before. */
export const slotCutOff = (slot: SlotCutOff, site: Zone, day: number): number =>
  site.instantOf((day - slot.cutoff_days) * DAY_MS + parseMinute(slot.cutoff_at) * 60_000)
