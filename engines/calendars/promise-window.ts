/** What is told to a customer: days, or a slot with its instants, of the destination. */
import type { Window } from './working-time.ts'
import type { Zone } from './zone.ts'

export interface PromiseWindow {
  /** Local days of the destination. */
  readonly fromDay: number
  readonly toDay: number
  /** Null where only the day is promised. */
  readonly fromAt: number | null
  readonly toAt: number | null
}

/** Rounds a receiving window up to its whole day; `earlyDays` before it are in time as well. */
export function dayPromise(zone: Zone, receiving: Window, earlyDays = 0): PromiseWindow {
  const day = zone.dayAt(receiving.start)
  return { fromDay: day - earlyDays, toDay: day, fromAt: null, toAt: null }
}

/** A booked slot as it stands on the destination's clock: minutes of its local day. A slot over midnight ends the day after. */
export function slotPromise(
  zone: Zone,
  day: number,
  slot: { readonly fromMinute: number; readonly toMinute: number },
): PromiseWindow {
  const at = (minute: number) => zone.instantOf(day * 86_400_000 + minute * 60_000)
  const toAt = at(slot.toMinute)
  return { fromDay: day, toDay: zone.dayAt(toAt - 1), fromAt: at(slot.fromMinute), toAt }
}
