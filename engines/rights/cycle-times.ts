/** Elapsed steps of the order cycle from known instants. A step that would run backwards is not known, rather than negative. */
import { completingArrival } from './on-time.ts'
import type { Reading } from './reading.ts'
import type { CycleTimes } from './verdict.ts'

export function cycleTimes(reading: Reading): CycleTimes {
  const { facts, zone } = reading
  const completing = completingArrival(reading)
  const doneAt = completing === null ? null : (completing.delivery?.acceptedAt ?? completing.at)
  const doneDay = completing === null ? null : (completing.delivery?.acceptedDay ?? completing.day)
  const orderedDay = facts.orderedDay ?? (facts.orderedAt === null ? null : zone.dayAt(facts.orderedAt))
  return {
    orderCycleSeconds: seconds(facts.orderedAt, doneAt),
    orderCycleDays: orderedDay === null || doneDay === null || doneDay < orderedDay ? null : doneDay - orderedDay,
    customerWaitSeconds: customerWait(reading, doneAt),
    orderEntrySeconds: seconds(facts.orderedAt, facts.confirmedAt),
    warehouseSeconds: seconds(facts.releasedAt, facts.shippedAt),
    transitSeconds: seconds(facts.shippedAt, facts.arrivedAt ?? completing?.at ?? null),
    lastMileSeconds: seconds(facts.outForDeliveryAt, completing?.at ?? null),
    orderToCashSeconds: seconds(facts.orderedAt, facts.paidAt),
  }
}

function seconds(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : Math.round((to - from) / 1000)
}

/** An order for a later date waits by the customer's wish until that date opens. Only a requested start says so. */
function customerWait(reading: Reading, doneAt: number | null): number | null {
  const { orderedAt, requested } = reading.facts
  if (orderedAt === null || requested === null || requested.fromDay === null) return null
  const wanted = requested.fromAt ?? reading.zone.startOfDay(requested.fromDay)
  return seconds(orderedAt, Math.max(orderedAt, doneAt === null ? wanted : Math.min(wanted, doneAt)))
}
