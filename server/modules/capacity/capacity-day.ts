/** A day's counter as its events tell it. */
import type { FoldableEvent, State } from '../../ledger/index.ts'

interface Taken {
  readonly order_id: string
  readonly line_number: number
  readonly quantity: number
}

/** Bookings by order line; booked is what the event found after it. */
export function evolveDay(state: State | null, { type, data }: FoldableEvent): State {
  const before = state ?? { override: null, reason: null, booked: 0, bookings: {} }
  if (type === 'CapacityOverridden') return { ...before, override: data.override ?? null, reason: data.reason ?? null }
  const bookings = { ...(before.bookings as Record<string, number>) }
  const sign = type === 'CapacityReleased' ? -1 : 1
  for (const { order_id, line_number, quantity } of data.bookings as readonly Taken[]) {
    const line = `${order_id}/${line_number}`
    const held = (bookings[line] ?? 0) + sign * quantity
    if (held > 0) bookings[line] = held
    else delete bookings[line]
  }
  return { ...before, booked: data.booked, bookings }
}
